package dev.datalab.bench.clickstream;

import dev.datalab.bench.Progress;
import dev.datalab.core.event.Dimensions;
import dev.datalab.core.event.Event;
import dev.datalab.core.event.EventProperties;
import dev.datalab.core.event.RecordedEvent;
import dev.datalab.core.store.Frame;
import dev.datalab.core.store.ImportBatch;
import dev.datalab.core.store.sqlite.SqliteEventStore;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import me.tongfei.progressbar.ProgressBar;
import org.jspecify.annotations.Nullable;

/** Lays a clickstream down in datalab's embedded store, through the front door: imports. */
final class StoreLayer implements Clickstream.Sink {
  private static final int FRAME_EVENTS = 4_096;

  /** Frames that become visible together, so that the store can seal meanwhile. */
  private static final int BATCH_FRAMES = 256;

  private static final List<String> ADDRESSES =
      IntStream.range(0, Clickstream.PAGES).mapToObj(Clickstream::path).toList();

  private final SqliteEventStore store;
  private final long stream;
  private final ProgressBar bar;
  private final List<RecordedEvent> frame = new ArrayList<>(FRAME_EVENTS);
  private @Nullable ImportBatch batch;
  private int frames;
  private long seq;
  private int visitor = -1;
  private String visitorId = "";

  private StoreLayer(SqliteEventStore store, ProgressBar bar) throws IOException {
    this.store = store;
    this.stream = store.newStream(Dataset.PARTITION);
    this.bar = bar;
  }

  /** Imports all events, seals them, and merges the segments into one. */
  static void lay(Clickstream clickstream, long events, Path file)
      throws IOException, SQLException {
    try (SqliteEventStore store = SqliteEventStore.open(file)) {
      try (ProgressBar bar = Progress.of("datalab's store", events, " events")) {
        StoreLayer layer = new StoreLayer(store, bar);
        clickstream.play(layer);
        layer.append();
        layer.commit();
        bar.setExtraMessage("sealing");
        store.compact();
      }
    }
  }

  @Override
  public void view(int visitor, int second, int page) throws IOException {
    if (visitor != this.visitor) {
      this.visitor = visitor;
      visitorId = Clickstream.visitorId(visitor);
    }
    frame.add(
        new RecordedEvent(
            visitorId,
            "",
            stream,
            ++seq,
            Dimensions.NONE,
            "",
            new Event.UrlChange(
                Clickstream.START_MILLIS + second * 1_000L,
                "",
                ADDRESSES.get(page),
                EventProperties.NONE,
                Event.UNKNOWN_ELAPSED)));
    if (frame.size() == FRAME_EVENTS) {
      append();
      if (++frames == BATCH_FRAMES) {
        commit();
      }
    }
  }

  private void append() throws IOException {
    if (frame.isEmpty()) {
      return;
    }
    ImportBatch open = batch;
    if (open == null) {
      open = store.importBatch(Dataset.PARTITION);
      batch = open;
    }
    open.append(Frame.of(Dataset.PARTITION, stream, frame));
    bar.stepBy(frame.size());
    frame.clear();
  }

  private void commit() throws IOException {
    ImportBatch open = batch;
    if (open != null) {
      open.commit();
      open.close();
    }
    batch = null;
    frames = 0;
  }
}
