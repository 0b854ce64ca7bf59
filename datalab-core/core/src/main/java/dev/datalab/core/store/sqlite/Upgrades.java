package dev.datalab.core.store.sqlite;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How a file of an earlier format becomes one of this format: a step for each format, in a
 * transaction of its own, so that one that is cut off is done again when the file is next opened.
 */
final class Upgrades {
  private static final Logger log = LoggerFactory.getLogger(Upgrades.class);

  /** By the format that they begin with, from 1; the last one leads to {@link Schema#VERSION}. */
  private static final List<Step> STEPS =
      List.of(new Step(1, "the time of every stream's last event", LastTimes::add));

  private Upgrades() {}

  /**
   * What makes the next format of one.
   *
   * @param from the format that it begins with
   * @param what what it adds, for the log
   */
  private record Step(int from, String what, Change change) {}

  /** Changes tables and rows; in a transaction. */
  private interface Change {
    void apply(Connection connection) throws SQLException, IOException;
  }

  /** Takes the steps from a format to this one. */
  static void run(Connection connection, int version) throws SQLException, IOException {
    for (Step step : STEPS) {
      if (step.from >= version) {
        log.info("upgrading events from format {}: {}", step.from, step.what);
        try (Statement statement = connection.createStatement()) {
          statement.execute("BEGIN IMMEDIATE");
          step.change.apply(connection);
          statement.execute("PRAGMA user_version = " + (step.from + 1));
          statement.execute("COMMIT");
        }
      }
    }
  }
}
