package dev.datalab.core.store.sqlite;

import dev.datalab.core.block.BlockSlice;
import dev.datalab.core.event.Dimensions;
import dev.datalab.core.event.Event;
import dev.datalab.core.event.EventProperties;
import dev.datalab.core.event.RecordedEvent;
import dev.datalab.core.store.EventStore;
import dev.datalab.core.store.Partition;
import dev.datalab.core.store.Scan;
import dev.datalab.core.store.ScanRequest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Events as an online shop has them, and how to read them back. */
final class ShopLike {
  static final Partition SHOP = new Partition("shop", 0);
  private static final long MONTH = 1_767_225_600_000L; // 2026-01-01
  private static final String[] SOURCES = {"google", "bing", "newsletter", ""};

  private ShopLike() {}

  /**
   * Events of one stream from a number on, all in one month; of visitors 0 to a fortieth of their
   * count, each of whom comes.
   */
  static List<RecordedEvent> events(long stream, long firstSeq, int count, String visitors) {
    List<RecordedEvent> events = new ArrayList<>();
    Random random = new Random(firstSeq * 31 + stream);
    long time = MONTH + random.nextInt(2_000_000) * 1_000L;
    int visitor = 0;
    for (int i = 0; i < count; i++) {
      if (i % 9 == 0) {
        visitor = i / 9 <= count / 40 ? i / 9 : random.nextInt(1 + count / 40); // each comes
        time = MONTH + random.nextInt(2_000_000) * 1_000L;
      }
      time += (1 + random.nextInt(120)) * 1_000L;
      int page = (int) Math.min(63, Math.abs(random.nextGaussian() * 9));
      Event event =
          random.nextInt(12) == 0
              ? new Event.Custom(time, "/p/" + page, EventProperties.NONE, "add_to_cart")
              : new Event.UrlChange(time, "", "/p/" + page, EventProperties.NONE, -1);
      String source = SOURCES[visitor % 4];
      events.add(
          new RecordedEvent(
              visitors + visitor,
              "session_" + visitors + (firstSeq + i) / 9,
              stream,
              firstSeq + i,
              new Dimensions(
                  "", "", "", "mobile", "", "", new Dimensions.Utm(source, "cpc", "", "", "")),
              "",
              event));
    }
    return events;
  }

  /** All names (stream, seq) of what a scan shows. */
  static List<String> names(EventStore store, Partition partition) throws IOException {
    try (Scan scan = store.scan(ScanRequest.all(partition))) {
      return names(scan);
    }
  }

  static List<String> names(Scan scan) throws IOException {
    List<String> names = new ArrayList<>();
    for (int bucket = 0; bucket < scan.buckets(); bucket++) {
      for (BlockSlice slice : scan.bucket(bucket)) {
        var block = slice.block();
        for (int i = block.start(slice.fromVisitor()); i < block.start(slice.toVisitor()); i++) {
          names.add(block.streams().get(i) + ":" + block.seqs()[i]);
        }
      }
    }
    return names;
  }
}
