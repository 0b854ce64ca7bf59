package dev.datalab.core;

import dev.datalab.core.event.Dimensions;
import dev.datalab.core.event.Event;
import dev.datalab.core.event.EventProperties;
import dev.datalab.core.event.RecordedEvent;
import dev.datalab.core.funnel.FunnelAnswer;
import dev.datalab.core.funnel.FunnelQuestion;
import dev.datalab.core.funnel.FunnelQuestion.Definition;
import dev.datalab.core.funnel.Stage;
import dev.datalab.core.journey.JourneyAnswer;
import dev.datalab.core.journey.JourneyQuestion;
import dev.datalab.core.match.Matcher;
import dev.datalab.core.match.Matcher.UrlOp;
import dev.datalab.core.page.PagesAnswer;
import dev.datalab.core.page.PagesQuestion;
import dev.datalab.core.query.Filter;
import dev.datalab.core.query.Range;
import dev.datalab.core.query.Scope;
import dev.datalab.core.query.Site;
import dev.datalab.core.store.Frame;
import dev.datalab.core.store.Partition;
import dev.datalab.core.store.Receipt;
import dev.datalab.core.store.sqlite.SqliteEventStore;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A process in which strangers send one app events of which each has an address and properties of
 * its own, while another app is asked questions. Says on standard output what came of it, a figure
 * a line.
 */
final class CardinalityAttack {
  private static final Instant DAY = Instant.parse("2026-11-01T00:00:00Z");
  private static final Range RANGE = Range.of(DAY, DAY.plus(Duration.ofDays(1)));
  private static final Partition LOUD = new Partition("loud", 0);
  private static final Partition QUIET = new Partition("quiet", 0);
  private static final Site SITE = new Site("", ZoneOffset.UTC, List.of());
  private static final int FRAME = 500;
  private static final int FRAMES_UNDER_WAY = 32;
  private static final int VIEWS_OF_A_VISITOR = 5;

  private final SqliteEventStore store;
  private final Analysis analysis;
  private final int addresses;

  private CardinalityAttack(SqliteEventStore store, int addresses) {
    this.store = store;
    this.analysis = new Analysis(store, ForkJoinPool.commonPool(), Clock.systemUTC());
    this.addresses = addresses;
  }

  /** Takes the store's file and the number of addresses. */
  public static void main(String[] args) throws Exception {
    try (SqliteEventStore store = SqliteEventStore.open(Path.of(args[0]))) {
      new CardinalityAttack(store, Integer.parseInt(args[1])).run();
    }
  }

  private void run() throws Exception {
    record(QUIET, 20_000, i -> "/page-" + i % 50, i -> EventProperties.NONE);
    tell("quiet alone", askQuietWhile(new AtomicBoolean(true)));

    AtomicBoolean over = new AtomicBoolean();
    CompletableFuture<List<Long>> asked =
        CompletableFuture.supplyAsync(() -> askQuietWhile(over), task -> new Thread(task).start());
    long start = System.nanoTime();
    record(
        LOUD,
        addresses,
        i -> "/item/%016x/and-a-tail-that-makes-it-as-long-as-most".formatted(i * 31L),
        i -> new EventProperties(Map.of("order", "order-" + i, "amount", i)));
    System.out.println("attack ms: " + millisSince(start));
    askLoud("while unsealed");
    store.compact();
    System.out.println("sealed ms: " + millisSince(start));
    askLoud("sealed");
    over.set(true);
    tell("quiet under attack", asked.get());
  }

  private void record(
      Partition app, int events, Numbered<String> address, Numbered<EventProperties> properties)
      throws IOException {
    long stream = store.newStream(app);
    Deque<CompletableFuture<Receipt>> underWay = new ArrayDeque<>();
    for (int from = 0; from < events; from += FRAME) {
      List<RecordedEvent> frame = new ArrayList<>(FRAME);
      for (int i = from; i < Math.min(from + FRAME, events); i++) {
        long time = DAY.toEpochMilli() + i * 86_400_000L / events;
        frame.add(
            new RecordedEvent(
                "visitor" + i / VIEWS_OF_A_VISITOR,
                "",
                stream,
                i + 1,
                Dimensions.NONE,
                "",
                new Event.UrlChange(
                    time, "", address.of(i), properties.of(i), Event.UNKNOWN_ELAPSED)));
      }
      underWay.add(store.append(Frame.of(app, stream, frame)));
      if (underWay.size() > FRAMES_UNDER_WAY) {
        underWay.remove().join();
      }
    }
    underWay.forEach(CompletableFuture::join);
  }

  private interface Numbered<T> {
    T of(int number);
  }

  private void askLoud(String when) throws IOException {
    long start = System.nanoTime();
    PagesAnswer pages = analysis.ask(scope(LOUD), new PagesQuestion(RANGE, Filter.ALL, 100));
    System.out.printf(
        "pages %s: views %d, visitors %d, rows %d, more %d%n",
        when, pages.views(), pages.visitors(), pages.pages().size(), pages.more());
    System.out.printf("pages %s ms: %d%n", when, millisSince(start));

    start = System.nanoTime();
    JourneyAnswer journey =
        analysis.ask(
            scope(LOUD), JourneyQuestion.builder(RANGE, new JourneyQuestion.By.Url()).build());
    System.out.printf(
        "journey %s: paths %d, told %d, others %d, nodes %d%n",
        when,
        journey.visitors(),
        journey.paths().size(),
        journey.otherPaths().visitors(),
        journey.nodes().size());
    System.out.printf("journey %s ms: %d%n", when, millisSince(start));

    start = System.nanoTime();
    FunnelAnswer funnel =
        analysis.ask(
            scope(LOUD),
            FunnelQuestion.of(
                RANGE,
                Definition.ordered(
                    Stage.of("Any", new Matcher.Url(UrlOp.PREFIX, "/item/")),
                    Stage.of("Other", new Matcher.Url(UrlOp.GLOB, "/item/*/*")),
                    Stage.of("None", new Matcher.Url(UrlOp.EQUALS, "/nowhere")))));
    System.out.printf(
        "funnel %s: %s%n",
        when, funnel.stages().stream().map(FunnelAnswer.StageResult::visitors).toList());
    System.out.printf("funnel %s ms: %d%n", when, millisSince(start));
  }

  /** At least eleven times, and until it is over; answers how long each took, in microseconds. */
  private List<Long> askQuietWhile(AtomicBoolean over) {
    List<Long> micros = new ArrayList<>();
    try {
      while (micros.size() < 11 || !over.get()) {
        long start = System.nanoTime();
        FunnelAnswer answer =
            analysis.ask(
                scope(QUIET),
                FunnelQuestion.of(
                    RANGE,
                    Definition.ordered(
                        Stage.of("Zero", new Matcher.Url(UrlOp.EQUALS, "/page-0")),
                        Stage.of("One", new Matcher.Url(UrlOp.EQUALS, "/page-1")))));
        micros.add((System.nanoTime() - start) / 1_000);
        long reached = answer.stages().get(1).visitors();
        if (reached != 400) {
          throw new IllegalStateException("the quiet app's funnel says " + reached);
        }
        Thread.sleep(20);
      }
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    return micros;
  }

  private static void tell(String what, List<Long> micros) {
    List<Long> sorted = micros.stream().sorted().toList();
    System.out.printf(
        "%s: %d times, median %.1f ms, p95 %.1f ms, most %.1f ms%n",
        what,
        sorted.size(),
        sorted.get(sorted.size() / 2) / 1e3,
        sorted.get((sorted.size() - 1) * 95 / 100) / 1e3,
        sorted.get(sorted.size() - 1) / 1e3);
  }

  private static long millisSince(long start) {
    return (System.nanoTime() - start) / 1_000_000;
  }

  private static Scope scope(Partition app) {
    return new Scope(app.app(), OptionalInt.of(0), SITE);
  }
}
