package dev.datalab.bench.journey;

import dev.datalab.bench.Workspace;
import dev.datalab.bench.clickstream.Dataset;
import dev.datalab.core.journey.JourneyAnswer;
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
 * The journey, warm, as JMH measures it: for a profile of one side ({@code -prof}). Ratios are
 * measured by {@code bench journey}, whose sides take turns.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
@State(Scope.Benchmark)
public class JourneyBenchmark {
  /** How many visitors; each has about 50 events. */
  @Param("400000")
  public int visitors;

  private @Nullable JourneyContestants contestants;

  /** Opens the data, laid down before if need be, and compares the answers. */
  @Setup(Level.Trial)
  public void open() throws IOException, SQLException {
    JourneyContestants opened =
        new JourneyContestants(Dataset.in(Workspace.data(), visitors), AskedJourney.STANDARD);
    opened.agreed();
    contestants = opened;
  }

  /** Closes the data. */
  @TearDown(Level.Trial)
  public void close() throws IOException, SQLException {
    opened().close();
  }

  /** datalab's journey. */
  @Benchmark
  public JourneyAnswer datalab() throws IOException {
    return opened().datalab();
  }

  /** datalab's journey with the times of all transitions. */
  @Benchmark
  public JourneyAnswer datalabWithTimes() throws IOException {
    return opened().datalabWithTimes();
  }

  /** DuckDB's journey. */
  @Benchmark
  public List<List<Object>> duckDb() throws SQLException {
    return opened().duckDb();
  }

  private JourneyContestants opened() {
    if (contestants == null) {
      throw new IllegalStateException("JMH calls open() first.");
    }
    return contestants;
  }
}
