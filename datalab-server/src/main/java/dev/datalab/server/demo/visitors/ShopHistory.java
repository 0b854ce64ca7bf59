package dev.datalab.server.demo.visitors;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.datalab.server.demo.visitors.Shopper.Equipment;
import dev.datalab.server.demo.visitors.Shopper.Origin;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;

/**
 * What happened in the shop in the two weeks before a moment. The same seed and moment give the
 * same history.
 */
public final class ShopHistory {
  /** How far it goes back. */
  public static final Duration LENGTH = Duration.ofDays(14);

  private static final int VISITS_A_DAY = 620;

  /** How many visits are not somebody's first. */
  static final double RETURNS = 0.34;

  private static final JsonFactory JSON = new JsonFactory();

  private final SplittableRandom chance;
  private final Instant end;
  private final List<Shopper> known = new ArrayList<>();
  private final List<Line> lines = new ArrayList<>();

  private ShopHistory(long seed, Instant end) {
    this.chance = new SplittableRandom(seed);
    this.end = end;
  }

  /** The history that ends at a moment. */
  public static ShopHistory until(Instant end, long seed) {
    ShopHistory history = new ShopHistory(seed, end);
    history.happen();
    history.lines.sort(Comparator.comparingLong(Line::time));
    return history;
  }

  /** What happened, a JSON object a line, in the order of time. */
  public List<String> lines() {
    return lines.stream().map(Line::json).toList();
  }

  /** Everybody who came, in the order of their first visits. */
  List<Shopper> shoppers() {
    return List.copyOf(known);
  }

  private void happen() {
    Instant start = end.minus(LENGTH);
    Instant midnight = start.truncatedTo(ChronoUnit.DAYS);
    for (; midnight.isBefore(end); midnight = midnight.plus(Duration.ofDays(1))) {
      for (int visit = visits(midnight); visit > 0; visit--) {
        Instant begin = midnight.plusMillis(timeOfDay());
        if (begin.isBefore(start) || !begin.isBefore(end)) {
          continue;
        }
        boolean returns = !known.isEmpty() && Chance.happens(chance, RETURNS);
        Shopper shopper = returns ? known.get(chance.nextInt(known.size())) : Shopper.draw(chance);
        visit(shopper, begin, returns ? Origin.DIRECT : shopper.origin());
        if (!returns) {
          known.add(shopper);
        }
      }
    }
  }

  private int visits(Instant midnight) {
    DayOfWeek day = midnight.atOffset(ZoneOffset.UTC).getDayOfWeek();
    double weekend = day == DayOfWeek.SATURDAY || day == DayOfWeek.SUNDAY ? 1.3 : 1;
    return (int) (VISITS_A_DAY * weekend * (0.85 + 0.3 * chance.nextDouble()));
  }

  /** Milliseconds into the day: few at night, most in the evening. */
  private long timeOfDay() {
    double first = chance.nextDouble();
    double second = chance.nextDouble();
    double third = chance.nextDouble();
    double late = 1 - (first * second + (1 - third) * 0.25) / 1.25;
    return (long) (late * Duration.ofDays(1).toMillis());
  }

  private void visit(Shopper shopper, Instant begin, Origin origin) {
    long time = begin.toEpochMilli();
    for (Act act : Visit.draw(shopper, Pace.REAL, chance)) {
      time += act.after();
      if (time >= end.toEpochMilli()) {
        return;
      }
      lines.add(new Line(time, json(shopper, origin, time, act)));
    }
  }

  private static String json(Shopper shopper, Origin origin, long time, Act act) {
    StringWriter text = new StringWriter(256);
    try (JsonGenerator json = JSON.createGenerator(text)) {
      json.writeStartObject();
      json.writeStringField("visitor", shopper.visitor());
      json.writeStringField("timestamp", Instant.ofEpochMilli(time).toString());
      writeAct(json, act);
      writeDimensions(json, shopper.equipment(), origin);
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  private static void writeAct(JsonGenerator json, Act act) throws IOException {
    if (act instanceof Act.Open open) {
      json.writeStringField("type", "url");
      if (!open.from().isEmpty()) {
        json.writeStringField("from", open.from());
        json.writeNumberField("elapsed", open.elapsed());
      }
      json.writeStringField("to", open.page());
    } else if (act instanceof Act.Leave leave) {
      json.writeStringField("type", "url");
      json.writeStringField("from", leave.page());
      json.writeNullField("to");
      json.writeNumberField("elapsed", leave.elapsed());
    } else if (act instanceof Act.Click click) {
      json.writeStringField("type", "click");
      json.writeStringField("url", click.page());
      json.writeStringField("target", click.target());
      json.writeNumberField("x", click.x());
      json.writeNumberField("y", click.y());
      json.writeNumberField("elapsed", click.elapsed());
    } else if (act instanceof Act.Hover hover) {
      json.writeStringField("type", "element");
      json.writeStringField("url", hover.page());
      json.writeStringField("element", hover.element());
      json.writeStringField("target", hover.target());
      json.writeStringField("action", hover.clicks() ? "hover-click" : "hover-leave");
      json.writeStringField("pointer", hover.pointer());
      json.writeNumberField("elapsed", hover.elapsed());
    } else if (act instanceof Act.Custom custom) {
      json.writeStringField("type", "event");
      json.writeStringField("url", custom.page());
      json.writeStringField("name", custom.name());
      if (custom.product() != null) {
        json.writeObjectFieldStart("properties");
        json.writeStringField("product", custom.product().slug());
        json.writeNumberField("price", custom.product().price());
        json.writeEndObject();
      }
    }
  }

  private static void writeDimensions(JsonGenerator json, Equipment equipment, Origin origin)
      throws IOException {
    json.writeStringField("browser", equipment.browser());
    json.writeStringField("os", equipment.os());
    json.writeStringField("device", equipment.device());
    json.writeStringField("screen", equipment.screen());
    json.writeStringField("language", equipment.language());
    if (!origin.referrer().isEmpty()) {
      json.writeStringField("referrer", origin.referrer());
    }
    if (!origin.source().isEmpty()) {
      json.writeObjectFieldStart("utm");
      json.writeStringField("source", origin.source());
      json.writeStringField("medium", origin.medium());
      json.writeStringField("campaign", origin.campaign());
      json.writeEndObject();
    }
  }

  private record Line(long time, String json) {}
}
