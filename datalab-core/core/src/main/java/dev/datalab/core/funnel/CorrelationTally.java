package dev.datalab.core.funnel;

import dev.datalab.core.event.EventProperties;
import dev.datalab.core.funnel.FunnelCorrelations.Row;
import dev.datalab.core.internal.filter.SessionFacts;
import dev.datalab.core.internal.measure.OddsRatio;
import dev.datalab.core.internal.value.ValueBudget;
import dev.datalab.core.internal.value.ValuePart;
import dev.datalab.core.internal.value.Values;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * How many converters and droppers have what, for a part of all values there may be. Not
 * thread-safe.
 */
final class CorrelationTally {
  private static final char BEHIND_NAME = '\0';

  /** Strongest first, then what most units have, then by name and value. */
  private static final Comparator<Ranked> ORDER =
      Comparator.comparingDouble((Ranked each) -> -each.strength)
          .thenComparingLong(each -> -each.row.convertedWith() - each.row.droppedWith())
          .thenComparing(each -> each.row.property())
          .thenComparing(each -> each.row.value());

  private record Ranked(double strength, Row row) {}

  /** Of the values of a list, how many converters have each, and how many droppers. */
  private static final class Counts {
    private final Values values;
    private long[] counts = new long[16];

    Counts(ValuePart part, ValueBudget budget) {
      values = new Values(part, budget);
    }

    void add(String value, boolean converted, long units) {
      int number = values.of(value);
      if (number == Values.UNCOUNTED) {
        return;
      }
      if (2 * number + 1 >= counts.length) {
        counts = Arrays.copyOf(counts, 2 * counts.length);
      }
      counts[2 * number + (converted ? 0 : 1)] += units;
    }

    void addAll(Counts other) {
      for (int number = 0; number < other.values.size(); number++) {
        add(other.values.text(number), true, other.counts[2 * number]);
        add(other.values.text(number), false, other.counts[2 * number + 1]);
      }
    }
  }

  private final Counts[] dimensions = new Counts[CorrelatedEvents.DIMENSIONS.size()];

  /** By name and value. */
  private final Counts properties;

  private final Counts pages;
  private long converted;
  private long dropped;

  CorrelationTally(ValuePart part, ValueBudget budget) {
    for (int n = 0; n < dimensions.length; n++) {
      dimensions[n] = new Counts(part, budget);
    }
    properties = new Counts(part, budget);
    pages = new Counts(part, budget);
  }

  /**
   * Counts a unit that began.
   *
   * @param begin the event by which it did, of these
   */
  void add(CorrelatedEvents of, int begin, int session, SessionFacts facts, boolean converts) {
    if (converts) {
      converted++;
    } else {
      dropped++;
    }
    for (int n = 0; n < dimensions.length; n++) {
      String value = of.values(n).of(begin, session, facts);
      if (!value.isEmpty()) {
        dimensions[n].add(value, converts, 1);
      }
    }
    for (Map.Entry<String, Object> each : of.properties(begin).values().entrySet()) {
      properties.add(
          each.getKey() + BEHIND_NAME + EventProperties.textOf(each.getValue()), converts, 1);
    }
  }

  /** Counts a page that the unit saw; once a unit. */
  void addPage(String page, boolean converts) {
    pages.add(page, converts, 1);
  }

  /** Adds what was counted of other units. */
  void add(CorrelationTally other) {
    converted += other.converted;
    dropped += other.dropped;
    for (int n = 0; n < dimensions.length; n++) {
      dimensions[n].addAll(other.dimensions[n]);
    }
    properties.addAll(other.properties);
    pages.addAll(other.pages);
  }

  /** The best rows of several parts. */
  static final class Best {
    private final FunnelCorrelating asked;
    private final int stage;
    private List<Ranked> properties = new ArrayList<>();
    private List<Ranked> pages = new ArrayList<>();
    private long converted;
    private long dropped;

    Best(FunnelCorrelating asked, int stage) {
      this.asked = asked;
      this.stage = stage;
    }

    /** Adds the rows of a part; every part has seen the same units. */
    void add(CorrelationTally part) {
      converted = part.converted;
      dropped = part.dropped;
      for (int n = 0; n < part.dimensions.length; n++) {
        add(part.dimensions[n], CorrelatedEvents.DIMENSIONS.get(n).field(), properties);
      }
      add(part.properties, "", properties);
      add(part.pages, "page", pages);
      properties = best(properties);
      pages = best(pages);
    }

    /** Adds the rows of a list; without a name, they begin with one. */
    private void add(Counts of, String name, List<Ranked> rows) {
      for (int number = 0; number < of.values.size(); number++) {
        long with = of.counts[2 * number];
        long otherWith = of.counts[2 * number + 1];
        long all = with + otherWith;
        if (all < asked.minimum() || all == converted + dropped || converted * dropped == 0) {
          continue;
        }
        String text = of.values.text(number);
        int end = text.indexOf(BEHIND_NAME);
        OddsRatio odds = OddsRatio.of(with, converted - with, otherWith, dropped - otherWith);
        rows.add(
            new Ranked(
                odds.z(),
                new Row(
                    name.isEmpty() ? "properties." + text.substring(0, end) : name,
                    name.isEmpty() ? text.substring(end + 1) : text,
                    with,
                    otherWith,
                    odds.ratio(),
                    odds.low(),
                    odds.high(),
                    odds.pValue())));
        if (rows.size() >= 4 * asked.limit()) {
          List<Ranked> kept = best(rows);
          rows.clear();
          rows.addAll(kept);
        }
      }
    }

    private List<Ranked> best(List<Ranked> rows) {
      return new ArrayList<>(rows.stream().sorted(ORDER).limit(asked.limit()).toList());
    }

    FunnelCorrelations answer() {
      return new FunnelCorrelations(
          stage,
          converted,
          dropped,
          properties.stream().map(Ranked::row).toList(),
          pages.stream().map(Ranked::row).toList());
    }
  }
}
