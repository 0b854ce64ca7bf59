package dev.datalab.core.store.sqlite;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Asks for rows without ceremony. */
final class Rows {
  private Rows() {}

  /** The rows of a query, each mapped. */
  static <T> List<T> list(Connection connection, String sql, Mapper<T> mapper, Object... values)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      bind(statement, values);
      List<T> list = new ArrayList<>();
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          list.add(mapper.map(rows));
        }
      }
      return list;
    }
  }

  /** Hands on the row of each id, from one statement that takes it. */
  static void each(Connection connection, String sql, List<Long> ids, Taker taker)
      throws SQLException, IOException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (long id : ids) {
        statement.setLong(1, id);
        try (ResultSet rows = statement.executeQuery()) {
          while (rows.next()) {
            taker.take(rows);
          }
        }
      }
    }
  }

  /** The first column of the first row, or another number. */
  static long number(Connection connection, long otherwise, String sql, Object... values)
      throws SQLException {
    List<Long> numbers = list(connection, sql, rows -> rows.getLong(1), values);
    return numbers.isEmpty() ? otherwise : numbers.get(0);
  }

  static void bind(PreparedStatement statement, Object... values) throws SQLException {
    for (int i = 0; i < values.length; i++) {
      Object value = values[i];
      if (value instanceof Long number) {
        statement.setLong(i + 1, number);
      } else if (value instanceof Integer number) {
        statement.setInt(i + 1, number);
      } else if (value instanceof byte[] bytes) {
        statement.setBytes(i + 1, bytes);
      } else {
        statement.setString(i + 1, value.toString());
      }
    }
  }

  /** A value of a row. */
  interface Mapper<T> {
    T map(ResultSet row) throws SQLException;
  }

  /** Takes a row. */
  interface Taker {
    void take(ResultSet row) throws SQLException, IOException;
  }
}
