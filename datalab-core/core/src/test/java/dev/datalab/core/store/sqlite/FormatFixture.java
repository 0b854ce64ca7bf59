package dev.datalab.core.store.sqlite;

import dev.datalab.core.event.Dimensions;
import dev.datalab.core.event.Element;
import dev.datalab.core.event.Event;
import dev.datalab.core.event.EventProperties;
import dev.datalab.core.event.RecordedEvent;
import dev.datalab.core.store.EventStore;
import dev.datalab.core.store.Frame;
import dev.datalab.core.store.ImportBatch;
import dev.datalab.core.store.Partition;
import dev.datalab.core.store.SeqRange;
import dev.datalab.core.store.Settlement;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * Files of every format there was, kept as resources, and what is in them. {@link #main} made each
 * while its format was the present one; what it fills a store with must never change.
 */
final class FormatFixture {
  static final Partition FIRST = new Partition("shop", 0);
  static final Partition SECOND = new Partition("shop", 1);
  static final Partition IMPORTED = new Partition("blog", 0);
  static final long NOW = Instant.parse("2026-11-20T09:30:00Z").toEpochMilli();
  private static final long BEGIN = Instant.parse("2026-10-31T23:00:00Z").toEpochMilli();
  private static final int EVENTS = 90;

  private FormatFixture() {}

  /** Writes the file of the present format into a folder. */
  public static void main(String[] args) throws Exception {
    Path folder = Path.of(args[0]);
    Path file = Files.createTempDirectory("fixture").resolve("events.db");
    try (SqliteEventStore store =
        SqliteEventStore.builder(file)
            .clock(() -> Instant.ofEpochMilli(NOW))
            .maintenance(false)
            .blockEvents(60)
            .open()) {
      fill(store, store::seal);
    }
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA journal_mode = DELETE");
      statement.execute("VACUUM");
    }
    Path packed = folder.resolve("events-format-" + Schema.VERSION + ".db.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(packed))) {
      Files.copy(file, out);
    }
  }

  /** Unpacks the file of a format. */
  static void unpack(int format, Path to) throws IOException {
    String name = "events-format-" + format + ".db.gz";
    try (InputStream packed = FormatFixture.class.getResourceAsStream(name)) {
      if (packed == null) {
        throw new IOException("there is no resource " + name);
      }
      Files.copy(new GZIPInputStream(packed), to);
    }
  }

  /** Does what a store's owner does between two frames. */
  interface Between {
    void run() throws IOException;
  }

  /** Two generations, two months, a gap, numbers without events, an import, and rows in the log. */
  static void fill(EventStore store, Between between) throws Exception {
    for (Partition partition : List.of(FIRST, SECOND)) {
      long stream = 1_000L + partition.generation();
      List<RecordedEvent> events = events(stream);
      store.append(Frame.of(partition, stream, events.subList(0, 40))).get();
      between.run();
      store.append(Frame.of(partition, stream, events.subList(40, 60))).get();
      Settlement lost = new Settlement(new SeqRange(61, 65), NOW, Settlement.Outcome.LOST, "");
      store.append(new Frame(partition, stream, events.subList(70, EVENTS), List.of(lost))).get();
    }
    try (ImportBatch batch = store.importBatch(IMPORTED)) {
      batch.append(Frame.of(IMPORTED, 2_000, events(2_000)));
      batch.commit();
    }
  }

  /** The events of a stream, by number. */
  static List<RecordedEvent> events(long stream) {
    List<RecordedEvent> events = new ArrayList<>();
    for (int i = 0; i < EVENTS; i++) {
      String visitor = "visitor-" + i % 7;
      Dimensions from =
          i % 3 == 0
              ? Dimensions.NONE
              : new Dimensions(
                  "https://news.example/" + i % 2,
                  "Firefox",
                  "Linux",
                  "desktop",
                  "de",
                  "800x600",
                  new Dimensions.Utm("google", "cpc", "spring", "", ""));
      String id = stream == 2_000 ? "id-" + i : "";
      events.add(
          new RecordedEvent(
              visitor, i % 2 == 0 ? "s" + i % 7 : "", stream, i + 1, from, id, event(i)));
    }
    return events;
  }

  private static Event event(int i) {
    long time = BEGIN + i * 97_001L;
    String page = "/page/" + i % 5;
    EventProperties none = EventProperties.NONE;
    return switch (i % 6) {
      case 0 ->
          new Event.Click(
              time,
              page,
              none,
              List.of(new Element("/html/a[" + i % 4 + "]", "buy", "", "")),
              i,
              9,
              40);
      case 1 ->
          new Event.ElementTime(
              time,
              page,
              none,
              "",
              "#buy",
              Event.HoverAction.HOVER_CLICK,
              Event.Pointer.MOUSE,
              700 + i);
      case 2 ->
          new Event.Custom(
              time, page, new EventProperties(Map.of("plan", "pro", "n", (double) i)), "order");
      case 3 ->
          new Event.MouseMovement(time, page, none, List.of(new Event.Point(5, 6, 7, 8, "#x")));
      case 4 -> new Event.UrlChange(time, page, "", none, 9);
      default -> new Event.UrlChange(time, "/page/" + (i + 3) % 5, page, none, i * 10L);
    };
  }

  static void sql(Path file, String... statements) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = connection.createStatement()) {
      for (String text : statements) {
        statement.execute(text);
      }
    }
  }
}
