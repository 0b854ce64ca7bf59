package dev.datalab.bench.clickstream;

import dev.datalab.bench.Progress;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import me.tongfei.progressbar.ProgressBar;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

/**
 * Lays a clickstream down in a DuckDB file: what the question needs and no more, in the narrowest
 * types, {@code events(visitor INTEGER, time INTEGER, page UTINYINT)}, the time in seconds.
 */
final class DuckDbLayer {
  private DuckDbLayer() {}

  /** Opens a DuckDB file that is to be read only. */
  static Connection read(Path file) throws SQLException {
    java.util.Properties readOnly = new java.util.Properties();
    readOnly.setProperty("duckdb.read_only", "true");
    return DriverManager.getConnection("jdbc:duckdb:" + file, readOnly);
  }

  /** Appends all events in their order: visitor by visitor, by time. */
  static void lay(Clickstream clickstream, long events, Path file)
      throws IOException, SQLException {
    try (DuckDBConnection connection = write(file);
        Statement statement = connection.createStatement();
        ProgressBar bar = Progress.of("DuckDB's file", events, " events")) {
      statement.execute("CREATE TABLE events(visitor INTEGER, time INTEGER, page UTINYINT)");
      try (DuckDBAppender appender = connection.createAppender("main", "events")) {
        clickstream.play(
            (visitor, second, page) -> {
              appender.beginRow();
              appender.append(visitor);
              appender.append(second);
              appender.append((byte) page);
              appender.endRow();
              bar.step();
            });
      }
      statement.execute("CHECKPOINT");
    }
  }

  /** Copies the events of a file into another one, sorted by page, then visitor and time. */
  static void sortByPage(Path from, Path to) throws SQLException {
    try (DuckDBConnection connection = write(to);
        Statement statement = connection.createStatement()) {
      statement.execute("ATTACH '%s' AS original (READ_ONLY)".formatted(quoted(from)));
      statement.execute(
          "CREATE TABLE events AS SELECT * FROM original.events ORDER BY page, visitor, time");
      statement.execute("CHECKPOINT");
    }
  }

  private static DuckDBConnection write(Path file) throws SQLException {
    return (DuckDBConnection) DriverManager.getConnection("jdbc:duckdb:" + file);
  }

  private static String quoted(Path path) {
    return path.toString().replace("'", "''");
  }
}
