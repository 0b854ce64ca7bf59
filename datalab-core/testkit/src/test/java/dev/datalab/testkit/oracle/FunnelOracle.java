package dev.datalab.testkit.oracle;

import dev.datalab.core.funnel.Breakdown;
import dev.datalab.core.funnel.FunnelAnswer.Bucket;
import dev.datalab.core.funnel.FunnelAnswer.Row;
import dev.datalab.core.funnel.FunnelCorrelations;
import dev.datalab.core.funnel.FunnelQuestion;
import dev.datalab.core.funnel.FunnelVisitors;
import dev.datalab.core.funnel.Stage;
import dev.datalab.core.funnel.VisitorListing;
import dev.datalab.core.query.Interval;
import dev.datalab.core.query.Unit;
import dev.datalab.testkit.oracle.OracleAnswer.StageOfAnswer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/** Answers a funnel by enumeration, rule by rule. Exponential, and meant to be. */
final class FunnelOracle {
  private final OracleCase asked;
  private final FunnelQuestion question;
  private final List<Stage> stages;
  private final NaiveFields fields;

  private FunnelOracle(OracleCase asked) {
    this.asked = asked;
    this.question = asked.question();
    this.stages = question.definition().stages();
    this.fields = new NaiveFields(asked.app().site());
  }

  static OracleAnswer answer(OracleCase asked) {
    OracleAnswer answer = new FunnelOracle(asked).answer();
    return asked.question().compare().isEmpty()
        ? answer
        : NaiveComparison.answer(asked, answer, asked.question().compare().get());
  }

  /** A unit that began an attempt: its counted one, and the events of its stages. */
  private record Counted(List<Occurrence> unit, Way way, List<Occurrence> taken) {
    Occurrence first() {
      return taken.get(0);
    }
  }

  private OracleAnswer answer() {
    Map<String, List<Occurrence>> units = units();
    List<Counted> counted = new ArrayList<>();
    for (List<Occurrence> unit : units.values()) {
      counted(unit).ifPresent(counted::add);
    }
    return new OracleAnswer(
        units.size(),
        IntStream.range(0, stages.size()).mapToObj(k -> stage(k, units.size(), counted)).toList(),
        Times.of(counted.stream().flatMap(unit -> wholeTime(unit).stream()).toList()),
        question.interval().map(interval -> trend(interval, counted)),
        question.breakdown().map(breakdown -> breakdown(breakdown, counted)),
        question.list().map(listing -> list(listing, counted)),
        Optional.empty(),
        question.correlate().map(asks -> correlations(counted)));
  }

  /** Rule 1: units with any event in the range and filters, and these events in order. */
  private Map<String, List<Occurrence>> units() {
    Map<String, List<Occurrence>> units = new TreeMap<>();
    Map<String, List<Occurrence>> visitors =
        NaiveSessions.byVisitor(asked.app().selected(question.range()));
    visitors.forEach(
        (visitor, occurrences) -> {
          for (Occurrence occurrence : occurrences) {
            boolean inRange =
                question.range().fromMillis() <= occurrence.time()
                    && occurrence.time() < question.range().toMillis();
            if (inRange
                && occurrence.isEventOfFunnels()
                && fields.holds(question.filter(), occurrence)) {
              boolean bySession = question.definition().unit() == Unit.SESSION;
              String unit = bySession ? occurrence.session() : visitor;
              units.computeIfAbsent(unit, u -> new ArrayList<>()).add(occurrence);
            }
          }
        });
    return units;
  }

  private Optional<Counted> counted(List<Occurrence> unit) {
    NaiveAttempts attempts = new NaiveAttempts(question.definition(), unit, asked.app().site());
    return attempts
        .counted()
        .map(
            way ->
                new Counted(
                    unit, way, way.steps().stream().map(s -> attempts.event(s.event())).toList()));
  }

  private StageOfAnswer stage(int k, long all, List<Counted> counted) {
    long visitors = reached(k, counted);
    // Rule 3: the others' conversion looks past an optional stage.
    int previous = k - 1;
    while (previous > 0 && stages.get(previous).optional()) {
      previous--;
    }
    return new StageOfAnswer(
        stages.get(k).name(),
        visitors,
        ratio(visitors, all),
        ratio(visitors, reached(0, counted)),
        ratio(visitors, reached(Math.max(previous, 0), counted)),
        dropOff(k, counted),
        counted.stream().flatMap(c -> time(k, c).stream()).sorted().toList());
  }

  private long reached(int k, List<Counted> counted) {
    return counted.stream().filter(counts(k)).count();
  }

  /**
   * Rule 2: a unit counts for the deepest stage reached and for every stage before; rule 3: for an
   * optional one only if it did it. Rule 5: stage k counts the units that reached depth k.
   */
  private Predicate<Counted> counts(int k) {
    boolean onlyIfDone = stages.get(k).optional();
    return unit -> onlyIfDone ? unit.way().did(k) : unit.way().depth() >= k;
  }

  /** How many units reach this stage and not the next one that is not optional; 0 without one. */
  private long dropOff(int k, List<Counted> counted) {
    return counted.stream().filter(droppedAt(k)).count();
  }

  private Predicate<Counted> droppedAt(int k) {
    for (int next = k + 1; next < stages.size(); next++) {
      if (!stages.get(next).optional()) {
        return counts(k).and(counts(next).negate());
      }
    }
    return unit -> false;
  }

  /** Rule 7: times are between the stages of the counted attempt, since the one taken before. */
  private static Optional<Long> time(int k, Counted unit) {
    List<Way.Step> steps = unit.way().steps();
    for (int i = 1; i < steps.size(); i++) {
      if (steps.get(i).stage() == k) {
        return Optional.of(unit.taken().get(i).time() - unit.taken().get(i - 1).time());
      }
    }
    return Optional.empty();
  }

  /** The whole way: from the first stage to the last, of those who took the last. */
  private Optional<Long> wholeTime(Counted unit) {
    List<Occurrence> taken = unit.taken();
    return stages.size() > 1 && unit.way().did(stages.size() - 1)
        ? Optional.of(taken.get(taken.size() - 1).time() - taken.get(0).time())
        : Optional.empty();
  }

  private static double ratio(long part, long whole) {
    return whole == 0 ? 0 : (double) part / whole;
  }

  /**
   * One row a bucket.
   *
   * <p>Reading: the first bucket is the one in which the range begins, with its own start. Without
   * a window there is nothing to add to a bucket's end; the other reading has every bucket
   * incomplete then, because any time will do.
   */
  private List<Bucket> trend(Interval interval, List<Counted> counted) {
    List<Bucket> buckets = new ArrayList<>();
    long to = question.range().toMillis();
    long start = NaiveCalendar.start(question.range().fromMillis(), interval, question.zone());
    while (start < to) {
      long begin = start;
      long end = NaiveCalendar.end(start, interval, question.zone());
      List<Counted> inBucket =
          counted.stream()
              .filter(c -> begin <= c.first().time() && c.first().time() < end)
              .toList();
      long settled = end + question.definition().window().map(Duration::toMillis).orElse(0L);
      boolean incomplete = settled > asked.app().nowMillis() || settled > to;
      buckets.add(
          new Bucket(NaiveCalendar.local(start, question.zone()), perStage(inBucket), incomplete));
      start = end;
    }
    return buckets;
  }

  /**
   * One row a value, most units first, then by value; at the end the row of the units that did not
   * take the stage whose value counts.
   */
  private List<Row> breakdown(Breakdown breakdown, List<Counted> counted) {
    Map<String, List<Counted>> byValue = new TreeMap<>();
    List<Counted> others = new ArrayList<>();
    for (Counted unit : counted) {
      Optional<Occurrence> event = event(breakdown.at(), unit);
      if (event.isPresent()) {
        String value = fields.value(breakdown.by(), event.get()).orElse("");
        byValue.computeIfAbsent(value, v -> new ArrayList<>()).add(unit);
      } else {
        others.add(unit);
      }
    }
    List<Row> rows = new ArrayList<>();
    byValue.forEach((value, units) -> rows.add(new Row(value, perStage(units))));
    rows.sort(Comparator.comparing((Row row) -> row.visitors().get(0)).reversed());
    if (!others.isEmpty()) {
      rows.add(new Row(Optional.empty(), perStage(others)));
    }
    return rows;
  }

  /**
   * Everybody whom the pages list, one behind the other: who reached the stage last comes first.
   */
  private FunnelVisitors list(VisitorListing listing, List<Counted> counted) {
    Predicate<Counted> asked =
        unit -> event(new Breakdown.Taken(listing.stage()), unit).isPresent();
    if (listing.outcome() == VisitorListing.Outcome.DROPPED) {
      asked = asked.and(droppedAt(listing.stage()));
    }
    return new FunnelVisitors(
        counted.stream()
            .filter(asked)
            .map(unit -> row(listing.stage(), unit))
            .sorted(
                Comparator.comparing((FunnelVisitors.Row row) -> row.reached().toInstant())
                    .reversed()
                    .thenComparing(FunnelVisitors.Row::visitor)
                    .thenComparing(row -> row.session().orElse("")))
            .toList(),
        Optional.empty());
  }

  private FunnelVisitors.Row row(int stage, Counted unit) {
    Occurrence last = unit.taken().get(unit.taken().size() - 1);
    Occurrence reached = event(new Breakdown.Taken(stage), unit).orElseThrow();
    return new FunnelVisitors.Row(
        unit.first().recorded().visitor(),
        question.definition().unit() == Unit.SESSION
            ? Optional.of(unit.first().recorded().session())
            : Optional.empty(),
        NaiveCalendar.local(unit.first().time(), question.zone()),
        NaiveCalendar.local(reached.time(), question.zone()),
        NaiveCalendar.local(last.time(), question.zone()),
        unit.way().depth());
  }

  private FunnelCorrelations correlations(List<Counted> counted) {
    return new NaiveCorrelations(asked)
        .answer(
            counted.stream()
                .map(each -> new NaiveCorrelations.Unit(each.unit(), each.way(), each.taken()))
                .toList());
  }

  /** The event of a counted attempt whose value counts. */
  private static Optional<Occurrence> event(Breakdown.At at, Counted unit) {
    if (at == Breakdown.End.FIRST) {
      return Optional.of(unit.first());
    } else if (at == Breakdown.End.LAST) {
      return Optional.of(unit.taken().get(unit.taken().size() - 1));
    }
    int stage = ((Breakdown.Taken) at).stage();
    List<Way.Step> steps = unit.way().steps();
    return IntStream.range(0, steps.size())
        .filter(i -> steps.get(i).stage() == stage)
        .mapToObj(i -> unit.taken().get(i))
        .findFirst();
  }

  private List<Long> perStage(List<Counted> units) {
    return IntStream.range(0, stages.size()).mapToObj(k -> reached(k, units)).toList();
  }
}
