package dev.datalab.bench.live;

import static java.util.Objects.requireNonNull;

import dev.datalab.bench.Workspace;
import dev.datalab.core.Analysis;
import dev.datalab.core.event.RecordedEvent;
import dev.datalab.core.funnel.FunnelAnswer;
import dev.datalab.core.funnel.FunnelQuestion;
import dev.datalab.core.live.LiveFunnel;
import dev.datalab.core.live.LiveFunnels;
import dev.datalab.core.live.LiveNow;
import dev.datalab.core.live.LiveView;
import dev.datalab.core.query.Range;
import dev.datalab.core.query.Site;
import dev.datalab.core.store.Frame;
import dev.datalab.core.store.Partition;
import dev.datalab.core.store.Scan;
import dev.datalab.core.store.sqlite.SqliteEventStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * A live view of a busy shop, and beside it what one would do without: ask the embedded store,
 * warm, the same five funnels of the last half hour.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
@State(org.openjdk.jmh.annotations.Scope.Benchmark)
public class LiveViewBenchmark {
  private static final Partition SHOP = new Partition("shop", 0);
  private static final Site SITE = new Site("https://shop.example", ZoneOffset.UTC, List.of());
  private static final long LIMIT = 1L << 30;

  /** About how many visitors are here. */
  @Param({"1000", "10000"})
  public int here;

  private List<RecordedEvent> events = List.of();
  private final LiveFunnels funnels = LiveFunnels.of(BusyShop.funnels(), SITE);
  private LiveView view = new LiveView(LIMIT);
  private @Nullable Path folder;
  private @Nullable SqliteEventStore store;

  /** Fills the view and the store. */
  @Setup(Level.Trial)
  public void open() throws IOException {
    events = BusyShop.events(here);
    Path made = Files.createTempDirectory(Files.createDirectories(Workspace.data()), "live");
    folder = made;
    store = SqliteEventStore.open(made.resolve("events.db"));
    Map<Long, List<RecordedEvent>> streams = new TreeMap<>();
    events.forEach(
        event -> streams.computeIfAbsent(event.stream(), key -> new ArrayList<>()).add(event));
    for (var stream : streams.entrySet()) {
      var unused = opened().append(Frame.of(SHOP, stream.getKey(), stream.getValue()));
    }
    opened().seal();
    view = add();
    LiveNow now = now();
    System.out.printf(
        "# %,d events, %,d here, %,d bytes by estimate, whole: %s%n# %s%n",
        events.size(), now.visitors(), view.bytes(), now.isWhole(), now.funnels().get(1));
  }

  /** Closes the store and removes its files. */
  @TearDown(Level.Trial)
  public void close() throws IOException {
    opened().close();
    Path made = requireNonNull(folder, "JMH calls open() first");
    try (Stream<Path> files = Files.list(made)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(made);
  }

  /** One look. */
  @Benchmark
  public LiveNow now() {
    return view.now(funnels, BusyShop.NOW);
  }

  /** A look without funnels. */
  @Benchmark
  public LiveNow nowWithoutFunnels() {
    return view.now(LiveFunnels.NONE, BusyShop.NOW);
  }

  /** All events into a new view, one after the other. */
  @Benchmark
  public LiveView add() {
    LiveView fed = new LiveView(LIMIT);
    for (RecordedEvent event : events) {
      fed.add(event, BusyShop.NOW);
    }
    return fed;
  }

  /** A new view from the store. */
  @Benchmark
  public LiveView load() throws IOException {
    LiveView loaded = new LiveView(LIMIT);
    try (Scan scan = opened().scan(LiveView.request(SHOP, BusyShop.NOW))) {
      loaded.load(scan, BusyShop.NOW, () -> {});
    }
    return loaded;
  }

  /** The funnels, asked of the store: of everybody in the last half hour. */
  @Benchmark
  public List<FunnelAnswer> questions() throws IOException {
    Analysis analysis = new Analysis(opened(), Runnable::run, InstantSource.system());
    var scope = new dev.datalab.core.query.Scope("shop", OptionalInt.of(0), SITE);
    Range range = new Range(BusyShop.NOW - LiveView.MEMORY_MILLIS, BusyShop.NOW + 1);
    List<FunnelAnswer> answers = new ArrayList<>();
    for (LiveFunnel funnel : BusyShop.funnels()) {
      answers.add(analysis.funnel(scope, FunnelQuestion.of(range, funnel.definition())));
    }
    return answers;
  }

  private SqliteEventStore opened() {
    return requireNonNull(store, "JMH calls open() first");
  }
}
