package dev.datalab.core.match;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.function.Predicate;

/** The two kinds of pattern that people write: globs and RE2 expressions. */
public final class TextPattern {
  private TextPattern() {}

  /**
   * An RE2 expression, found anywhere.
   *
   * @throws IllegalArgumentException if it is not one
   */
  public static Predicate<String> regex(String expression) {
    Pattern pattern = compile(expression);
    return seen -> pattern.matcher(seen).find();
  }

  /**
   * A glob that fits the whole text: {@code *} within a segment, {@code **} across, {@code ?} one
   * character of a segment.
   */
  public static Predicate<String> glob(String glob) {
    Pattern pattern = compile(globExpression(glob));
    return seen -> pattern.matcher(seen).matches();
  }

  private static Pattern compile(String expression) {
    try {
      return Pattern.compile(expression);
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException(
          "value: not an RE2 expression: %s; see github.com/google/re2/wiki/Syntax."
              .formatted(e.getMessage()),
          e);
    }
  }

  private static String globExpression(String glob) {
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
