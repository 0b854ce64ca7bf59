package dev.datalab.testkit.oracle;

import dev.datalab.core.event.Event;
import dev.datalab.core.funnel.FunnelCorrelating;
import dev.datalab.core.funnel.FunnelCorrelations;
import dev.datalab.core.funnel.FunnelCorrelations.Row;
import dev.datalab.core.funnel.FunnelQuestion;
import dev.datalab.core.query.Dimension;
import dev.datalab.core.query.Dimension.BuiltIn;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What converting goes together with, thing by thing, by the text book's odds ratio. */
final class NaiveCorrelations {
  /**
   * A unit that began.
   *
   * @param all its events in the range and filters
   * @param taken the events of its counted attempt's stages
   */
  record Unit(List<Occurrence> all, Way way, List<Occurrence> taken) {}

  private record Ranked(double strength, long units, Row row) {}

  private final OracleCase asked;
  private final FunnelQuestion question;
  private final FunnelCorrelating wish;
  private final int stage;
  private final NaiveFields fields;

  NaiveCorrelations(OracleCase asked) {
    this.asked = asked;
    question = asked.question();
    wish = question.correlate().orElseThrow();
    stage = wish.stage().orElse(question.definition().stages().size() - 1);
    fields = new NaiveFields(asked.app().site());
  }

  FunnelCorrelations answer(List<Unit> units) {
    long converted = units.stream().filter(unit -> unit.way().did(stage)).count();
    List<Set<String>> pages = units.stream().map(this::pages).toList();
    List<Set<String>> properties = units.stream().map(this::properties).toList();
    return new FunnelCorrelations(
        stage,
        converted,
        units.size() - converted,
        rows(units, converted, properties),
        rows(units, converted, pages));
  }

  /** Of the counted attempt's first event. */
  private Set<String> properties(Unit unit) {
    Occurrence first = unit.taken().get(0);
    Set<String> properties = new TreeSet<>();
    for (BuiltIn dimension : BuiltIn.values()) {
      if (dimension != BuiltIn.PAGE) {
        fields
            .value(dimension, first)
            .ifPresent(value -> properties.add(dimension.field() + "=" + value));
      }
    }
    for (String name : first.event().properties().values().keySet()) {
      fields
          .value(new Dimension.Property(name), first)
          .ifPresent(value -> properties.add("properties." + name + "=" + value));
    }
    return properties;
  }

  /**
   * Seen between the counted attempt's first event and the one that the stage took; by droppers
   * until the window's end or else their last event.
   */
  private Set<String> pages(Unit unit) {
    int begin = place(unit, unit.taken().get(0));
    int end = unit.all().size();
    for (int n = 0; n < unit.taken().size(); n++) {
      if (unit.way().steps().get(n).stage() == stage) {
        end = place(unit, unit.taken().get(n));
      }
    }
    Set<String> pages = new TreeSet<>();
    for (Occurrence each : unit.all().subList(begin, Math.max(begin, end))) {
      long since = each.time() - unit.taken().get(0).time();
      boolean inWindow =
          question.definition().window().map(w -> since <= w.toMillis()).orElse(true);
      boolean entersStage =
          question.definition().stages().stream()
              .anyMatch(
                  of ->
                      NaiveMatching.matchesAny(of.anyOf(), each.event(), asked.app().site().url()));
      if (each.event() instanceof Event.UrlChange change && inWindow && !entersStage) {
        pages.add("page=" + NaiveMatching.path(change.to()));
      }
    }
    return pages;
  }

  private static int place(Unit unit, Occurrence of) {
    int place = unit.all().indexOf(of);
    if (place < 0) {
      throw new AssertionError("not of this unit: " + of);
    }
    return place;
  }

  private List<Row> rows(List<Unit> units, long converted, List<Set<String>> had) {
    long dropped = units.size() - converted;
    TreeMap<String, long[]> counts = new TreeMap<>();
    for (int i = 0; i < units.size(); i++) {
      for (String thing : had.get(i)) {
        counts.computeIfAbsent(thing, t -> new long[2])[units.get(i).way().did(stage) ? 0 : 1]++;
      }
    }
    List<Ranked> rows = new ArrayList<>();
    counts.forEach(
        (thing, with) -> {
          long all = with[0] + with[1];
          if (all >= wish.minimum() && all < units.size() && converted > 0 && dropped > 0) {
            rows.add(row(thing, with[0], converted, with[1], dropped));
          }
        });
    rows.sort(
        Comparator.comparingLong((Ranked each) -> -Math.round(each.strength() * 1e9))
            .thenComparingLong(each -> -each.units())
            .thenComparing(each -> each.row().property())
            .thenComparing(each -> each.row().value()));
    return rows.stream().limit(wish.limit()).map(Ranked::row).toList();
  }

  private static Ranked row(String thing, long with, long converted, long otherWith, long dropped) {
    double a = with;
    double b = converted - with;
    double c = otherWith;
    double d = dropped - otherWith;
    if (a * b * c * d == 0) {
      a += 0.5;
      b += 0.5;
      c += 0.5;
      d += 0.5;
    }
    double log = Math.log(a) - Math.log(b) - Math.log(c) + Math.log(d);
    double error = Math.sqrt(1 / a + 1 / b + 1 / c + 1 / d);
    double z = log / error;
    int end = thing.indexOf('=');
    return new Ranked(
        Math.abs(z),
        with + otherWith,
        new Row(
            thing.substring(0, end),
            thing.substring(end + 1),
            with,
            otherWith,
            Math.exp(log),
            Math.exp(log - 1.959963984540054 * error),
            Math.exp(log + 1.959963984540054 * error),
            1 - NaiveComparison.within(Math.abs(z))));
  }
}
