package dev.datalab.core.store.sqlite;

import static dev.datalab.core.store.sqlite.ShopLike.SHOP;

import dev.datalab.core.block.BlockSlice;
import dev.datalab.core.event.Dimensions;
import dev.datalab.core.event.Event;
import dev.datalab.core.event.EventProperties;
import dev.datalab.core.event.RecordedEvent;
import dev.datalab.core.store.Erasure;
import dev.datalab.core.store.Frame;
import dev.datalab.core.store.Scan;
import dev.datalab.core.store.ScanRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A process that stores visitors and erases every second of them until it is killed, and says on
 * standard output whose erasure was acknowledged. The events of a visitor lie in two months.
 */
final class ErasureVictim {
  static final int EVENTS = 60;
  private static final long MONTH = 1_767_225_600_000L; // 2026-01-01

  private ErasureVictim() {}

  public static void main(String[] args) throws Exception {
    SqliteEventStore store =
        SqliteEventStore.builder(Path.of(args[0])).sealEvents(300).blockEvents(100).open();
    while (true) {
      long stream = store.newStream(SHOP);
      List<RecordedEvent> events = new ArrayList<>();
      for (int seq = 1; seq <= 2 * EVENTS; seq++) {
        long time = MONTH + seq * 40_000_000L;
        Event event = new Event.UrlChange(time, "", "/p/" + seq % 9, EventProperties.NONE, -1);
        String visitor = seq % 2 == 0 ? "stays" + stream : "goes" + stream;
        events.add(new RecordedEvent(visitor, "", stream, seq, Dimensions.NONE, "", event));
      }
      store.append(Frame.of(SHOP, stream, events)).get();
      store.erase(Erasure.ofVisitor("shop", "goes" + stream));
      System.out.println("goes" + stream);
    }
  }

  /** Whoever is there, with how many events they have. */
  static List<String> visitors(SqliteEventStore store) throws IOException {
    Map<String, Integer> events = new TreeMap<>();
    try (Scan scan = store.scan(ScanRequest.all(SHOP))) {
      for (int bucket = 0; bucket < scan.buckets(); bucket++) {
        for (BlockSlice slice : scan.bucket(bucket)) {
          var block = slice.block();
          for (int i = slice.fromVisitor(); i < slice.toVisitor(); i++) {
            events.merge(block.visitor(i), block.start(i + 1) - block.start(i), Integer::sum);
          }
        }
      }
    }
    return events.entrySet().stream().map(e -> e.getKey() + ":" + e.getValue()).toList();
  }
}
