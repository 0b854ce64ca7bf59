package dev.datalab.bench.clickstream;

import dev.datalab.core.query.Range;
import dev.datalab.core.query.Scope;
import dev.datalab.core.query.Site;
import dev.datalab.core.store.Partition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Properties;

/**
 * The clickstream, laid down once: as a store of datalab's, and as a DuckDB file. A stamp, written
 * last, says what they hold, so that a later run takes them as they are and a broken-off one does
 * not.
 *
 * @param visitors how many visitors
 * @param events how many events
 * @param store datalab's file: sealed, one segment
 * @param duckDb DuckDB's file: {@code events} in the order in which the store's blocks have them
 *     (visitor, time), and a copy in another file, {@link #duckDbByPage}
 * @param duckDbByPage a second file of DuckDB's, sorted by page first: the layout that suits this
 *     question best
 */
public record Dataset(int visitors, long events, Path store, Path duckDb, Path duckDbByPage) {
  /** Where the events are kept in the store. */
  public static final Partition PARTITION = new Partition("bench", 0);

  /** Raised whenever what is laid down changes. */
  private static final String VERSION = "1";

  /** The dataset in a folder, laid down if it is not there or is another one. */
  public static Dataset in(Path folder, int visitors) throws IOException, SQLException {
    if (visitors < 1) {
      throw new IllegalArgumentException("visitors: 1 or more, not " + visitors + ".");
    }
    Path home = folder.resolve("clickstream-" + visitors);
    Path stamp = home.resolve("stamp.properties");
    Properties found = new Properties();
    if (Files.exists(stamp)) {
      try (var in = Files.newBufferedReader(stamp)) {
        found.load(in);
      }
      if (VERSION.equals(found.getProperty("version"))) {
        return at(home, visitors, Long.parseLong(found.getProperty("events", "0")));
      }
    }
    clear(home);
    Files.createDirectories(home);
    Clickstream clickstream = new Clickstream(visitors);
    long events = clickstream.play((visitor, second, page) -> {});
    Dataset laid = at(home, visitors, events);
    StoreLayer.lay(clickstream, events, laid.store);
    DuckDbLayer.lay(clickstream, events, laid.duckDb);
    DuckDbLayer.sortByPage(laid.duckDb, laid.duckDbByPage);
    Properties written = new Properties();
    written.setProperty("version", VERSION);
    written.setProperty("events", Long.toString(events));
    try (var out = Files.newBufferedWriter(stamp)) {
      written.store(out, null);
    }
    return laid;
  }

  /**
   * The store alone of the dataset in a folder, laid down if it is not there.
   *
   * @return datalab's file
   */
  public static Path storeIn(Path folder, int visitors) throws IOException, SQLException {
    Path home = folder.resolve("clickstream-" + visitors);
    if (Files.exists(home.resolve("stamp.properties"))) {
      return in(folder, visitors).store();
    }
    Path stamp = home.resolve("store-" + VERSION);
    Path store = home.resolve("events.db");
    if (!Files.exists(stamp)) {
      clear(home);
      Files.createDirectories(home);
      Clickstream clickstream = new Clickstream(visitors);
      StoreLayer.lay(clickstream, clickstream.play((visitor, second, page) -> {}), store);
      Files.createFile(stamp);
    }
    return store;
  }

  /** The whole month. */
  public static Range month() {
    return new Range(
        Clickstream.START_MILLIS, Clickstream.START_MILLIS + Duration.ofDays(31).toMillis());
  }

  /** Whose events the engine is asked about. */
  public static Scope scope() {
    return new Scope(
        PARTITION.app(),
        OptionalInt.of(PARTITION.generation()),
        new Site("", ZoneOffset.UTC, List.of()));
  }

  private static Dataset at(Path home, int visitors, long events) {
    return new Dataset(
        visitors,
        events,
        home.resolve("events.db"),
        home.resolve("events.duckdb"),
        home.resolve("events-by-page.duckdb"));
  }

  private static void clear(Path home) throws IOException {
    if (Files.isDirectory(home)) {
      List<Path> files = new ArrayList<>();
      try (var listed = Files.list(home)) {
        listed.forEach(files::add);
      }
      for (Path file : files) {
        Files.delete(file);
      }
    }
  }
}
