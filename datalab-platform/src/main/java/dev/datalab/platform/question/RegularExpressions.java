package dev.datalab.platform.question;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * Which regular expressions are taken from people: RE2 syntax, and no larger than {@value
 * #MAX_SIZE} steps once every counted repetition is written out.
 *
 * <p>RE2 runs in time linear in the text, but a counted repetition is compiled as so many copies:
 * {@code ((((a{30}){30}){30}){30}){30}} has 30 characters and wants more memory than there is. So
 * the size is reckoned before it is compiled, by one pass over the text that need not be exact: it
 * takes every atom for one step and every brace that reads as a repetition for one.
 */
final class RegularExpressions {
  /** The most steps. */
  static final int MAX_SIZE = 10_000;

  /** The most groups within one another. */
  static final int MAX_DEPTH = 100;

  private RegularExpressions() {}

  /** Why an expression is not taken, in a clause; empty if it is. */
  static Optional<String> refusal(String expression) {
    long size = size(expression);
    if (size < 0) {
      return Optional.of(
          "its groups are nested over %d deep; make it flatter".formatted(MAX_DEPTH));
    }
    if (size > MAX_SIZE) {
      return Optional.of(
          "its repetitions make over %,d steps; repeat less, or use * and +".formatted(MAX_SIZE));
    }
    try {
      Pattern.compile(expression);
      return Optional.empty();
    } catch (PatternSyntaxException e) {
      return Optional.of(
          "not an RE2 expression: %s; see github.com/google/re2/wiki/Syntax"
              .formatted(e.getMessage()));
    }
  }

  /** Notes at its place an expression that is not taken. */
  static Optional<String> read(Place at) {
    Optional<String> expression = at.requireText(Place.MAX_TEXT);
    Optional<String> refusal = expression.flatMap(RegularExpressions::refusal);
    return refusal.isPresent()
        ? at.refused("%s: %s.".formatted(at.label(), refusal.get()))
        : expression;
  }

  /**
   * How many steps, at most {@link #MAX_SIZE} times 1,000; -1 if the groups are nested too deep. A
   * bracket in a class or a quotation is no group.
   */
  private static long size(String expression) {
    Deque<Long> outer = new ArrayDeque<>();
    long before = 0; // of the sequence, without its last atom
    long atom = 0;
    int i = 0;
    while (i < expression.length()) {
      char c = expression.charAt(i);
      int end = i + 1;
      if (c == '(') {
        outer.push(before + atom);
        before = 0;
        atom = 0;
        if (outer.size() > MAX_DEPTH) {
          return -1;
        }
      } else if (c == ')' && !outer.isEmpty()) {
        atom = before + atom + 2;
        before = outer.pop();
      } else if (c == '{') {
        atom = Math.min(atom * times(expression, i), MAX_SIZE * 1_000L);
      } else {
        end = atomEnd(expression, i);
        before = Math.min(before + atom + (end - i - 1), MAX_SIZE * 1_000L);
        atom = 1;
      }
      i = end;
    }
    while (!outer.isEmpty()) {
      before += outer.pop();
    }
    return before + atom;
  }

  /** Where the class, quotation, escape or character ends that begins here. */
  private static int atomEnd(String expression, int begin) {
    if (expression.startsWith("\\Q", begin)) {
      int end = expression.indexOf("\\E", begin);
      return end < 0 ? expression.length() : end + 2;
    }
    if (expression.charAt(begin) == '\\') {
      return Math.min(begin + 2, expression.length());
    }
    if (expression.charAt(begin) != '[') {
      return begin + 1;
    }
    int i = begin + (expression.startsWith("[^", begin) ? 2 : 1);
    if (expression.startsWith("]", i)) {
      i++;
    }
    while (i < expression.length() && expression.charAt(i) != ']') {
      int named = expression.startsWith("[:", i) ? expression.indexOf(":]", i) : -1;
      i = named >= 0 ? named + 2 : i + (expression.charAt(i) == '\\' ? 2 : 1);
    }
    return Math.min(i + 1, expression.length());
  }

  /** The greater number between the braces that open here; 1 if they hold none. */
  private static long times(String expression, int brace) {
    long greatest = 1;
    long number = 0;
    for (int i = brace + 1; i < expression.length(); i++) {
      char c = expression.charAt(i);
      if (c >= '0' && c <= '9') {
        number = Math.min(number * 10 + (c - '0'), 1_000);
        greatest = Math.max(greatest, number);
      } else if (c == ',') {
        number = 0;
      } else {
        return c == '}' ? greatest : 1;
      }
    }
    return 1;
  }
}
