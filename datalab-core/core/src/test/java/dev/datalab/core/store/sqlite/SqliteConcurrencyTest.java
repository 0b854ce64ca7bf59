package dev.datalab.core.store.sqlite;

import static dev.datalab.core.store.sqlite.ShopLike.SHOP;
import static org.assertj.core.api.Assertions.assertThat;

import dev.datalab.core.event.RecordedEvent;
import dev.datalab.core.store.Frame;
import dev.datalab.core.store.ImportBatch;
import dev.datalab.core.store.Scan;
import dev.datalab.core.store.ScanRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteConcurrencyTest {
  @TempDir
  @SuppressWarnings("NullAway.Init")
  Path folder;

  @Test
  void sealingUnderAppendsImportsAndScansLosesNothingAndDoublesNothing() throws Exception {
    AtomicInteger acknowledged = new AtomicInteger();
    AtomicInteger writing = new AtomicInteger(3);
    ExecutorService threads = Executors.newFixedThreadPool(5);
    try (SqliteEventStore store =
        SqliteEventStore.builder(folder.resolve("events.db"))
            .sealAfter(Duration.ZERO)
            .sealEvents(700)
            .blockEvents(300)
            .cacheBytes(200_000)
            .open()) {
      List<Callable<Void>> work = new ArrayList<>();
      for (int writer = 0; writer < 2; writer++) {
        work.add(() -> appendMany(store, acknowledged, writing));
      }
      work.add(() -> importMany(store, acknowledged, writing));
      for (int reader = 0; reader < 2; reader++) {
        work.add(() -> scanMany(store, acknowledged, writing));
      }
      List<Future<Void>> running = new ArrayList<>();
      for (Callable<Void> each : work) {
        running.add(threads.submit(each));
      }
      while (writing.get() > 0) {
        store.seal();
      }
      for (Future<Void> each : running) {
        each.get();
      }
      store.compact();
      assertThat(ShopLike.names(store, SHOP)).hasSize(acknowledged.get()).doesNotHaveDuplicates();
      assertThat(store.archives("shop").get(0).events()).isEqualTo(acknowledged.get());
    } finally {
      threads.shutdownNow();
    }
  }

  private static Void appendMany(
      SqliteEventStore store, AtomicInteger acknowledged, AtomicInteger writing) throws Exception {
    try {
      long stream = store.newStream(SHOP);
      for (int seq = 1; seq <= 6_000; seq += 60) {
        List<RecordedEvent> events = ShopLike.events(stream, seq, 60, "live_");
        acknowledged.addAndGet(store.append(Frame.of(SHOP, stream, events)).get().stored());
      }
      return null;
    } finally {
      writing.decrementAndGet();
    }
  }

  private static Void importMany(
      SqliteEventStore store, AtomicInteger acknowledged, AtomicInteger writing) throws Exception {
    try {
      for (int round = 0; round < 20; round++) {
        long stream = store.newStream(SHOP);
        try (ImportBatch batch = store.importBatch(SHOP)) {
          for (int seq = 1; seq <= 600; seq += 200) {
            batch.append(Frame.of(SHOP, stream, ShopLike.events(stream, seq, 200, "old_")));
          }
          if (round % 4 != 3) {
            batch.commit();
            acknowledged.addAndGet(600);
          }
        }
      }
      return null;
    } finally {
      writing.decrementAndGet();
    }
  }

  private static Void scanMany(
      SqliteEventStore store, AtomicInteger acknowledged, AtomicInteger writing) throws Exception {
    do {
      int before = acknowledged.get();
      try (Scan scan = store.scan(ScanRequest.all(SHOP))) {
        List<String> names = ShopLike.names(scan);
        Set<String> distinct = new HashSet<>(names);
        assertThat(distinct).as("each once").hasSameSizeAs(names);
        assertThat(names.size()).as("what was acknowledged is seen").isGreaterThanOrEqualTo(before);
        assertThat(ShopLike.names(scan)).as("the view stays").hasSameSizeAs(names);
      }
    } while (writing.get() > 0);
    return null;
  }
}
