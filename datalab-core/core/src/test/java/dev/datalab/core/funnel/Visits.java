package dev.datalab.core.funnel;

import dev.datalab.core.event.Dimensions;
import dev.datalab.core.event.Dimensions.Utm;
import dev.datalab.core.event.Element;
import dev.datalab.core.event.Event;
import dev.datalab.core.event.EventProperties;
import dev.datalab.core.event.RecordedEvent;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Events as text: {@code "anna [browser=Firefox session=s1]: /basket@0 #buy@5 !purchase{plan=pro}@7
 * <@9"}.
 *
 * <p>{@code /path} is a page, {@code #id} a click, {@code !name} an event of the site's own, {@code
 * <} a leaving, {@code ~} a hover, {@code *} a pointer's path. Behind the {@code @} stand seconds
 * since {@link #START}, or a time with its offset. The lines are one stream, so that equal times go
 * by the order in which they are written.
 */
public final class Visits {
  /** A Monday. */
  public static final Instant START = Instant.parse("2026-11-02T00:00:00Z");

  private Visits() {}

  /** The events of such lines. */
  public static List<RecordedEvent> of(String... lines) {
    List<RecordedEvent> events = new ArrayList<>();
    for (String line : lines) {
      int colon = line.indexOf(": ");
      String head = line.substring(0, colon);
      int bracket = head.indexOf(" [");
      String visitor = bracket < 0 ? head : head.substring(0, bracket);
      Map<String, String> known =
          bracket < 0 ? Map.of() : pairs(head.substring(bracket + 2, head.length() - 1), " ");
      for (String word : line.substring(colon + 2).split(" ")) {
        events.add(
            new RecordedEvent(
                visitor,
                known.getOrDefault("session", ""),
                1,
                events.size() + 1,
                dimensions(known),
                "",
                event(word)));
      }
    }
    return events;
  }

  private static Event event(String word) {
    int at = word.lastIndexOf('@');
    long time = time(word.substring(at + 1));
    String what = word.substring(0, at);
    EventProperties properties = EventProperties.NONE;
    int brace = what.indexOf('{');
    if (brace >= 0) {
      properties = properties(pairs(what.substring(brace + 1, what.length() - 1), ","));
      what = what.substring(0, brace);
    }
    String rest = what.substring(1);
    return switch (what.charAt(0)) {
      case '/' -> new Event.UrlChange(time, "", what, properties, -1);
      case '<' -> new Event.UrlChange(time, "/left", "", properties, -1);
      case '!' -> new Event.Custom(time, "", properties, rest);
      case '#' ->
          new Event.Click(
              time,
              "",
              properties,
              List.of(Element.ofTarget("/i[1]"), Element.ofTarget(what)),
              0,
              0,
              -1);
      case '~' ->
          new Event.ElementTime(
              time,
              "",
              properties,
              "element",
              "",
              Event.HoverAction.HOVER_LEAVE,
              Event.Pointer.MOUSE,
              5);
      case '*' -> new Event.MouseMovement(time, "", properties, List.of());
      default -> throw new IllegalArgumentException(word);
    };
  }

  /** Milliseconds since the epoch, of what stands behind an {@code @}. */
  public static long time(String text) {
    return text.indexOf('T') < 0
        ? START.toEpochMilli() + Math.round(Double.parseDouble(text) * 1000)
        : OffsetDateTime.parse(text).toInstant().toEpochMilli();
  }

  private static EventProperties properties(Map<String, String> texts) {
    Map<String, Object> values = new HashMap<>();
    texts.forEach(
        (name, text) -> values.put(name, text.matches("[0-9.]+") ? Double.valueOf(text) : text));
    return new EventProperties(values);
  }

  private static Dimensions dimensions(Map<String, String> known) {
    return new Dimensions(
        known.getOrDefault("referrer", ""),
        known.getOrDefault("browser", ""),
        known.getOrDefault("os", ""),
        known.getOrDefault("device", ""),
        known.getOrDefault("language", ""),
        known.getOrDefault("screen", ""),
        new Utm(
            known.getOrDefault("utm.source", ""),
            known.getOrDefault("utm.medium", ""),
            known.getOrDefault("utm.campaign", ""),
            "",
            ""));
  }

  private static Map<String, String> pairs(String text, String separator) {
    Map<String, String> pairs = new HashMap<>();
    for (String pair : text.split(separator)) {
      int equals = pair.indexOf('=');
      pairs.put(pair.substring(0, equals), pair.substring(equals + 1));
    }
    return pairs;
  }
}
