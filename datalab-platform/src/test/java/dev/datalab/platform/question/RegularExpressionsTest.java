package dev.datalab.platform.question;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RegularExpressionsTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "^/product/\\d+$",
        "a{1000}",
        "(a{10}){100}",
        "[({]{3}",
        "\\Q((((((\\E",
        "[]()]+",
        "[[:alpha:](]{2,}",
        "x{,3}",
        "\\{5000\\}"
      })
  void anOrdinaryExpressionIsTaken(String expression) {
    assertThat(RegularExpressions.refusal(expression)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "((((a{30}){30}){30}){30}){30}",
        "(a{1000}){1000}",
        "(a{1000}[(]){1000}",
        "(a{1000}\\Q(\\E){1000}",
        "(a{1000}[[:alpha:](]){1000}",
        "((a{0,100}){0,100}){100,}"
      })
  void anExpressionThatWouldFillTheMemoryIsRefusedUnseenByTheCompiler(String expression) {
    assertThat(RegularExpressions.refusal(expression)).get().asString().contains("repeat less");
  }

  @ParameterizedTest
  @ValueSource(strings = {"(", "a{1001}", "(?=a)", "\\1", "[z-a]"})
  void whatIsNotRe2IsRefused(String expression) {
    assertThat(RegularExpressions.refusal(expression)).get().asString().contains("RE2");
  }

  @ParameterizedTest
  @ValueSource(ints = {101, 900})
  void groupsAreNestedAHundredDeepAtMost(int depth) {
    assertThat(RegularExpressions.refusal("(".repeat(100) + "a" + ")".repeat(100))).isEmpty();
    assertThat(RegularExpressions.refusal("(".repeat(depth) + "a" + ")".repeat(depth)))
        .get()
        .asString()
        .contains("nested");
  }
}
