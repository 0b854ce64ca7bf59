package dev.datalab.core.store.sqlite;

import static dev.datalab.core.store.sqlite.ShopLike.SHOP;
import static org.assertj.core.api.Assertions.assertThat;

import dev.datalab.core.block.BlockBuilder;
import dev.datalab.core.block.BlockSlice;
import dev.datalab.core.block.EventBlock;
import dev.datalab.core.event.Dimensions;
import dev.datalab.core.event.Event;
import dev.datalab.core.event.EventProperties;
import dev.datalab.core.event.RecordedEvent;
import dev.datalab.core.segment.BlockReader;
import dev.datalab.core.segment.BlockWriter;
import dev.datalab.core.segment.Column;
import dev.datalab.core.segment.PageSource;
import dev.datalab.core.store.Erasure;
import dev.datalab.core.store.Frame;
import dev.datalab.core.store.Partition;
import dev.datalab.core.store.Scan;
import dev.datalab.core.store.ScanRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the writer and readers share, met at the same time from several threads. */
class SharedStateStressTest {
  private static final long JANUARY = 1_767_225_600_000L;
  private static final long FEBRUARY = 1_769_904_000_000L;

  @TempDir
  @SuppressWarnings("NullAway.Init")
  Path folder;

  private record Pages(Map<Column, byte[]> pages) implements PageSource {
    @Override
    public String name() {
      return "a block";
    }

    @Override
    public byte[] read(Column column) throws IOException {
      byte[] page = pages.get(column);
      if (page == null) {
        throw new IOException("the page is not there");
      }
      return page;
    }
  }

  @Test
  void columnsThatSeveralThreadsAskForFirstAreWholeForAll() throws Exception {
    EventBlock built = BlockBuilder.of(ShopLike.events(7, 1, 300, "v"));
    Map<Column, byte[]> pages = BlockWriter.write(BlockSlice.all(built));
    List<RecordedEvent> expected = events(built, List.of(0, 1, 2, 3, 4, 5));
    long end = System.nanoTime() + Stress.SPAN.toNanos();
    long rounds = 0;
    while (System.nanoTime() < end) {
      EventBlock block = BlockReader.open(new Pages(pages), bytes -> {});
      long seed = rounds++;
      List<Stress.Actor> readers = new ArrayList<>();
      for (int reader = 0; reader < 4; reader++) {
        List<Integer> order = new ArrayList<>(List.of(0, 1, 2, 3, 4, 5));
        Collections.shuffle(order, new Random(seed * 4 + reader));
        readers.add(
            () -> assertThat(events(block, order)).as("round %d", seed).isEqualTo(expected));
      }
      Stress.together(readers);
    }
    assertThat(rounds).isGreaterThan(10);
  }

  /** All events, with the columns asked for in this order. */
  private static List<RecordedEvent> events(EventBlock block, List<Integer> columns) {
    for (int column : columns) {
      switch (column) {
        case 0 -> block.times();
        case 1 -> block.symbols();
        case 2 -> block.pages();
        case 3 -> block.dimensions();
        case 4 -> block.sessions();
        default -> block.details(block.events() - 1);
      }
    }
    List<RecordedEvent> events = new ArrayList<>();
    for (int visitor = 0; visitor < block.visitors(); visitor++) {
      for (int event = block.start(visitor); event < block.start(visitor + 1); event++) {
        events.add(block.event(visitor, event));
      }
    }
    return events;
  }

  @Test
  void theCacheCountsWhatItKeepsHoweverManyPutAndGrow() throws Exception {
    BlockCache<Integer, String> cache = new BlockCache<>(10_000);
    long end = System.nanoTime() + Stress.SPAN.toNanos() / 2;
    List<Stress.Actor> actors = new ArrayList<>();
    for (int actor = 0; actor < 4; actor++) {
      Random random = new Random(actor);
      actors.add(
          () -> {
            while (System.nanoTime() < end) {
              int key = random.nextInt(40);
              switch (random.nextInt(4)) {
                case 0 -> cache.put(key, "value " + key, random.nextInt(2_000));
                case 1 -> cache.grow(key, random.nextInt(500));
                case 2 -> cache.remove(key);
                default -> cache.get(key).ifPresent(v -> assertThat(v).isEqualTo("value " + key));
              }
              assertThat(cache.bytes()).isBetween(0L, 10_000L);
            }
          });
    }
    Stress.together(actors);
    for (int key = 0; key < 40; key++) {
      cache.remove(key);
    }
    assertThat(cache.bytes()).isZero();
  }

  /**
   * A frame is seen whole or not at all: its two events lie in two months and belong to two
   * visitors. Streams are seen without gaps, what was acknowledged is seen, and a view stays; while
   * the log is sealed, segments are merged, and somebody else's events are erased.
   */
  @Test
  void readersSeeWholeFramesInOrderWhateverHappensToTheFile() throws Exception {
    AtomicLong acknowledged = new AtomicLong();
    long end = System.nanoTime() + 2 * Stress.SPAN.toNanos();
    try (SqliteEventStore store =
        SqliteEventStore.builder(folder.resolve("events.db"))
            .sealEvents(200)
            .blockEvents(150)
            .cacheBytes(100_000)
            .open()) {
      long stream = store.newStream(SHOP);
      Partition others = new Partition("shop", 1);
      AtomicLong views = new AtomicLong();
      Stress.Actor writer =
          () -> {
            for (long pair = 1; System.nanoTime() < end; pair++) {
              store.append(Frame.of(SHOP, stream, pair(stream, pair))).get();
              acknowledged.set(pair);
            }
          };
      Stress.Actor reader =
          () -> {
            while (System.nanoTime() < end) {
              assertWholeView(store, stream, acknowledged);
              views.incrementAndGet();
            }
          };
      Stress.Actor keeper =
          () -> {
            while (System.nanoTime() < end) {
              store.seal();
              store.compact();
            }
          };
      Stress.Actor eraser =
          () -> {
            long other = store.newStream(others);
            for (long round = 0; System.nanoTime() < end; round++) {
              List<RecordedEvent> some = ShopLike.events(other, 1 + round * 40, 40, "x");
              store.append(Frame.of(others, other, some)).get();
              Erasure all = Erasure.ofVisitor("shop", some.get(0).visitor());
              assertThat(store.erase(all)).isPositive();
              assertThat(store.erase(all)).isZero();
            }
          };
      Stress.together(List.of(writer, reader, reader, keeper, eraser));
      assertWholeView(store, stream, acknowledged);
      System.out.printf(
          "%d pairs were written, %d views were whole%n", acknowledged.get(), views.get());
      assertThat(views.get()).isGreaterThan(3);
    }
  }

  private static void assertWholeView(SqliteEventStore store, long stream, AtomicLong acknowledged)
      throws IOException {
    long before = acknowledged.get();
    try (Scan scan = store.scan(ScanRequest.all(SHOP))) {
      List<Long> first = seqs(scan, stream);
      assertThat(first.size() % 2).as("whole frames").isZero();
      assertThat(first.size() / 2).as("acknowledged").isGreaterThanOrEqualTo((int) before);
      assertThat(first)
          .as("each once, no gap")
          .isEqualTo(LongStream.rangeClosed(1, first.size()).boxed().toList());
      assertThat(seqs(scan, stream)).as("the view stays").isEqualTo(first);
    }
  }

  private static List<Long> seqs(Scan scan, long stream) throws IOException {
    List<Long> seqs = new ArrayList<>();
    for (int bucket = 0; bucket < scan.buckets(); bucket++) {
      for (BlockSlice slice : scan.bucket(bucket)) {
        EventBlock block = slice.block();
        for (int e = block.start(slice.fromVisitor()); e < block.start(slice.toVisitor()); e++) {
          assertThat(block.streams().get(e)).isEqualTo(stream);
          seqs.add(block.seqs()[e]);
        }
      }
    }
    Collections.sort(seqs);
    return seqs;
  }

  private static List<RecordedEvent> pair(long stream, long pair) {
    return List.of(
        event("a" + pair % 17, stream, 2 * pair - 1, JANUARY + pair * 1_000),
        event("b" + pair % 13, stream, 2 * pair, FEBRUARY + pair * 1_000));
  }

  private static RecordedEvent event(String visitor, long stream, long seq, long time) {
    Event event = new Event.UrlChange(time, "", "/p/" + seq % 9, EventProperties.NONE, -1);
    return new RecordedEvent(visitor, "", stream, seq, Dimensions.NONE, "", event);
  }
}
