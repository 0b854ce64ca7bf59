package dev.datalab.ingest.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datalab.core.store.EventStore;
import dev.datalab.core.store.Partition;
import dev.datalab.core.store.sqlite.SqliteEventStore;
import dev.datalab.ingest.session.SessionStore;
import dev.datalab.ingest.session.SqliteSessionStore;
import dev.datalab.testkit.StoredEvents;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many streams bring events by socket and by post while their app is closed. */
class CloseWhileSendingTest {
  private static final Partition SHOP = new Partition("shop", 0);
  private static final int THREADS = 4;
  private static final int STREAMS_A_THREAD = 8;
  private static final int ROUNDS = 12;

  @TempDir
  @SuppressWarnings("NullAway.Init")
  Path folder;

  private final SampleApps apps = new SampleApps();

  @Test
  void nothingIsStoredOnceTheAppIsClosed() throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(THREADS);
    try (EventStore events = SqliteEventStore.open(folder.resolve("events.db"));
        SessionStore sessions = SqliteSessionStore.open(folder.resolve("sessions.db"));
        Intake intake = Intake.builder(apps, EventSink.of(events), sessions).build()) {
      long before = 0;
      for (int round = 0; round < ROUNDS; round++) {
        String token = "token-" + round;
        apps.add(SampleApps.grant("shop", 0, token));
        AtomicBoolean over = new AtomicBoolean();
        CountDownLatch sending = new CountDownLatch(THREADS);
        List<Future<?>> senders = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
          senders.add(pool.submit(() -> sendUntilClosed(intake, token, over, sending)));
        }
        assertThat(sending.await(60, TimeUnit.SECONDS)).isTrue();
        TimeUnit.MILLISECONDS.sleep(10L * round);
        apps.revoke(token);
        intake.closeApp("shop", 0, round % 2 == 0 ? token : "");
        long then = count(events);
        TimeUnit.MILLISECONDS.sleep(50);
        over.set(true);
        for (Future<?> sender : senders) {
          sender.get(60, TimeUnit.SECONDS);
        }
        assertThat(count(events)).as("round %d", round).isEqualTo(then).isGreaterThan(before);
        before = then;
      }
    } finally {
      pool.shutdownNow();
    }
  }

  private static long count(EventStore events) throws Exception {
    return StoredEvents.of(events, SHOP).size();
  }

  /** Sends by all means, also when it is refused. */
  private static boolean sendUntilClosed(
      Intake intake, String token, AtomicBoolean over, CountDownLatch sending) throws Exception {
    List<HelloAnswer> hellos = new ArrayList<>();
    List<Page> pages = new ArrayList<>();
    for (int i = 0; i < STREAMS_A_THREAD; i++) {
      hellos.add(
          IntakePromises.collected(
              intake.hello(
                  IntakePromises.request(token, Json.hello(System.currentTimeMillis(), "")))));
      pages.add(Page.open(intake, hellos.get(i)));
    }
    for (long seq = 1; !over.get(); seq++) {
      for (int i = 0; i < STREAMS_A_THREAD; i++) {
        String event = Json.visit(System.currentTimeMillis(), "/a");
        pages.get(i).say(Json.frame(2 * seq, event));
        try {
          var unused = intake.append(Json.posted(hellos.get(i), 2 * seq - 1, event), "");
        } catch (IntakeRefusal e) {
          assertThat(e.kind()).isIn(IntakeRefusal.Kind.UNAUTHORIZED, IntakeRefusal.Kind.LIMIT);
        }
      }
      if (seq == 1) {
        sending.countDown();
      }
      TimeUnit.MILLISECONDS.sleep(1);
    }
    return true;
  }
}
