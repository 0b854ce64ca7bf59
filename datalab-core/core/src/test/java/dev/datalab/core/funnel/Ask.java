package dev.datalab.core.funnel;

import dev.datalab.core.Analysis;
import dev.datalab.core.event.RecordedEvent;
import dev.datalab.core.funnel.FunnelAnswer.StageResult;
import dev.datalab.core.funnel.FunnelQuestion.Definition;
import dev.datalab.core.match.Matcher;
import dev.datalab.core.query.Campaign;
import dev.datalab.core.query.Dimension;
import dev.datalab.core.query.Distribution;
import dev.datalab.core.query.Filter;
import dev.datalab.core.query.Interval;
import dev.datalab.core.query.Range;
import dev.datalab.core.query.Scope;
import dev.datalab.core.query.Site;
import dev.datalab.core.query.Unit;
import dev.datalab.core.store.EventStore;
import dev.datalab.core.store.Frame;
import dev.datalab.core.store.Partition;
import dev.datalab.core.store.memory.InMemoryEventStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Executor;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A funnel question in few words. A stage is what enters it, as {@link Visits} writes it ({@code
 * /a|/b} for either), and then {@code optional} or {@code within 10} (seconds).
 */
final class Ask {
  private final List<Stage> stages = new ArrayList<>();
  private final List<Exclusion> exclusions = new ArrayList<>();
  private final List<Campaign> campaigns = new ArrayList<>();
  private Optional<Duration> window = Optional.empty();
  private Order order = Order.ORDERED;
  private Unit unit = Unit.VISITOR;
  private Optional<Dimension> hold = Optional.empty();
  private Filter filter = Filter.ALL;
  private ZoneId zone = ZoneOffset.UTC;
  private Optional<Interval> interval = Optional.empty();
  private Optional<Breakdown> breakdown = Optional.empty();
  private Optional<VisitorListing> list = Optional.empty();
  private Optional<FunnelBaseline> compare = Optional.empty();
  private Optional<FunnelCorrelating> correlate = Optional.empty();
  private Range range =
      new Range(
          Instant.parse("2026-01-01T00:00:00Z").toEpochMilli(),
          Instant.parse("2027-01-01T00:00:00Z").toEpochMilli());
  private Instant now = Instant.parse("2027-06-01T00:00:00Z");

  static Ask stages(String... stages) {
    Ask ask = new Ask();
    for (String stage : stages) {
      String[] words = stage.split(" ");
      List<String> rest = List.of(words).subList(1, words.length);
      int within = rest.indexOf("within");
      ask.stages.add(
          new Stage(
              words[0],
              matchers(words[0]),
              rest.contains("optional"),
              within < 0
                  ? Optional.empty()
                  : Optional.of(Duration.ofSeconds(Long.parseLong(rest.get(within + 1))))));
    }
    return ask;
  }

  Ask window(long seconds) {
    window = Optional.of(Duration.ofSeconds(seconds));
    return this;
  }

  Ask order(Order given) {
    order = given;
    return this;
  }

  Ask perSession() {
    unit = Unit.SESSION;
    return this;
  }

  Ask excluding(String what) {
    exclusions.add(new Exclusion(matchers(what), OptionalInt.empty()));
    return this;
  }

  Ask excludingAfter(int stage, String what) {
    exclusions.add(new Exclusion(matchers(what), OptionalInt.of(stage)));
    return this;
  }

  Ask excludingBefore(int stage, String what) {
    return excluding(
        new Exclusion(matchers(what), OptionalInt.empty(), OptionalInt.of(stage), Filter.ALL));
  }

  Ask excludingBetween(int after, int before, String what) {
    return excluding(
        new Exclusion(matchers(what), OptionalInt.of(after), OptionalInt.of(before), Filter.ALL));
  }

  Ask excludingWhere(String what, String field, String value) {
    Filter.Is is = new Filter.Is(Dimension.of(field), Filter.Op.EQUALS, List.of(value));
    return excluding(new Exclusion(matchers(what), OptionalInt.empty(), OptionalInt.empty(), is));
  }

  private Ask excluding(Exclusion exclusion) {
    exclusions.add(exclusion);
    return this;
  }

  Ask hold(String field) {
    hold = Optional.of(Dimension.of(field));
    return this;
  }

  Ask filter(Filter given) {
    filter = given;
    return this;
  }

  Ask filter(String field, Filter.Op op, String... values) {
    return filter(new Filter.Is(Dimension.of(field), op, List.of(values)));
  }

  Ask campaign(String name, Campaign.Rule rule) {
    campaigns.add(new Campaign(name, name, rule));
    return this;
  }

  Ask by(String field) {
    return by(field, Breakdown.End.FIRST);
  }

  Ask by(String field, Breakdown.At at) {
    breakdown = Optional.of(new Breakdown(Dimension.of(field), at));
    return this;
  }

  Ask list(VisitorListing given) {
    list = Optional.of(given);
    return this;
  }

  Ask compare(FunnelBaseline given) {
    compare = Optional.of(given);
    return this;
  }

  Ask correlate(FunnelCorrelating given) {
    correlate = Optional.of(given);
    return this;
  }

  Ask trend(Interval given, String zoneId) {
    interval = Optional.of(given);
    zone = ZoneId.of(zoneId);
    return this;
  }

  Ask range(String from, String to) {
    return range(new Range(Visits.time(from), Visits.time(to)));
  }

  Ask range(Range given) {
    range = given;
    return this;
  }

  Ask now(String time) {
    now = Instant.ofEpochMilli(Visits.time(time));
    return this;
  }

  /** The answer over events in the store in memory. */
  FunnelAnswer of(String... lines) {
    return of(Visits.of(lines));
  }

  FunnelAnswer of(List<RecordedEvent> events) {
    try (InMemoryEventStore store = new InMemoryEventStore()) {
      events.stream()
          .collect(Collectors.groupingBy(RecordedEvent::stream))
          .forEach(
              (stream, frame) ->
                  store.append(Frame.of(new Partition("app", 0), stream, frame)).join());
      return of(store, Runnable::run);
    }
  }

  FunnelAnswer of(EventStore store, Executor executor) {
    FunnelQuestion question =
        new FunnelQuestion(
            range,
            filter,
            zone,
            new Definition(stages, window, order, unit, exclusions, hold),
            interval,
            breakdown,
            list,
            compare,
            correlate);
    Site site = new Site("https://shop.example", ZoneOffset.UTC, campaigns);
    try {
      return new Analysis(store, executor, Clock.fixed(now, ZoneOffset.UTC))
          .funnel(new Scope("app", OptionalInt.empty(), site), question);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** How many units reached each stage. */
  List<Long> reached(String... lines) {
    return reached(of(lines));
  }

  static List<Long> reached(FunnelAnswer answer) {
    return answer.stages().stream().map(StageResult::visitors).toList();
  }

  /** The median time of each stage, in seconds; -1 for none. */
  static List<Double> medians(FunnelAnswer answer) {
    return answer.stages().stream()
        .map(stage -> stage.time().map(Distribution::median).orElse(-1.0))
        .toList();
  }

  private static List<Matcher> matchers(String what) {
    return Stream.of(what.split("\\|")).map(Ask::matcher).toList();
  }

  private static Matcher matcher(String what) {
    return switch (what.charAt(0)) {
      case '/' -> new Matcher.Url(Matcher.UrlOp.EQUALS, what);
      case '#' -> new Matcher.Click(what);
      case '!' -> new Matcher.Named(what.substring(1), Map.of());
      default -> throw new IllegalArgumentException(what);
    };
  }
}
