package dev.datalab.core.match;

import dev.datalab.core.match.Matcher.UrlOp;
import java.util.function.Predicate;

/**
 * Compares addresses with a pattern. Immutable and safe for use by several threads.
 *
 * <p>A pattern sees the path without a trailing slash. {@code equals} and {@code prefix} see the
 * query too if their value has one, and a value with {@code ://} sees the whole address.
 */
final class UrlPattern {
  private enum View {
    PATH,
    PATH_AND_QUERY,
    WHOLE
  }

  private final View view;
  private final Predicate<String> test;

  private UrlPattern(View view, Predicate<String> test) {
    this.view = view;
    this.test = test;
  }

  /**
   * Compiles a pattern.
   *
   * @throws IllegalArgumentException if a regular expression is not one
   */
  static UrlPattern compile(UrlOp op, String value) {
    boolean literal = op == UrlOp.EQUALS || op == UrlOp.PREFIX;
    View view =
        value.contains("://")
            ? View.WHOLE
            : literal && value.indexOf('?') >= 0 ? View.PATH_AND_QUERY : View.PATH;
    return new UrlPattern(
        view,
        switch (op) {
          case EQUALS -> UrlName.normalized(value)::equals;
          case PREFIX -> seen -> seen.startsWith(value);
          case GLOB -> TextPattern.glob(value);
          case REGEX -> TextPattern.regex(value);
        });
  }

  /**
   * Whether an address fits.
   *
   * @param url absolute, or a path of the app's own site
   * @param site the address of the app's site, by which a path is completed; may be empty
   */
  boolean matches(String url, String site) {
    return test.test(
        switch (view) {
          case PATH -> UrlName.path(url);
          case PATH_AND_QUERY -> UrlName.pathAndQuery(url);
          case WHOLE -> UrlName.whole(url, site);
        });
  }
}
