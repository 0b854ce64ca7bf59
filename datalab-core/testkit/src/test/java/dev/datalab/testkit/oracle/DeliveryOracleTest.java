package dev.datalab.testkit.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datalab.core.Analysis;
import dev.datalab.core.delivery.DeliveryAnswer;
import dev.datalab.core.delivery.DeliveryAnswer.Day;
import dev.datalab.core.delivery.DeliveryAnswer.Fates;
import dev.datalab.core.delivery.DeliveryAnswer.Reason;
import dev.datalab.core.delivery.DeliveryQuestion;
import dev.datalab.core.event.Dimensions;
import dev.datalab.core.event.Event;
import dev.datalab.core.event.EventProperties;
import dev.datalab.core.event.RecordedEvent;
import dev.datalab.core.query.Range;
import dev.datalab.core.query.Scope;
import dev.datalab.core.query.Site;
import dev.datalab.core.store.EventStore;
import dev.datalab.core.store.Frame;
import dev.datalab.core.store.Partition;
import dev.datalab.core.store.SeqRange;
import dev.datalab.core.store.Settlement;
import dev.datalab.core.store.Settlement.Outcome;
import dev.datalab.core.store.memory.InMemoryEventStore;
import dev.datalab.core.store.sqlite.SqliteEventStore;
import dev.datalab.testkit.ManualClock;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Frames of every sort come several times, in parts and over one another, over days and
 * generations; what became of each number is written down one by one.
 */
@DisplayName("The engine's delivery agrees with a list of every number")
class DeliveryOracleTest {
  private static final int CASES = Integer.getInteger("oracle.cases", 3_000) / 10;
  private static final long FIRST_SEED = Long.getLong("oracle.seed", 20_261_122L);
  private static final Site SITE = new Site("", ZoneOffset.UTC, List.of());
  private static final List<String> REASONS = List.of("no url", "no type", "a bot");
  private static final Instant BEGIN = Instant.parse("2026-11-20T20:00:00Z");

  /** What became of a number. */
  private record Fate(int generation, LocalDate day, Outcome outcome, String reason) {}

  /** A number of a stream. */
  private record Numbered(long stream, long seq) {}

  @Test
  @DisplayName("over the store in memory")
  void inMemory() throws IOException {
    ManualClock clock = new ManualClock(BEGIN);
    try (EventStore store = new InMemoryEventStore(4, clock)) {
      int cases = Math.max(100, CASES);
      assertThat(agrees(store, clock, cases))
          .as("cases of several days with losses")
          .isGreaterThan(cases / 10);
    }
  }

  @Test
  @DisplayName("over the store on disk")
  void onDisk(@TempDir Path directory) throws IOException {
    ManualClock clock = new ManualClock(BEGIN);
    try (EventStore store =
        SqliteEventStore.builder(directory.resolve("events.db"))
            .maintenance(false)
            .clock(clock)
            .open()) {
      agrees(store, clock, Math.max(1, CASES / 20));
    }
  }

  /** Asks so many cases; answers how many of them are hard. */
  private static int agrees(EventStore store, ManualClock clock, int cases) throws IOException {
    int hard = 0;
    for (long seed = FIRST_SEED; seed < FIRST_SEED + cases; seed++) {
      Chance chance = new Chance(seed);
      String app = "seed-" + seed;
      List<Fate> fates = settle(store, clock, chance, app);
      OptionalInt generation = chance.in(2) ? OptionalInt.empty() : OptionalInt.of(chance.below(2));
      long from = clock.millis() - chance.below(6) * 43_200_000L;
      Range range = new Range(from, from + 1 + chance.below(6) * 43_200_000L);
      DeliveryAnswer answer =
          new Analysis(store, Runnable::run, clock)
              .ask(new Scope(app, generation, SITE), new DeliveryQuestion(range));
      DeliveryAnswer expected =
          answer(
              fates,
              each -> generation.isEmpty() || generation.getAsInt() == each.generation(),
              range);
      assertThat(answer).as("seed %d", seed).isEqualTo(expected);
      hard += answer.days().size() > 1 && answer.total().lost() > 0 ? 1 : 0;
    }
    return hard;
  }

  private static DeliveryAnswer answer(List<Fate> all, Predicate<Fate> asked, Range range) {
    Map<LocalDate, List<Fate>> days = new TreeMap<>();
    for (Fate fate : all) {
      long begin = fate.day().atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli();
      boolean inRange = begin < range.toMillis() && range.fromMillis() < begin + 86_400_000L;
      if (asked.test(fate) && inRange) {
        days.computeIfAbsent(fate.day(), day -> new ArrayList<>()).add(fate);
      }
    }
    return new DeliveryAnswer(
        fates(days.values().stream().flatMap(List::stream).toList()),
        days.entrySet().stream()
            .map(each -> new Day(each.getKey(), fates(each.getValue())))
            .toList());
  }

  private static Fates fates(List<Fate> of) {
    List<Reason> reasons = new ArrayList<>();
    for (String reason : REASONS) {
      long events = count(of, each -> each.reason().equals(reason));
      if (events > 0) {
        reasons.add(new Reason(reason, events));
      }
    }
    reasons.sort(Comparator.comparing(Reason::reason));
    reasons.sort(Comparator.comparingLong(Reason::events).reversed());
    return new Fates(
        count(of, each -> each.outcome() == Outcome.STORED),
        count(of, each -> each.outcome() == Outcome.REFUSED && !each.reason().equals("twice")),
        count(of, each -> each.reason().equals("twice")),
        count(of, each -> each.outcome() == Outcome.LOST),
        reasons);
  }

  private static long count(List<Fate> of, Predicate<Fate> is) {
    return of.stream().filter(is).count();
  }

  /** Sends random frames, and writes down what becomes of each number. */
  private static List<Fate> settle(EventStore store, ManualClock clock, Chance chance, String app)
      throws IOException {
    List<Long> streams =
        List.of(stream(store, app, 0), stream(store, app, 0), stream(store, app, 1));
    Set<Numbered> settled = new HashSet<>();
    Set<String> ids = new HashSet<>();
    List<Fate> fates = new ArrayList<>();
    int frames = 1 + chance.below(6);
    for (int f = 0; f < frames; f++) {
      clock.advance(Duration.ofHours(chance.below(30)));
      int number = chance.below(3);
      int generation = number / 2;
      long stream = streams.get(number);
      List<RecordedEvent> events = events(chance, clock, stream);
      List<Settlement> settlements = settlements(chance, clock);
      store.append(new Frame(new Partition(app, generation), stream, events, settlements)).join();
      LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
      for (RecordedEvent event : events) {
        if (settled.add(new Numbered(stream, event.seq()))) {
          boolean twice = !event.id().isEmpty() && !ids.add(event.id());
          fates.add(
              new Fate(
                  generation,
                  today,
                  twice ? Outcome.REFUSED : Outcome.STORED,
                  twice ? "twice" : ""));
        }
      }
      for (Settlement settlement : settlements) {
        for (long seq = settlement.range().first(); seq <= settlement.range().last(); seq++) {
          if (settled.add(new Numbered(stream, seq)) && settlement.outcome() != Outcome.BLANK) {
            fates.add(new Fate(generation, today, settlement.outcome(), settlement.reason()));
          }
        }
      }
    }
    return fates;
  }

  private static long stream(EventStore store, String app, int generation) throws IOException {
    return store.newStream(new Partition(app, generation));
  }

  private static List<RecordedEvent> events(Chance chance, ManualClock clock, long stream) {
    Set<Long> seqs = new TreeSet<>();
    int count = chance.below(6);
    for (int i = 0; i < count; i++) {
      seqs.add(1L + chance.below(20));
    }
    List<RecordedEvent> events = new ArrayList<>();
    for (long seq : seqs) {
      events.add(
          new RecordedEvent(
              "ann",
              "",
              stream,
              seq,
              Dimensions.NONE,
              chance.in(2) ? "" : "id" + chance.below(4),
              new Event.UrlChange(
                  clock.millis() - chance.below(5) * 86_400_000L,
                  "",
                  "/a",
                  EventProperties.NONE,
                  Event.UNKNOWN_ELAPSED)));
    }
    return events;
  }

  /** Settlements whose ranges don't touch: one number would not know which of two it has. */
  private static List<Settlement> settlements(Chance chance, ManualClock clock) {
    Map<Integer, Settlement> settlements = new HashMap<>();
    int count = chance.below(4);
    for (int i = 0; i < count; i++) {
      int block = chance.below(4);
      long first = 1 + 5L * block + chance.below(3);
      Outcome outcome = chance.of(List.of(Outcome.REFUSED, Outcome.LOST, Outcome.BLANK));
      settlements.put(
          block,
          new Settlement(
              new SeqRange(first, first + chance.below(3)),
              clock.millis(),
              outcome,
              outcome == Outcome.REFUSED ? chance.of(REASONS) : ""));
    }
    return List.copyOf(settlements.values());
  }
}
