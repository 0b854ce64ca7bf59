package dev.datalab.platform.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datalab.platform.rpc.Violation;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What may stand in the description of an app. */
final class AppRulesTest {
  private final AppRules rules = new AppRules();

  private List<String> pointers() {
    return rules.broken().stream().map(Violation::pointer).toList();
  }

  @Test
  void aNameHasOneToHundredCharactersCountedAsCodePoints() {
    assertThat(rules.name("Shop")).isEqualTo("Shop");
    rules.name("🛒".repeat(100));
    assertThat(rules.broken()).isEmpty();
    rules.name("🛒".repeat(101));
    rules.name("");
    assertThat(pointers()).containsExactly("/name", "/name");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a/b", " a", "a ", "a\u0000b", "a\nb"})
  void aNameHasNoSlashNoControlCharacterAndNoSpaceAtItsEnds(String name) {
    rules.name(name);
    assertThat(pointers()).containsExactly("/name");
  }

  @Test
  void namesDifferByMoreThanCase() {
    assertThat(AppRules.nameKey("Straße Ü")).isEqualTo(AppRules.nameKey("STRASSE U\u0308"));
    assertThat(AppRules.nameKey("Shop")).isNotEqualTo(AppRules.nameKey("Shop 2"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"https://shop.example", "http://localhost:8080/a/b", "HTTPS://Shop.example/"})
  void anAddressIsAbsoluteHttpOrHttps(String url) {
    assertThat(rules.url(url)).isEqualTo(url);
    assertThat(rules.broken()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/shop",
        "shop.example",
        "ftp://shop.example",
        "https://",
        "https://shop.example:0",
        "https://shop.example:70000",
        "https://user:password@shop.example",
        "https://shop.example/?a=b",
        "https://shop.example/#top",
        "https://shop example"
      })
  void everythingElseIsNoAddress(String url) {
    rules.url(url);
    assertThat(pointers()).containsExactly("/url");
  }

  @Test
  void anAddressHasAtMost2048Characters() {
    rules.url("https://shop.example/" + "a".repeat(2_048 - 21));
    assertThat(rules.broken()).isEmpty();
    rules.url("https://shop.example/" + "a".repeat(2_048 - 20));
    assertThat(pointers()).containsExactly("/url");
  }

  @Test
  void anAppHasAtMostTwentyTagsOfAtMostFiftyCharactersNoTwoAlike() {
    rules.tags(IntStream.range(0, 20).mapToObj(i -> "t" + i).toList());
    assertThat(rules.broken()).isEmpty();
    rules.tags(Collections.nCopies(21, "x"));
    assertThat(pointers()).hasSize(21).startsWith("/tags", "/tags/1", "/tags/2");
    AppRules others = new AppRules();
    others.tags(List.of("a".repeat(51), "", "b"));
    assertThat(others.broken())
        .extracting(Violation::pointer)
        .containsExactly("/tags/0", "/tags/1");
  }

  @ParameterizedTest
  @CsvSource({
    "https://Shop.Example, https://shop.example",
    "https://shop.example:443, https://shop.example",
    "http://shop.example:80, http://shop.example",
    "HTTP://shop.example:443, http://shop.example:443",
    "http://[::1]:8080, http://[::1]:8080",
    "http://LocalHost:*, http://localhost:*",
    "https://127.0.0.1:*, https://127.0.0.1:*",
    "http://[::1]:*, http://[::1]:*"
  })
  void anOriginHasOneSpelling(String given, String kept) {
    assertThat(rules.origins(List.of(given))).containsExactly(kept);
    assertThat(rules.broken()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://shop.example/",
        "https://shop.example/a",
        "https://shop.example?a",
        "https://u@shop.example",
        "null",
        "*",
        "shop.example",
        "https://shop.example:*",
        "http://localhost:80:*",
        "http://localhost:*/a",
        "http://u@localhost:*",
        "localhost:*"
      })
  void anOriginHasNothingBesideSchemeHostAndPortAndAnyPortOnThisMachineAlone(String origin) {
    rules.origins(List.of("https://ok.example", origin));
    assertThat(pointers()).containsExactly("/origins/1");
  }

  @Test
  void noTwoOriginsAreAlikeInTheirOneSpelling() {
    rules.origins(List.of("https://a.example", "https://A.example:443"));
    assertThat(pointers()).containsExactly("/origins/1");
  }

  @Test
  void theOriginOfTheAddressIsTheDefaultAndNoneIsNoList() {
    assertThat(rules.originsOrOwn(List.of(), "https://Shop.example:8443/a"))
        .containsExactly("https://shop.example:8443");
    assertThat(rules.broken()).isEmpty();
    rules.origins(List.of());
    assertThat(pointers()).containsExactly("/origins");
  }
}
