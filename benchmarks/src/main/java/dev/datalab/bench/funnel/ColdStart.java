package dev.datalab.bench.funnel;

import dev.datalab.bench.clickstream.Dataset;
import dev.datalab.bench.clickstream.DuckDb;
import dev.datalab.bench.clickstream.PageCache;
import dev.datalab.core.Analysis;
import dev.datalab.core.store.sqlite.SqliteEventStore;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Executor;

/**
 * Opening the data, asking once, and closing it: nothing is cached in the process, though the
 * program itself has run before. {@link PageCache#evict} lets the system forget the file as well.
 */
final class ColdStart {
  private ColdStart() {}

  /** Visitors per stage, by datalab. */
  static List<Long> datalab(Dataset dataset, AskedFunnel funnel, Executor executor)
      throws IOException {
    try (SqliteEventStore store = SqliteEventStore.open(dataset.store())) {
      Analysis analysis = new Analysis(store, executor, Clock.systemUTC());
      return Contestants.visitors(analysis.funnel(Dataset.scope(), funnel.question()));
    }
  }

  /** Visitors per stage, by DuckDB from one of its files. */
  static List<Long> duckDb(Path file, AskedFunnel funnel, int visitors) throws SQLException {
    try (DuckDb duckDb = DuckDb.open(file, Contestants.THREADS)) {
      return Contestants.visitors(duckDb, funnel, visitors);
    }
  }
}
