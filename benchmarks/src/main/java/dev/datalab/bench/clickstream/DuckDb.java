package dev.datalab.bench.clickstream;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * DuckDB, in this process, with as many threads as datalab has, and a file of which it is asked.
 * For use by one thread at a time.
 */
public final class DuckDb implements AutoCloseable {
  private final Connection connection;

  private DuckDb(Connection connection) {
    this.connection = connection;
  }

  /** Opens a file, to be read only. */
  public static DuckDb open(Path file, int threads) throws SQLException {
    Connection connection = DuckDbLayer.read(file);
    try (Statement statement = connection.createStatement()) {
      statement.execute("SET threads = " + threads);
      return new DuckDb(connection);
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  /** The rows of an answer. */
  public List<List<Object>> ask(String sql) throws SQLException {
    List<List<Object>> rows = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet found = statement.executeQuery(sql)) {
      int columns = found.getMetaData().getColumnCount();
      while (found.next()) {
        List<Object> row = new ArrayList<>();
        for (int column = 1; column <= columns; column++) {
          row.add(found.getObject(column));
        }
        rows.add(row);
      }
    }
    return rows;
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
