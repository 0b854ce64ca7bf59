package dev.datalab.bench.journey;

import dev.datalab.bench.clickstream.Dataset;
import dev.datalab.bench.clickstream.DuckDb;
import dev.datalab.core.Analysis;
import dev.datalab.core.journey.JourneyAnswer;
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
final class JourneyContestants implements AutoCloseable {
  private static final int THREADS = Runtime.getRuntime().availableProcessors();

  private final ExecutorService pool = Executors.newFixedThreadPool(THREADS);
  private final AskedJourney journey;
  private final EventStore store;
  private final Analysis analysis;
  private final DuckDb duckDb;

  /** Opens the dataset for all of them. */
  JourneyContestants(Dataset dataset, AskedJourney journey) throws IOException, SQLException {
    this.journey = journey;
    store = SqliteEventStore.open(dataset.store());
    analysis = new Analysis(store, pool, Clock.systemUTC());
    duckDb = DuckDb.open(dataset.duckDb(), THREADS);
  }

  /** datalab's answer, from cached blocks. */
  JourneyAnswer datalab() throws IOException {
    return analysis.journey(Dataset.scope(), journey.question());
  }

  /** datalab's answer with the times of all transitions, for which DuckDB is not asked. */
  JourneyAnswer datalabWithTimes() throws IOException {
    return analysis.journey(Dataset.scope(), journey.questionWithTimes());
  }

  /** DuckDB's answer, from the file in the store's order. */
  List<List<Object>> duckDb() throws SQLException {
    return duckDb.ask(journey.sql());
  }

  /**
   * Makes sure that both answer the same.
   *
   * @return the answer
   * @throws IllegalStateException if they disagree; timing them would compare different work
   */
  Graph agreed() throws IOException, SQLException {
    Graph ours = Graph.of(datalab());
    Graph theirs = Graph.of(duckDb());
    if (!ours.equals(theirs)) {
      throw new IllegalStateException(
          "The journeys differ: datalab %s, DuckDB %s.".formatted(ours, theirs));
    }
    return ours;
  }

  @Override
  public void close() throws IOException, SQLException {
    pool.shutdown();
    try {
      duckDb.close();
    } finally {
      store.close();
    }
  }
}
