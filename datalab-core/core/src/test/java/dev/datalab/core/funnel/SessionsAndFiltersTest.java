package dev.datalab.core.funnel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.datalab.core.event.Dimensions.Utm;
import dev.datalab.core.funnel.FunnelAnswer.Row;
import dev.datalab.core.query.Campaign.Rule;
import dev.datalab.core.query.Dimension;
import dev.datalab.core.query.Filter;
import dev.datalab.core.query.Filter.Op;
import java.util.List;
import org.junit.jupiter.api.Test;

class SessionsAndFiltersTest {
  @Test
  void aUnitMayBeASession() {
    FunnelAnswer answer =
        Ask.stages("/a", "/b").perSession().of("anna: /a@0 /b@1800 /a@3601 /x@9000 /b@9001");
    assertThat(answer.visitors()).isEqualTo(3);
    assertThat(Ask.reached(answer)).containsExactly(2L, 1L);
  }

  @Test
  void sessionsWithIdsStayWhatTheyAreHoweverTheyInterleave() {
    FunnelAnswer answer =
        Ask.stages("/a", "/b")
            .perSession()
            .of("anna [session=s1]: /a@0 /b@9000", "anna [session=s2]: /a@1 /x@2");
    assertThat(answer.visitors()).isEqualTo(2);
    assertThat(Ask.reached(answer)).containsExactly(2L, 1L);
  }

  @Test
  void whatTheFilterTakesAwayStillHoldsASessionTogether() {
    FunnelAnswer answer =
        Ask.stages("/a", "/b")
            .perSession()
            .filter("kind", Op.IS_ABSENT)
            .of("anna: /a@0 /x{kind=noise}@1500 /b@3000");
    assertThat(Ask.reached(answer)).containsExactly(1L, 1L);
  }

  @Test
  void aSessionOfNothingButLeavingsIsNoUnit() {
    assertThat(Ask.stages("/a").perSession().of("anna: /a@0 <@9000").visitors()).isEqualTo(1);
  }

  @Test
  void newIsTheFirstSessionOfAllEvenBeforeTheRange() {
    Ask ask = Ask.stages("/a").by("visitorType").range("10000", "20000");
    assertThat(ask.of("anna: /x@0 /a@12000", "bert: /a@12000").breakdown().orElseThrow())
        .containsExactly(new Row("new", List.of(1L)), new Row("returning", List.of(1L)));
    assertThat(
            ask.filter("visitorType", Op.EQUALS, "new")
                .of("anna: /x@0 /a@12000", "bert: /a@12000")
                .visitors())
        .isEqualTo(1);
  }

  @Test
  void anEventThatFailsTheFilterIsNotThere() {
    Ask ask = Ask.stages("/a", "/b").filter("browser", Op.EQUALS, "Firefox", "Edge");
    FunnelAnswer answer =
        ask.of(
            "anna [browser=Firefox]: /a@0",
            "anna [browser=Chrome]: /b@1",
            "bert [browser=Edge]: /a@0 /b@1",
            "cara [browser=Chrome]: /a@0 /b@1");
    assertThat(answer.visitors()).isEqualTo(2);
    assertThat(Ask.reached(answer)).containsExactly(2L, 1L);
  }

  @Test
  void filtersCompareTextNumbersAndPatterns() {
    assertThat(passes("language", Op.PREFIX, "de")).isTrue();
    assertThat(passes("language", Op.CONTAINS, "-C")).isTrue();
    assertThat(passes("language", Op.EQUALS, "de")).isFalse();
    assertThat(passes("language", Op.REGEX, "^d.-..$")).isTrue();
    assertThat(passes("page", Op.GLOB, "/shop/*")).isTrue();
    assertThat(passes("page", Op.GLOB, "/*")).isFalse();
    assertThat(passes("page", Op.GLOB, "/**")).isTrue();
    assertThat(passes("page", Op.EQUALS, "/shop/a")).isTrue();
    assertThat(passes("price", Op.LESS, "10")).isTrue();
    assertThat(passes("price", Op.LESS, "9")).isFalse();
    assertThat(passes("price", Op.AT_MOST, "9")).isTrue();
    assertThat(passes("price", Op.GREATER, "9")).isFalse();
    assertThat(passes("price", Op.AT_LEAST, "9.0")).isTrue();
    assertThat(passes("properties.price", Op.EQUALS, "9")).isTrue();
    assertThat(passes("language", Op.LESS, "9")).isFalse();
    assertThat(passes("referrer", Op.EQUALS, "news.example")).isTrue();
    assertThat(passes("referrer", Op.EQUALS, "https://www.news.example/today")).isTrue();
    assertThat(passes("os", Op.IS_ABSENT)).isTrue();
    assertThat(passes("os", Op.IS_PRESENT)).isFalse();
    assertThat(passes("os", Op.CONTAINS, "")).isFalse();
    assertThat(passes("price", Op.IS_PRESENT)).isTrue();
  }

  @Test
  void conditionsCombine() {
    Filter german = is("language", "de-CH");
    Filter cheap = new Filter.Is(Dimension.of("price"), Op.LESS, List.of("5"));
    Filter newcomer = is("visitorType", "new");
    assertThat(passes(new Filter.And(List.of(german, cheap)))).isFalse();
    assertThat(passes(new Filter.Or(List.of(german, cheap)))).isTrue();
    assertThat(passes(new Filter.Not(cheap))).isTrue();
    assertThat(passes(new Filter.Not(new Filter.Or(List.of(german, cheap))))).isFalse();
    assertThat(passes(new Filter.Or(List.of()))).isFalse();
    assertThat(passes(new Filter.And(List.of(newcomer, new Filter.Not(cheap), german)))).isTrue();
    assertThat(passes(new Filter.And(List.of(new Filter.And(List.of(newcomer, german)), cheap))))
        .isFalse();
    assertThat(passes(new Filter.Or(List.of(new Filter.Not(newcomer), cheap)))).isFalse();
  }

  @Test
  void whatCannotBeComparedIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> passes("price", Op.LESS, "cheap"))
        .withMessageContaining("price");
    assertThatIllegalArgumentException().isThrownBy(() -> passes("page", Op.REGEX, "("));
  }

  @Test
  void aSessionBelongsToTheFirstCampaignWhoseRuleItFulfils() {
    List<Row> rows =
        Ask.stages("/a|/a#spring")
            .campaign("by suffix", new Rule.SuffixIs("#spring"))
            .campaign("by parameter", new Rule.UtmIs(new Utm("", "mail", "", "", "")))
            .campaign("by referrer", new Rule.ReferrerIs("news.example"))
            .by("campaign")
            .of(
                "anna [utm.medium=mail]: /a#spring@0",
                "bert [utm.medium=mail referrer=https://news.example/x]: /a@0",
                "cara [referrer=https://m.news.example/x]: /a@0",
                "dora [referrer=https://oldnews.example/x]: /a@0",
                "emil: /x#spring@0 /a@1",
                "fred: /x#spring@0 /a@9000")
            .breakdown()
            .orElseThrow();
    assertThat(rows)
        .containsExactly(
            new Row("", List.of(2L)),
            new Row("by suffix", List.of(2L)),
            new Row("by parameter", List.of(1L)),
            new Row("by referrer", List.of(1L)));
  }

  @Test
  void aCampaignCanBeFilteredBy() {
    assertThat(
            Ask.stages("/a")
                .campaign("spring", new Rule.SuffixIs("#spring"))
                .filter("campaign", Op.EQUALS, "spring")
                .of("anna: /x#spring@0 /a@1", "bert: /a@0")
                .visitors())
        .isEqualTo(1);
  }

  @Test
  void theChannelIsADimension() {
    assertThat(
            Ask.stages("/a")
                .by("channel")
                .of(
                    "anna [referrer=https://www.google.com/]: /a@0",
                    "bert [referrer=https://shop.example/x]: /a@0",
                    "cara: /a@0")
                .breakdown()
                .orElseThrow())
        .containsExactly(new Row("Direct", List.of(2L)), new Row("Organic Search", List.of(1L)));
  }

  private static Filter is(String field, String value) {
    return new Filter.Is(Dimension.of(field), Op.EQUALS, List.of(value));
  }

  private static boolean passes(String field, Op op, String... values) {
    return passes(new Filter.Is(Dimension.of(field), op, List.of(values)));
  }

  private static boolean passes(Filter filter) {
    return Ask.stages("/a")
            .filter(filter)
            .of(
                "anna [language=de-CH referrer=https://www.news.example/today]:"
                    + " /shop/a?b=c{price=9}@0")
            .visitors()
        == 1;
  }
}
