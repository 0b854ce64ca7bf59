package dev.datalab.core;

import static java.util.Objects.requireNonNull;

import dev.datalab.core.event.Event;
import dev.datalab.core.query.Question;
import dev.datalab.core.query.Site;
import dev.datalab.core.store.EventStore;
import dev.datalab.core.store.Partition;
import dev.datalab.core.store.memory.InMemoryEventStore;
import dev.datalab.core.store.sqlite.SqliteEventStore;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;

/**
 * The way in for a host: keeps what visitors do, and answers questions about it.
 *
 * <pre>{@code
 * try (Datalab datalab = Datalab.open(file)) {
 *   datalab.record(
 *       Visit.of("ann"), Event.view(noon, "/"), Event.view(noon.plusSeconds(20), "/tents"));
 *   datalab.record(Visit.of("bob"), Event.view(noon, "/"));
 *   datalab.record(
 *       Visit.of("ann"),
 *       Event.named(noon.plusSeconds(90), "/tents", "purchase", Map.of("plan", "pro")));
 *
 *   FunnelAnswer answer =
 *       datalab.ask(
 *           FunnelQuestion.of(
 *               Range.of(noon, noon.plus(Duration.ofDays(1))),
 *               Definition.ordered(
 *                   Stage.of("Home", new Matcher.Url(UrlOp.EQUALS, "/")),
 *                   Stage.of("Purchase", new Matcher.Named("purchase", Map.of("plan", "pro"))))));
 *
 *   System.out.println(answer.stages().get(1).conversionFromFirst()); // 0.5: ann, not bob
 * }
 * }</pre>
 *
 * <p>A host with one site needs no more than that; one with several gives each a name: {@link
 * #app(String)}. Questions are records, one for each kind, and so are their answers.
 *
 * <p><b>Threads.</b> Safe for use by several threads. A question is answered by the thread that
 * asks, helped by those of {@link ForkJoinPool#commonPool()} that are idle. The store that {@link
 * #open} makes has three daemon threads of its own: one writes, one tells that something is
 * durable, one keeps the file in shape. {@link #inMemory} has none. Who wants others takes {@link
 * #over}.
 */
public final class Datalab implements AutoCloseable {
  private static final Site NO_SETTINGS = new Site("", ZoneOffset.UTC, List.of());

  private final EventStore store;
  private final Analysis analysis;
  private final Map<Partition, OwnStreams> streams = new ConcurrentHashMap<>();
  private final App app;

  private Datalab(EventStore store, Executor helpers, InstantSource clock) {
    this.store = store;
    this.analysis = new Analysis(store, helpers, clock);
    this.app = app("app");
  }

  /**
   * Opens what is kept in a file, which is created if it is not there, with its folder. One process
   * at a time has it.
   *
   * @throws IOException if the file is in use, is something else, or can't be read and written
   */
  public static Datalab open(Path file) throws IOException {
    return over(SqliteEventStore.open(file), ForkJoinPool.commonPool(), Clock.systemUTC());
  }

  /** Keeps everything in memory, about 300 bytes an event: for tests, and for what may be lost. */
  public static Datalab inMemory() {
    return over(new InMemoryEventStore(), ForkJoinPool.commonPool(), Clock.systemUTC());
  }

  /**
   * Works over a store of any kind.
   *
   * @param store closed by {@link #close}
   * @param helpers lends threads to questions; {@code Runnable::run} for none
   * @param clock says which figures may still change; a {@link Clock} will do
   */
  public static Datalab over(EventStore store, Executor helpers, InstantSource clock) {
    return new Datalab(
        requireNonNull(store, "store"),
        requireNonNull(helpers, "helpers"),
        requireNonNull(clock, "clock"));
  }

  /** The app that {@link #record} and {@link #ask} speak of; its name is {@code app}. */
  public App app() {
    return app;
  }

  /**
   * An app of this name. It need not be founded: it is there as soon as it has events.
   *
   * @param name 1 to 100 characters
   */
  public App app(String name) {
    return new App(this, new Partition(name, 0), NO_SETTINGS);
  }

  /** Records what a visitor did; see {@link App#record(Visit, Event...)}. */
  public void record(Visit visit, Event... events) throws IOException {
    app.record(visit, events);
  }

  /** Answers a question; see {@link App#ask}. */
  public <A> A ask(Question<A> question) throws IOException {
    return app.ask(question);
  }

  /**
   * The store, for what is rarely wanted: erasing, importing, delivery counts. Stays this object's
   * to close.
   */
  public EventStore store() {
    return store;
  }

  Analysis analysis() {
    return analysis;
  }

  OwnStreams streamsOf(Partition partition) {
    return streams.computeIfAbsent(partition, of -> new OwnStreams(store, of));
  }

  /** Finishes what was begun, and closes the store. Handles of apps are of no use afterwards. */
  @Override
  public void close() throws IOException {
    store.close();
  }
}
