package dev.datalab.core.store.sqlite;

import java.util.List;

/** The tables of an event file. */
final class Schema {
  /**
   * The format that this code writes, in {@code PRAGMA user_version}. A higher one takes a step in
   * {@link Upgrades}.
   */
  static final int VERSION = 2;

  /** Marks the file as ours, in {@code PRAGMA application_id}: "dlev". */
  static final int APPLICATION_ID = 0x646C6576;

  /** A segment that is being written; swept when the file is next opened. */
  static final int SEGMENT_BUILDING = 0;

  /** A segment that scans see. */
  static final int SEGMENT_LIVE = 1;

  /** A segment that was merged into another, kept while somebody reads it. */
  static final int SEGMENT_RETIRED = 2;

  /** An import that is under way. */
  static final int SOURCE_PENDING = 0;

  /** An import that was committed. */
  static final int SOURCE_COMMITTED = 1;

  /** An import that was not; its rows count for nothing and are swept. */
  static final int SOURCE_ABORTED = 2;

  /** Which log rows count: live ones, and those of committed imports. */
  static final String VISIBLE =
      " (source = 0 OR source NOT IN (SELECT id FROM source WHERE state <> 1)) ";

  static final List<String> TABLES =
      List.of(
          "CREATE TABLE meta(name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID",
          "CREATE TABLE app(id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE)",
          // A generation of an app. One that was deleted keeps its row until it is swept.
          """
          CREATE TABLE part(id INTEGER PRIMARY KEY AUTOINCREMENT, app INTEGER NOT NULL,
            generation INTEGER NOT NULL, deleted INTEGER NOT NULL DEFAULT 0)\
          """,
          "CREATE UNIQUE INDEX part_name ON part(app, generation) WHERE deleted = 0",
          // A calendar month of a partition; seals counts how often its log was emptied.
          """
          CREATE TABLE stretch(id INTEGER PRIMARY KEY AUTOINCREMENT, part INTEGER NOT NULL,
            month INTEGER NOT NULL, seals INTEGER NOT NULL DEFAULT 0, UNIQUE(part, month))\
          """,
          // Events that wait to be sealed, a frame a row; times in ms since the epoch.
          """
          CREATE TABLE log(id INTEGER PRIMARY KEY AUTOINCREMENT, stretch INTEGER NOT NULL,
            source INTEGER NOT NULL, events INTEGER NOT NULL, received INTEGER NOT NULL,
            from_time INTEGER NOT NULL, to_time INTEGER NOT NULL, data BLOB NOT NULL)\
          """,
          "CREATE INDEX log_stretch ON log(stretch, id, source, events, received)",
          "CREATE INDEX log_source ON log(source) WHERE source <> 0",
          // Imports, and for ids of live events one a day.
          """
          CREATE TABLE source(id INTEGER PRIMARY KEY AUTOINCREMENT, part INTEGER NOT NULL,
            state INTEGER NOT NULL, received INTEGER NOT NULL)\
          """,
          "CREATE INDEX source_open ON source(state) WHERE state <> 1",
          // Keys of importers' ids. They live as long as their source does.
          """
          CREATE TABLE seen(app INTEGER NOT NULL, id BLOB NOT NULL, source INTEGER NOT NULL,
            PRIMARY KEY(app, id)) WITHOUT ROWID\
          """,
          """
          CREATE TABLE stream(part INTEGER NOT NULL, id INTEGER NOT NULL, mark INTEGER NOT NULL,
            above TEXT NOT NULL, last_time INTEGER NOT NULL, PRIMARY KEY(part, id)) WITHOUT ROWID\
          """,
          """
          CREATE TABLE stream_key(part INTEGER NOT NULL, name TEXT NOT NULL,
            stream INTEGER NOT NULL, PRIMARY KEY(part, name)) WITHOUT ROWID\
          """,
          // Days since the epoch, in UTC; outcome by its name.
          """
          CREATE TABLE delivery(part INTEGER NOT NULL, day INTEGER NOT NULL,
            outcome TEXT NOT NULL, reason TEXT NOT NULL, numbers INTEGER NOT NULL,
            PRIMARY KEY(part, day, outcome, reason)) WITHOUT ROWID\
          """,
          """
          CREATE TABLE segment(id INTEGER PRIMARY KEY AUTOINCREMENT, stretch INTEGER NOT NULL,
            state INTEGER NOT NULL, bits INTEGER NOT NULL, events INTEGER NOT NULL,
            from_time INTEGER NOT NULL, to_time INTEGER NOT NULL)\
          """,
          "CREATE INDEX segment_stretch ON segment(stretch)",
          // id = segment * 2^24 + bucket * 2^4 + column
          "CREATE TABLE page(id INTEGER PRIMARY KEY, data BLOB NOT NULL)");

  private static final int BUCKET_SHIFT = 4;
  private static final int SEGMENT_SHIFT = 24;

  /** The most bits that a bucket's number has. */
  static final int MAX_BITS = SEGMENT_SHIFT - BUCKET_SHIFT;

  private Schema() {}

  /** The bucket that a page belongs to, by the page's id. */
  static int bucket(long page) {
    return (int) (page >>> BUCKET_SHIFT) & ((1 << MAX_BITS) - 1);
  }

  /** The id of a page; with bucket and column 0, the first one that a segment could have. */
  static long page(long segment, int bucket, int column) {
    return (segment << SEGMENT_SHIFT) | ((long) bucket << BUCKET_SHIFT) | column;
  }
}
