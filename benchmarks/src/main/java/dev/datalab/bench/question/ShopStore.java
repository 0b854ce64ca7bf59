package dev.datalab.bench.question;

import dev.datalab.bench.Progress;
import dev.datalab.core.event.Dimensions;
import dev.datalab.core.event.Event;
import dev.datalab.core.event.RecordedEvent;
import dev.datalab.core.store.Frame;
import dev.datalab.core.store.ImportBatch;
import dev.datalab.core.store.Partition;
import dev.datalab.core.store.sqlite.SqliteEventStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import me.tongfei.progressbar.ProgressBar;
import org.jspecify.annotations.Nullable;

/**
 * The shop's month in datalab's embedded store: sealed, one segment. A stamp, written last, says
 * what it holds, so that a later run takes it as it is and a broken-off one does not.
 *
 * @param visitors how many visitors
 * @param events how many events
 * @param file the store's
 */
record ShopStore(int visitors, long events, Path file) {
  /** Where the events are kept. */
  static final Partition PARTITION = new Partition("shop", 0);

  /** Raised whenever what is laid down changes. */
  private static final String VERSION = "1";

  /** The store in a folder, laid down if it is not there or is another one. */
  static ShopStore in(Path folder, int visitors) throws IOException {
    Path home = folder.resolve("shop-" + visitors);
    Path file = home.resolve("events.db");
    Path stamp = home.resolve("stamp.properties");
    Properties found = new Properties();
    if (Files.exists(stamp)) {
      try (var in = Files.newBufferedReader(stamp)) {
        found.load(in);
      }
      if (VERSION.equals(found.getProperty("version"))) {
        return new ShopStore(visitors, Long.parseLong(found.getProperty("events", "0")), file);
      }
    }
    clear(home);
    Files.createDirectories(home);
    long events = lay(visitors, file);
    Properties written = new Properties();
    written.setProperty("version", VERSION);
    written.setProperty("events", Long.toString(events));
    try (var out = Files.newBufferedWriter(stamp)) {
      written.store(out, null);
    }
    return new ShopStore(visitors, events, file);
  }

  private static long lay(int visitors, Path file) throws IOException {
    try (SqliteEventStore store = SqliteEventStore.open(file);
        ProgressBar bar = Progress.of("the shop's month", visitors, " visitors")) {
      Layer layer = new Layer(store, store.newStream(PARTITION), bar);
      Shop.play(visitors, layer);
      layer.append();
      layer.commit();
      bar.setExtraMessage("sealing");
      store.compact();
      return layer.seq;
    }
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

  private static final class Layer implements Shop.Sink {
    private static final int FRAME_EVENTS = 4_096;

    /** Frames that become visible together, so that the store can seal meanwhile. */
    private static final int BATCH_FRAMES = 256;

    private final SqliteEventStore store;
    private final long stream;
    private final ProgressBar bar;
    private final List<RecordedEvent> frame = new ArrayList<>(FRAME_EVENTS);
    private @Nullable ImportBatch batch;
    private int frames;
    private String visitor = "";
    long seq;

    Layer(SqliteEventStore store, long stream, ProgressBar bar) {
      this.store = store;
      this.stream = stream;
      this.bar = bar;
    }

    @Override
    public void take(String visitor, String session, Dimensions dimensions, Event event)
        throws IOException {
      if (!visitor.equals(this.visitor)) {
        this.visitor = visitor;
        bar.step();
      }
      frame.add(new RecordedEvent(visitor, session, stream, ++seq, dimensions, "", event));
      if (frame.size() == FRAME_EVENTS) {
        append();
        if (++frames == BATCH_FRAMES) {
          commit();
        }
      }
    }

    void append() throws IOException {
      if (frame.isEmpty()) {
        return;
      }
      ImportBatch open = batch;
      if (open == null) {
        open = store.importBatch(PARTITION);
        batch = open;
      }
      open.append(Frame.of(PARTITION, stream, frame));
      frame.clear();
    }

    void commit() throws IOException {
      ImportBatch open = batch;
      if (open != null) {
        open.commit();
        open.close();
      }
      batch = null;
      frames = 0;
    }
  }
}
