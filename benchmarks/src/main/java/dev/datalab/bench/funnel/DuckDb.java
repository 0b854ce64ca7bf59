package dev.datalab.bench.funnel;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * DuckDB, in this process, with as many threads as datalab has, and a file of which it is asked one
 * question. For use by one thread at a time.
 */
final class DuckDb implements AutoCloseable {
  private final Connection connection;
  private final String sql;

  private DuckDb(Connection connection, String sql) {
    this.connection = connection;
    this.sql = sql;
  }

  /** Opens a file of so many visitors, to be read only. */
  static DuckDb open(Path file, AskedFunnel funnel, int visitors) throws SQLException {
    Connection connection = DuckDbLayer.read(file);
    try (Statement statement = connection.createStatement()) {
      statement.execute("SET threads = " + Contestants.THREADS);
      return new DuckDb(connection, funnel.sql("events", visitors));
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  /** Visitors per stage. */
  List<Long> ask() throws SQLException {
    List<Long> stages = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      for (int column = 1; column <= row.getMetaData().getColumnCount(); column++) {
        stages.add(row.getLong(column));
      }
    }
    return stages;
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
