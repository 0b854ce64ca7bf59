package dev.datalab.ingest.session;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A connection with its statements kept ready. For use by one thread at a time. */
final class Statements implements AutoCloseable {
  private final Connection connection;
  private final Map<String, PreparedStatement> prepared = new HashMap<>();

  Statements(Connection connection) {
    this.connection = connection;
  }

  /** Runs what takes no values. */
  void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** Changes rows; says how many. */
  int update(String sql, Object... values) throws SQLException {
    return bound(sql, values).executeUpdate();
  }

  <T> List<T> list(String sql, Mapper<T> mapper, Object... values) throws SQLException {
    List<T> list = new ArrayList<>();
    try (ResultSet rows = bound(sql, values).executeQuery()) {
      while (rows.next()) {
        list.add(mapper.map(rows));
      }
    }
    return list;
  }

  /** The number that a question with one row answers. */
  long number(String sql, Object... values) throws SQLException {
    List<Long> found = list(sql, row -> row.getLong(1), values);
    return found.isEmpty() ? 0 : found.get(0);
  }

  private PreparedStatement bound(String sql, Object... values) throws SQLException {
    PreparedStatement statement = prepared.get(sql);
    if (statement == null) {
      statement = connection.prepareStatement(sql);
      prepared.put(sql, statement);
    }
    for (int i = 0; i < values.length; i++) {
      if (values[i] instanceof byte[] bytes) {
        statement.setBytes(i + 1, bytes);
      } else {
        statement.setObject(i + 1, values[i]);
      }
    }
    return statement;
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }

  /** Makes a value of a row. */
  interface Mapper<T> {
    T map(ResultSet row) throws SQLException;
  }
}
