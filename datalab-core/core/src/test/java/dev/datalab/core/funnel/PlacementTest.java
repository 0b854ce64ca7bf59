package dev.datalab.core.funnel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datalab.core.block.BlockBuilder;
import dev.datalab.core.block.BlockSlice;
import dev.datalab.core.block.EventBlock;
import dev.datalab.core.event.Dimensions;
import dev.datalab.core.event.Event;
import dev.datalab.core.event.EventProperties;
import dev.datalab.core.event.RecordedEvent;
import dev.datalab.core.query.Filter;
import dev.datalab.core.query.Interval;
import dev.datalab.core.store.EventStore;
import dev.datalab.core.store.Scan;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

/** Where events lie and when they came changes no answer. */
class PlacementTest {
  private static final List<Ask> QUESTIONS =
      List.of(
          Ask.stages("/p0", "/p1", "/p2").window(900),
          Ask.stages("/p0", "/p1", "/p2")
              .by("plan")
              .trend(Interval.DAY, "Europe/Berlin")
              .range("2026-10-20T00:00:00Z", "2026-12-20T00:00:00Z"),
          Ask.stages("/p0|/p1", "/p1", "/p0").excluding("/p3").window(4000),
          Ask.stages("/p0", "/p1 optional", "/p2 within 600").by("visitorType"),
          Ask.stages("/p0", "/p1").order(Order.STRICT).perSession(),
          Ask.stages("/p0", "/p1", "/p2").order(Order.ANY).window(1000).by("browser"),
          Ask.stages("/p0", "/p1").perSession().filter("plan", Filter.Op.EQUALS, "a", "b"));

  @Test
  void oneBlockOrManyAndOneBucketOrManyGiveOneAnswer() {
    List<RecordedEvent> events = events(new Random(7), 4_000, 60);
    Random random = new Random(8);
    for (Ask ask : QUESTIONS) {
      FunnelAnswer expected = ask.of(store(List.of(BlockBuilder.of(events)), 0), Runnable::run);
      assertThat(expected.stages().get(1).visitors()).isPositive();
      for (int pieces : new int[] {1, 2, 3, 17}) {
        for (int bits : new int[] {0, 3}) {
          assertThat(ask.of(store(scattered(events, pieces, random), bits), Runnable::run))
              .as("%d pieces, %d buckets", pieces, 1 << bits)
              .isEqualTo(expected);
        }
      }
    }
  }

  @Test
  void theStoreInMemoryGivesTheSameAnswer() {
    List<RecordedEvent> events = events(new Random(7), 4_000, 60);
    for (Ask ask : QUESTIONS) {
      assertThat(ask.of(events))
          .isEqualTo(ask.of(store(List.of(BlockBuilder.of(events)), 0), Runnable::run));
    }
  }

  @Test
  void helpersOfAnyKindOfExecutorGiveOneAnswer() {
    EventStore store = store(List.of(BlockBuilder.of(events(new Random(9), 4_000, 200))), 5);
    Executor refusing =
        task -> {
          throw new RejectedExecutionException("full");
        };
    Executor forgetful = task -> {};
    ExecutorService pool = Executors.newFixedThreadPool(4);
    try {
      for (Ask ask : QUESTIONS) {
        FunnelAnswer expected = ask.of(store, Runnable::run);
        assertThat(ask.of(store, pool)).isEqualTo(expected);
        assertThat(ask.of(store, refusing)).isEqualTo(expected);
        assertThat(ask.of(store, forgetful)).isEqualTo(expected);
      }
    } finally {
      pool.shutdown();
    }
  }

  @Test
  void manySymbolsAreReadLikeFew() {
    List<RecordedEvent> few = events(new Random(10), 2_000, 20);
    Ask ask = Ask.stages("/p0", "/p1", "/p2").window(900);
    FunnelAnswer expected = ask.of(store(List.of(BlockBuilder.of(few)), 0), Runnable::run);
    for (int more : new int[] {300, 70_000}) {
      List<RecordedEvent> many = new ArrayList<>(few);
      for (int i = 0; i < more; i++) {
        many.add(event("late", i + 5_000, Visits.START.toEpochMilli() + i, "/q" + i, "a"));
      }
      assertThat(Ask.reached(ask.of(store(List.of(BlockBuilder.of(many)), 0), Runnable::run)))
          .isEqualTo(Ask.reached(expected));
    }
  }

  private static List<RecordedEvent> events(Random random, int count, int visitors) {
    List<RecordedEvent> events = new ArrayList<>();
    long start = Visits.time("2026-10-22T00:00:00Z");
    for (int i = 0; i < count; i++) {
      long day = random.nextInt(40) * 86_400_000L;
      long time = start + day + random.nextInt(7_200) * 1_000L;
      events.add(
          event(
              "visitor" + random.nextInt(visitors),
              i + 1,
              time,
              "/p" + random.nextInt(5),
              String.valueOf((char) ('a' + random.nextInt(3)))));
    }
    return events;
  }

  private static RecordedEvent event(String visitor, int seq, long time, String page, String plan) {
    EventProperties properties = new EventProperties(Map.of("plan", plan));
    return new RecordedEvent(
        visitor,
        seq % 3 == 0 ? "s" + time / 86_400_000 : "",
        1 + seq % 2,
        1 + seq / 2,
        new Dimensions("", seq % 4 == 0 ? "Firefox" : "", "", "", "", "", Dimensions.Utm.NONE),
        "",
        new Event.UrlChange(time, "", page, properties, -1));
  }

  private static List<EventBlock> scattered(List<RecordedEvent> events, int pieces, Random random) {
    List<BlockBuilder> builders = new ArrayList<>();
    for (int i = 0; i < pieces; i++) {
      builders.add(new BlockBuilder());
    }
    List<RecordedEvent> shuffled = new ArrayList<>(events);
    Collections.shuffle(shuffled, random);
    for (RecordedEvent event : shuffled) {
      builders.get(random.nextInt(pieces)).add(event);
    }
    return builders.stream().map(BlockBuilder::build).toList();
  }

  /** A store that has these blocks, and can do nothing but show them. */
  private static EventStore store(List<EventBlock> blocks, int bits) {
    Scan scan =
        new Scan() {
          @Override
          public int buckets() {
            return 1 << bits;
          }

          @Override
          public List<BlockSlice> bucket(int bucket) {
            return blocks.stream().map(block -> BlockSlice.bucket(block, bucket, bits)).toList();
          }

          @Override
          public void close() {
            // Nothing to let go of.
          }
        };
    return (EventStore)
        Proxy.newProxyInstance(
            EventStore.class.getClassLoader(),
            new Class<?>[] {EventStore.class},
            (proxy, method, arguments) -> {
              assertThat(method.getName()).isEqualTo("scan");
              return scan;
            });
  }
}
