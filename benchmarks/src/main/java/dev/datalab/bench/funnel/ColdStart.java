package dev.datalab.bench.funnel;

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
 * program itself has run before. {@link #evict} lets the system forget the file as well.
 */
final class ColdStart {
  private ColdStart() {}

  /** Visitors per stage, by datalab. */
  static List<Long> datalab(Dataset dataset, AskedFunnel funnel, Executor executor)
      throws IOException {
    try (SqliteEventStore store = SqliteEventStore.open(dataset.store())) {
      Analysis analysis = new Analysis(store, executor, Clock.systemUTC());
      return Contestants.visitors(analysis.funnel(AskedFunnel.scope(), funnel.question()));
    }
  }

  /** Visitors per stage, by DuckDB from one of its files. */
  static List<Long> duckDb(Path file, AskedFunnel funnel, int visitors) throws SQLException {
    try (DuckDb duckDb = DuckDb.open(file, funnel, visitors)) {
      return duckDb.ask();
    }
  }

  /**
   * Asks the system to drop a file from its page cache, by GNU dd, which calls {@code
   * posix_fadvise(POSIX_FADV_DONTNEED)}.
   *
   * @return whether it was asked; false where there is no such dd
   */
  static boolean evict(Path file) throws InterruptedException {
    try {
      return new ProcessBuilder("dd", "if=" + file, "iflag=nocache", "count=0", "status=none")
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException e) {
      return false;
    }
  }
}
