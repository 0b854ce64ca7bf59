package dev.datalab.core.match;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;

/**
 * A rule by which the names of many things become one: {@code ^/product/[0-9]+} as {@code
 * /product/{id}}.
 *
 * @param pattern an RE2 expression, found anywhere in a name
 * @param as the name that stands for every name in which it is found, as it is written here
 */
public record CleaningRule(String pattern, String as) {
  /** The longest pattern and the longest name, in characters (code points). */
  public static final int MAX_LENGTH = 2_000;

  /** Requires an expression and a name. The messages begin with the field at fault. */
  public CleaningRule {
    checkLength("pattern", pattern);
    checkLength("as", as);
    try {
      Pattern.compile(pattern);
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException(
          "pattern: not an RE2 expression: %s; see github.com/google/re2/wiki/Syntax."
              .formatted(e.getMessage()),
          e);
    }
  }

  private static void checkLength(String field, String text) {
    int length = text.codePointCount(0, text.length());
    if (length == 0 || length > MAX_LENGTH) {
      throw new IllegalArgumentException(
          "%s: 1 to %,d characters, not %,d.".formatted(field, MAX_LENGTH, length));
    }
  }
}
