package dev.datalab.core.match;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.datalab.core.match.Matcher.UrlOp;
import java.util.function.Predicate;

/**
 * Compares addresses with a pattern. Immutable and safe for use by several threads.
 *
 * <p>A pattern sees the path without a trailing slash. {@code equals} and {@code prefix} see the
 * query too if their value has one, and a value with {@code ://} sees the whole address.
 */
final class UrlPattern {
  private final Predicate<String> test;

  private UrlPattern(Predicate<String> test) {
    this.test = test;
  }

  /**
   * Compiles a pattern.
   *
   * @throws IllegalArgumentException if a regular expression is not one
   */
  static UrlPattern compile(UrlOp op, String value) {
    return switch (op) {
      case EQUALS -> {
        String wanted = UrlName.normalized(value);
        yield new UrlPattern(wanted::equals);
      }
      case PREFIX -> new UrlPattern(seen -> seen.startsWith(value));
      case GLOB -> of(globExpression(value), true);
      case REGEX -> of(value, false);
    };
  }

  /** Whether the part of an address that this pattern sees fits. */
  boolean matches(String seen) {
    return test.test(seen);
  }

  private static UrlPattern of(String expression, boolean whole) {
    try {
      Pattern pattern = Pattern.compile(expression);
      return new UrlPattern(
          whole ? seen -> pattern.matcher(seen).matches() : seen -> pattern.matcher(seen).find());
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException(
          "value: not an RE2 expression: %s; see github.com/google/re2/wiki/Syntax."
              .formatted(e.getMessage()),
          e);
    }
  }

  /**
   * A glob as an RE2 expression: {@code *} within a segment, {@code **} across, {@code ?} one
   * character of a segment.
   */
  static String globExpression(String glob) {
    StringBuilder expression = new StringBuilder(glob.length() + 16);
    int literal = 0;
    int i = 0;
    while (i < glob.length()) {
      char c = glob.charAt(i);
      if (c != '*' && c != '?') {
        i++;
        continue;
      }
      expression.append(Pattern.quote(glob.substring(literal, i)));
      if (glob.startsWith("**", i)) {
        expression.append("(?s:.*)");
        i += 2;
      } else {
        expression.append(c == '*' ? "[^/]*" : "[^/]");
        i++;
      }
      literal = i;
    }
    return expression.append(Pattern.quote(glob.substring(literal))).toString();
  }
}
