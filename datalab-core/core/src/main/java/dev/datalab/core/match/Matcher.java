package dev.datalab.core.match;

import static java.util.Objects.requireNonNull;

import dev.datalab.core.event.Element;
import dev.datalab.core.event.Names;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * Recognises events: a page by its address, a click by its element, an event of the site's own by
 * its name.
 */
public sealed interface Matcher {
  /**
   * Recognises a page that is entered.
   *
   * @param op how the address is compared
   * @param value what it is compared with, 1 to 2,000 characters
   */
  record Url(UrlOp op, String value) implements Matcher {
    /** Requires a value that is a valid pattern of its kind. */
    public Url {
      requireNonNull(op, "op");
      if (value.isEmpty() || value.length() > 2_000) {
        throw new IllegalArgumentException(
            "value: 1 to 2,000 characters, not %d; give the address to match."
                .formatted(value.length()));
      }
      UrlPattern.compile(op, value);
    }
  }

  /** How an address is compared. */
  enum UrlOp {
    /** The whole. */
    EQUALS,
    /** The beginning. */
    PREFIX,
    /** {@code *} within a segment, {@code **} across, {@code ?} one character. */
    GLOB,
    /** An RE2 expression, found anywhere. */
    REGEX
  }

  /**
   * Recognises a click on an element or on anything within it.
   *
   * @param target an XPath, {@code #id}, {@code [name=…]} or a label
   */
  record Click(String target) implements Matcher {
    /** Requires a target that names something. */
    public Click {
      if (target.length() > 2_000 || !namesSomething(target)) {
        throw new IllegalArgumentException(
            "target: an XPath, #id, [name=…] or label of 1 to 2,000 characters.");
      }
    }

    private static boolean namesSomething(String target) {
      try {
        return !Element.ofTarget(target).target().isEmpty();
      } catch (IllegalArgumentException e) {
        return false;
      }
    }
  }

  /**
   * Recognises an event of the site's own.
   *
   * @param name its name
   * @param where properties that it must have with these values: {@link String}, {@link Number} or
   *     {@link Boolean}
   */
  record Named(String name, Map<String, Object> where) implements Matcher {
    /** Requires a name; copies the conditions. */
    public Named {
      Names.checked("event", name);
      where = Collections.unmodifiableMap(new TreeMap<>(where));
    }
  }
}
