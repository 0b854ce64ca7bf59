package dev.datalab.bench.funnel;

import dev.datalab.bench.clickstream.Dataset;
import dev.datalab.bench.clickstream.DuckDb;
import dev.datalab.core.Analysis;
import dev.datalab.core.funnel.FunnelAnswer;
import dev.datalab.core.funnel.FunnelQuestion;
import dev.datalab.core.store.EventStore;
import dev.datalab.core.store.sqlite.SqliteEventStore;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Those who are measured, warm: each has its data open and, after its first answer, in memory, and
 * each may use every processor. Not for use by several threads at a time.
 */
final class Contestants implements AutoCloseable {
  /** How many threads each may use. */
  static final int THREADS = Runtime.getRuntime().availableProcessors();

  private final ExecutorService pool = Executors.newFixedThreadPool(THREADS);
  private final EventStore store;
  private final Analysis analysis;
  private final AskedFunnel funnel;
  private final int numbered;
  private final FunnelQuestion question;
  private final DecodedColumns columns;
  private final DuckDb duckDb;
  private final DuckDb duckDbByPage;

  /** Opens the dataset for all of them. */
  Contestants(Dataset dataset, AskedFunnel funnel) throws IOException, SQLException {
    this.funnel = funnel;
    numbered = dataset.visitors();
    question = funnel.question();
    store = SqliteEventStore.open(dataset.store());
    analysis = new Analysis(store, pool, Clock.systemUTC());
    columns = DecodedColumns.of(store);
    duckDb = DuckDb.open(dataset.duckDb(), THREADS);
    duckDbByPage = DuckDb.open(dataset.duckDbByPage(), THREADS);
  }

  /** Visitors per stage, as datalab answers from cached blocks. */
  List<Long> datalab() throws IOException {
    return visitors(analysis.funnel(Dataset.scope(), question));
  }

  /** The sum of all times and symbols: the least that reading two columns can cost. */
  long sum() {
    return columns.sum(pool, THREADS);
  }

  /** Visitors per stage, as DuckDB answers from the file in the store's order. */
  List<Long> duckDb() throws SQLException {
    return visitors(duckDb, funnel, numbered);
  }

  /** Visitors per stage, as DuckDB answers from the file that is sorted by page. */
  List<Long> duckDbByPage() throws SQLException {
    return visitors(duckDbByPage, funnel, numbered);
  }

  /**
   * Makes sure that all answer the same and that the sum runs over all events.
   *
   * @return visitors per stage
   * @throws IllegalStateException if they disagree; timing them would compare different work
   */
  List<Long> agreed(Dataset dataset) throws IOException, SQLException {
    List<Long> ours = datalab();
    List<Long> theirs = duckDb();
    List<Long> sorted = duckDbByPage();
    if (!ours.equals(theirs) || !ours.equals(sorted)) {
      throw new IllegalStateException(
          "Visitors per stage differ: datalab %s, DuckDB %s, DuckDB sorted by page %s."
              .formatted(ours, theirs, sorted));
    }
    if (columns.events() != dataset.events()) {
      throw new IllegalStateException(
          "The store has %,d events, not %,d; remove %s to lay it down anew."
              .formatted(columns.events(), dataset.events(), dataset.store().getParent()));
    }
    return ours;
  }

  /** Visitors per stage, as DuckDB answers of a file of so many visitors. */
  static List<Long> visitors(DuckDb duckDb, AskedFunnel funnel, int visitors) throws SQLException {
    return duckDb.ask(funnel.sql("events", visitors)).get(0).stream()
        .map(count -> ((Number) count).longValue())
        .toList();
  }

  /** The visitors of an answer's stages. */
  static List<Long> visitors(FunnelAnswer answer) {
    return answer.stages().stream().map(FunnelAnswer.StageResult::visitors).toList();
  }

  @Override
  public void close() throws IOException, SQLException {
    pool.shutdown();
    try {
      duckDb.close();
      duckDbByPage.close();
    } finally {
      store.close();
    }
  }
}
