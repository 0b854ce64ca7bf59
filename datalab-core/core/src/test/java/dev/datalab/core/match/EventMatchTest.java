package dev.datalab.core.match;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.datalab.core.block.Symbol;
import dev.datalab.core.event.Element;
import dev.datalab.core.event.EventProperties;
import dev.datalab.core.match.Matcher.UrlOp;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EventMatchTest {
  private static final String SITE = "https://shop.example/";

  @Test
  void equalsSeesThePathWithoutATrailingSlash() {
    assertThat(url(UrlOp.EQUALS, "/basket", "/basket")).isTrue();
    assertThat(url(UrlOp.EQUALS, "/basket", "/basket/")).isTrue();
    assertThat(url(UrlOp.EQUALS, "/basket/", "/basket")).isTrue();
    assertThat(url(UrlOp.EQUALS, "/basket", "https://shop.example/basket/?a=b#c")).isTrue();
    assertThat(url(UrlOp.EQUALS, "/basket", "/basket/1")).isFalse();
    assertThat(url(UrlOp.EQUALS, "/", "/")).isTrue();
    assertThat(url(UrlOp.EQUALS, "/", "https://shop.example")).isTrue();
    assertThat(url(UrlOp.EQUALS, "/", "/a")).isFalse();
  }

  @Test
  void prefixSeesThePath() {
    assertThat(url(UrlOp.PREFIX, "/shop", "/shop/a?b")).isTrue();
    assertThat(url(UrlOp.PREFIX, "/shop", "/shopping")).isTrue();
    assertThat(url(UrlOp.PREFIX, "/shop/", "/shop/")).isFalse();
    assertThat(url(UrlOp.PREFIX, "/shop", "/a/shop")).isFalse();
  }

  @Test
  void aQueryInTheValueSeesPathAndQuery() {
    assertThat(url(UrlOp.EQUALS, "/search?q=shoes", "/search?q=shoes")).isTrue();
    assertThat(url(UrlOp.EQUALS, "/search?q=shoes", "/search/?q=shoes#top")).isTrue();
    assertThat(url(UrlOp.EQUALS, "/search?q=shoes", "/search?q=shoes&page=2")).isFalse();
    assertThat(url(UrlOp.EQUALS, "/search?q=shoes", "/search")).isFalse();
    assertThat(url(UrlOp.PREFIX, "/search?q=", "https://shop.example/search?q=shoes")).isTrue();
    assertThat(url(UrlOp.PREFIX, "/search?q=", "/search")).isFalse();
  }

  @Test
  void aGlobHasStarWithinASegmentTwoAcrossAndAQuestionMarkForOneCharacter() {
    assertThat(url(UrlOp.GLOB, "/product/*", "/product/1?a=b")).isTrue();
    assertThat(url(UrlOp.GLOB, "/product/*", "/product/1/reviews")).isFalse();
    assertThat(url(UrlOp.GLOB, "/product/*/reviews", "/product/1/reviews/")).isTrue();
    assertThat(url(UrlOp.GLOB, "/product/**", "/product/1/reviews")).isTrue();
    assertThat(url(UrlOp.GLOB, "/**/reviews", "/product/1/reviews")).isTrue();
    assertThat(url(UrlOp.GLOB, "/p?", "/p1")).isTrue();
    assertThat(url(UrlOp.GLOB, "/p?", "/p12")).isFalse();
    assertThat(url(UrlOp.GLOB, "/p?", "/p")).isFalse();
    assertThat(url(UrlOp.GLOB, "/a.b", "/aXb")).isFalse();
    assertThat(url(UrlOp.GLOB, "/product", "/product/1")).isFalse();
  }

  @Test
  void aRegexIsFoundAnywhereInThePath() {
    assertThat(url(UrlOp.REGEX, "duct/[0-9]+", "/product/12/reviews?x")).isTrue();
    assertThat(url(UrlOp.REGEX, "^/product$", "/product/")).isTrue();
    assertThat(url(UrlOp.REGEX, "q=", "/search?q=1")).isFalse();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Matcher.Url(UrlOp.REGEX, "(a"))
        .withMessageStartingWith("value:");
    assertThatIllegalArgumentException().isThrownBy(() -> new Matcher.Url(UrlOp.REGEX, "(a)\\1"));
  }

  @Test
  void aValueWithASchemeSeesTheWholeAddress() {
    assertThat(url(UrlOp.EQUALS, "https://shop.example/a", "https://shop.example/a/")).isTrue();
    assertThat(url(UrlOp.EQUALS, "https://shop.example/a/", "/a")).isTrue();
    assertThat(url(UrlOp.EQUALS, "https://shop.example", "/")).isTrue();
    assertThat(url(UrlOp.EQUALS, "https://shop.example/a", "/a?b=c")).isFalse();
    assertThat(url(UrlOp.EQUALS, "https://shop.example/a?b=c", "/a/?b=c")).isTrue();
    assertThat(url(UrlOp.EQUALS, "https://other.example/a", "/a")).isFalse();
    assertThat(url(UrlOp.PREFIX, "https://shop.example/", "/a?b=c")).isTrue();
    assertThat(url(UrlOp.PREFIX, "https://other.example/", "https://other.example/a")).isTrue();
    assertThat(url(UrlOp.GLOB, "https://*.example/a", "https://shop.example/a")).isTrue();
    assertThat(url(UrlOp.REGEX, "^https?://shop\\.example/.*b=c", "/a?b=c")).isTrue();
  }

  @Test
  void onlyAPageThatIsEnteredMatchesAnAddress() {
    EventMatch test = EventMatch.of(new Matcher.Url(UrlOp.PREFIX, "/"), SITE);
    assertThat(test.matches(new Symbol.Visited("/a"))).isTrue();
    assertThat(test.matches(new Symbol.Left())).isFalse();
    assertThat(test.matches(new Symbol.Named("/a"))).isFalse();
    assertThat(test.matches(new Symbol.Moved())).isFalse();
  }

  @Test
  void aClickMatchesAnyElementFromTheTargetUp() {
    Symbol click =
        new Symbol.Clicked(
            List.of(
                new Element("/html/body/button[1]/svg[1]", "", "", ""),
                new Element("/html/body/button[1]", "buy", "order", "Buy now"),
                new Element("/html/body", "", "", "")));
    for (String target :
        List.of(
            "/html/body/button[1]/svg[1]",
            "/html/body/button[1]",
            "#buy",
            "[name=order]",
            "[name=\"order\"]",
            "Buy now")) {
      assertThat(EventMatch.of(new Matcher.Click(target), SITE).matches(click)).as(target).isTrue();
    }
    for (String target : List.of("/html/body/button[2]", "#order", "[name=buy]", "buy")) {
      assertThat(EventMatch.of(new Matcher.Click(target), SITE).matches(click))
          .as(target)
          .isFalse();
    }
  }

  @Test
  void anEventMatchesByItsNameAndByPropertiesOfTheSameTypeAndValue() {
    assertThat(named(Map.of(), Map.of("plan", "pro"))).isTrue();
    assertThat(named(Map.of("plan", "pro"), Map.of("plan", "pro", "more", 1))).isTrue();
    assertThat(named(Map.of("plan", "pro"), Map.of("plan", "Pro"))).isFalse();
    assertThat(named(Map.of("plan", "pro"), Map.of())).isFalse();
    assertThat(named(Map.of("n", 5), Map.of("n", 5.0))).isTrue();
    assertThat(named(Map.of("n", 5L), Map.of("n", 6))).isFalse();
    assertThat(named(Map.of("n", 0), Map.of("n", -0.0))).isTrue();
    assertThat(named(Map.of("n", "5"), Map.of("n", 5))).isFalse();
    assertThat(named(Map.of("yes", true), Map.of("yes", true))).isTrue();
    assertThat(named(Map.of("yes", true), Map.of("yes", "true"))).isFalse();
    assertThat(named(Map.of("a", 1, "b", 2), Map.of("a", 1, "b", 3))).isFalse();
    assertThat(
            EventMatch.of(new Matcher.Named("buy", Map.of()), SITE)
                .matches(new Symbol.Named("buy now"), EventProperties.NONE))
        .isFalse();
  }

  private static boolean url(UrlOp op, String value, String address) {
    return EventMatch.of(new Matcher.Url(op, value), SITE).matches(new Symbol.Visited(address));
  }

  private static boolean named(Map<String, Object> where, Map<String, Object> properties) {
    return EventMatch.of(new Matcher.Named("buy", where), SITE)
        .matches(new Symbol.Named("buy"), new EventProperties(properties));
  }
}
