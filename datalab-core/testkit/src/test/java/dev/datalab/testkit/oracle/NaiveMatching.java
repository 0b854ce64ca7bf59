package dev.datalab.testkit.oracle;

import dev.datalab.core.event.Element;
import dev.datalab.core.event.Event;
import dev.datalab.core.match.Matcher;
import dev.datalab.core.match.Matcher.UrlOp;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/** Rule 8: whether an event matches, decided one address and one pattern at a time. */
final class NaiveMatching {
  /** RFC 3986, appendix B: scheme 2, authority 4, path 5, query 7, fragment 9. */
  private static final Pattern ADDRESS =
      Pattern.compile("^(([^:/?#]+):)?(//([^/?#]*))?([^?#]*)(\\?([^#]*))?(#(.*))?", Pattern.DOTALL);

  private static final Map<String, Pattern> EXPRESSIONS = new ConcurrentHashMap<>();

  private NaiveMatching() {}

  /** Whether a regular expression, RE2 and Java's meaning the same, is found anywhere. */
  static boolean found(String expression, String text) {
    return EXPRESSIONS.computeIfAbsent(expression, Pattern::compile).matcher(text).find();
  }

  static boolean matchesAny(List<Matcher> matchers, Event event, String site) {
    for (Matcher matcher : matchers) {
      if (matches(matcher, event, site)) {
        return true;
      }
    }
    return false;
  }

  static boolean matches(Matcher matcher, Event event, String site) {
    if (matcher instanceof Matcher.Url url) {
      // Events in: `to` null means that the visitor leaves, which is no event to funnels.
      return event instanceof Event.UrlChange change
          && !change.to().isEmpty()
          && addressMatches(url.op(), url.value(), change.to(), site);
    }
    if (matcher instanceof Matcher.Click click) {
      // Events in: a click stage matches any element from the target up to the root.
      return event instanceof Event.Click clicked
          && clicked.path().stream().anyMatch(element -> isTarget(click.target(), element));
    }
    if (matcher instanceof Matcher.Named named) {
      return event instanceof Event.Custom custom
          && custom.name().equals(named.name())
          && hasAll(named.where(), custom.properties().values());
    }
    throw new AssertionError("a matcher of an unknown kind: " + matcher);
  }

  private static boolean addressMatches(UrlOp op, String value, String address, String site) {
    String seen;
    String wanted = value;
    if (value.contains("://")) {
      seen = whole(address, site);
    } else if ((op == UrlOp.EQUALS || op == UrlOp.PREFIX) && value.contains("?")) {
      seen = path(address) + query(address);
    } else {
      seen = path(address);
    }
    if (op == UrlOp.EQUALS) {
      // Reading: the value of `equals` is an address too, its trailing slash means as little as the
      // event's. The other reading compares the value as it is: then '/basket/' never matches.
      wanted = whole(value, "");
    }
    return switch (op) {
      case EQUALS -> seen.equals(wanted);
      case PREFIX -> seen.startsWith(wanted);
      case GLOB -> glob(wanted, 0, seen, 0);
      case REGEX -> found(wanted, seen);
    };
  }

  /** A URL's path without a trailing slash; {@code /} itself stays. */
  static String path(String address) {
    return withoutSlash(part(address, 5));
  }

  private static String query(String address) {
    return part(address, 6);
  }

  /** The whole URL, its path without a trailing slash; a path is completed by the site's origin. */
  private static String whole(String address, String site) {
    String origin = part(address, 1) + part(address, 3);
    String of = origin.isEmpty() ? part(site, 1) + part(site, 3) : origin;
    return of + path(address) + query(address) + part(address, 8);
  }

  private static String withoutSlash(String path) {
    if (path.isEmpty() || path.equals("/")) {
      return "/";
    }
    return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
  }

  private static String part(String address, int group) {
    java.util.regex.Matcher parts = ADDRESS.matcher(address);
    if (!parts.matches()) {
      throw new AssertionError("every text is an address to RFC 3986's expression: " + address);
    }
    String part = parts.group(group);
    return part == null ? "" : part;
  }

  /**
   * {@code *} within a segment, {@code **} across, {@code ?} one character (reading: of a segment,
   * so never a slash).
   */
  static boolean glob(String glob, int at, String text, int from) {
    if (at == glob.length()) {
      return from == text.length();
    }
    if (glob.startsWith("**", at)) {
      return glob(glob, at + 2, text, from)
          || (from < text.length() && glob(glob, at, text, from + 1));
    }
    if (glob.charAt(at) == '*') {
      return glob(glob, at + 1, text, from)
          || (from < text.length() && text.charAt(from) != '/' && glob(glob, at, text, from + 1));
    }
    return from < text.length()
        && (glob.charAt(at) == '?'
            ? text.charAt(from) != '/'
            : glob.charAt(at) == text.charAt(from))
        && glob(glob, at + 1, text, from + 1);
  }

  static boolean isTarget(String target, Element element) {
    if (target.startsWith("#")) {
      return element.id().equals(target.substring(1));
    }
    if (target.startsWith("[name=")) {
      return element.name().equals(target.substring(6, target.length() - 1).replace("\"", ""));
    }
    return target.startsWith("/") ? element.xpath().equals(target) : element.label().equals(target);
  }

  private static boolean hasAll(Map<String, Object> where, Map<String, Object> properties) {
    return where.entrySet().stream()
        .allMatch(e -> isSame(e.getValue(), properties.get(e.getKey())));
  }

  /** Numbers numerically, strings and booleans exactly. */
  private static boolean isSame(Object wanted, @org.jspecify.annotations.Nullable Object value) {
    if (wanted instanceof Number number) {
      return value instanceof Number other && number.doubleValue() == other.doubleValue();
    }
    return Objects.equals(wanted, value);
  }
}
