package dev.datalab.core.query;

import dev.datalab.core.event.Names;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * What events can be filtered and broken down by.
 *
 * <p>Built-in ones are {@link BuiltIn}; every other name means a property of the event.
 */
public sealed interface Dimension {
  /** Its name in questions, as {@code utm.source}. */
  String field();

  /**
   * The dimension of a field's name: a built-in one, {@code properties.NAME}, or else the property
   * of that name.
   *
   * @throws IllegalArgumentException if the name is empty or too long
   */
  static Dimension of(String field) {
    BuiltIn builtIn = BuiltIn.BY_FIELD.get(field);
    if (builtIn != null) {
      return builtIn;
    }
    String prefix = "properties.";
    return new Property(field.startsWith(prefix) ? field.substring(prefix.length()) : field);
  }

  /** The dimensions that every event has. */
  enum BuiltIn implements Dimension {
    /** The path of the page on which the event happened. */
    PAGE,
    /** The host of the referrer. */
    REFERRER,
    /** The channel of the session, by the usual grouping. */
    CHANNEL,
    /** The name of the app's campaign to which the session belongs. */
    CAMPAIGN,
    /** UTM source. */
    UTM_SOURCE,
    /** UTM medium. */
    UTM_MEDIUM,
    /** UTM campaign. */
    UTM_CAMPAIGN,
    /** UTM term. */
    UTM_TERM,
    /** UTM content. */
    UTM_CONTENT,
    /** The browser's name. */
    BROWSER,
    /** The operating system's name. */
    OS,
    /** The type of device. */
    DEVICE,
    /** The language. */
    LANGUAGE,
    /** The screen's size. */
    SCREEN,
    /** {@code new} in a visitor's first session, {@code returning} afterwards. */
    VISITOR_TYPE;

    private static final Map<String, BuiltIn> BY_FIELD = byField();

    @Override
    public String field() {
      if (this == VISITOR_TYPE) {
        return "visitorType";
      }
      return name().toLowerCase(Locale.ROOT).replace('_', '.');
    }

    private static Map<String, BuiltIn> byField() {
      Map<String, BuiltIn> byField = new TreeMap<>();
      for (BuiltIn dimension : values()) {
        byField.put(dimension.field(), dimension);
      }
      return byField;
    }
  }

  /** A property of the event. */
  record Property(String name) implements Dimension {
    /** Requires a name. */
    public Property {
      Names.checked("property", name);
    }

    @Override
    public String field() {
      return "properties." + name;
    }
  }
}
