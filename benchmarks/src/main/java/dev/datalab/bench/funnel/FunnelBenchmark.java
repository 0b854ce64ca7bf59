package dev.datalab.bench.funnel;

import dev.datalab.bench.Workspace;
import dev.datalab.bench.clickstream.Dataset;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The funnel, warm, as JMH measures it: for a profile of one side ({@code -prof}). Ratios are
 * measured by {@code bench funnel}, whose sides take turns.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
@State(Scope.Benchmark)
public class FunnelBenchmark {
  /** How many visitors; each has about 50 events. */
  @Param("400000")
  public int visitors;

  private @Nullable Contestants contestants;

  /** Opens the data, laid down before if need be, and compares the answers. */
  @Setup(Level.Trial)
  public void open() throws IOException, SQLException {
    Dataset dataset = Dataset.in(Workspace.data(), visitors);
    Contestants opened = new Contestants(dataset, AskedFunnel.STANDARD);
    opened.agreed(dataset);
    contestants = opened;
  }

  /** Closes the data. */
  @TearDown(Level.Trial)
  public void close() throws IOException, SQLException {
    opened().close();
  }

  /** datalab's funnel. */
  @Benchmark
  public List<Long> datalab() throws IOException {
    return opened().datalab();
  }

  /** A plain sum over the same columns. */
  @Benchmark
  public long sum() {
    return opened().sum();
  }

  /** DuckDB's funnel. */
  @Benchmark
  public List<Long> duckDb() throws SQLException {
    return opened().duckDb();
  }

  private Contestants opened() {
    if (contestants == null) {
      throw new IllegalStateException("JMH calls open() first.");
    }
    return contestants;
  }
}
