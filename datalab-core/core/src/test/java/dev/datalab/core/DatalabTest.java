package dev.datalab.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.tuple;

import dev.datalab.core.event.Event;
import dev.datalab.core.page.PagesAnswer;
import dev.datalab.core.page.PagesQuestion;
import dev.datalab.core.query.Filter;
import dev.datalab.core.query.Range;
import dev.datalab.core.store.EventStore;
import dev.datalab.core.store.memory.InMemoryEventStore;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DatalabTest {
  private static final Instant NOON = Instant.parse("2026-11-01T12:00:00Z");

  @TempDir private Path directory;

  @Test
  void whatWasRecordedIsThereInTheNextProcess() throws IOException {
    Path file = directory.resolve("deep/down/events.db");
    try (Datalab datalab = Datalab.open(file)) {
      datalab.record(Visit.of("ann"), Event.view(NOON, "/"), Event.view(NOON, "/tents"));
    }
    try (Datalab datalab = Datalab.open(file)) {
      datalab.record(Visit.of("ann"), Event.view(NOON, "/"));

      assertThat(datalab.ask(pages()).views()).isEqualTo(3);
      assertThat(datalab.ask(pages()).visitors()).isEqualTo(1);
    }
  }

  @Test
  void appsAndGenerationsLieApart() throws IOException {
    try (Datalab datalab = Datalab.inMemory()) {
      App shop = datalab.app("shop");
      datalab.record(Visit.of("ann"), Event.view(NOON, "/"));
      shop.record(Visit.of("ann"), Event.view(NOON, "/a"), Event.view(NOON, "/b"));
      shop.generation(1).record(Visit.of("bob"), Event.view(NOON, "/c"));

      assertThat(datalab.ask(pages()).views()).isEqualTo(1);
      assertThat(datalab.app("app").ask(pages()).views()).isEqualTo(1);
      assertThat(shop.ask(pages()).views()).isEqualTo(2);
      assertThat(shop.generation(1).ask(pages()).pages())
          .extracting(PagesAnswer.PageRow::page)
          .containsExactly("/c");
    }
  }

  @Test
  void sessionsAreTheHostsOrCutAtPauses() throws IOException {
    try (Datalab datalab = Datalab.inMemory()) {
      Visit ann = Visit.of("ann");
      datalab.record(ann, Event.view(NOON, "/"), Event.view(NOON.plusSeconds(1_801), "/"));
      datalab.record(Visit.of("bob").inSession("s1"), Event.view(NOON, "/"));
      datalab.record(Visit.of("bob").inSession("s1"), Event.view(NOON.plusSeconds(1_801), "/"));

      assertThat(datalab.ask(pages()).sessions()).isEqualTo(3);
    }
  }

  @Test
  void anIdIsRecordedOnce() throws IOException {
    try (Datalab datalab = Datalab.inMemory()) {
      NewEvent order = NewEvent.of(Visit.of("ann"), Event.view(NOON, "/")).withId("order-17");
      datalab.app().record(List.of(order));
      datalab.app().record(List.of(order, order));

      assertThat(datalab.ask(pages()).views()).isEqualTo(1);
    }
  }

  @Test
  void aNumberIsRecordedOnceInWhateverOrderAndHoweverOften() throws IOException {
    try (Datalab datalab = Datalab.inMemory()) {
      Recorder recorder = datalab.app().recorder("orders");
      recorder.record(3, views("/3", "/4"));
      recorder.record(1, views("/1"));
      assertThat(recorder.next()).isEqualTo(2);

      recorder.record(1, views("/1", "/2", "/3"));
      assertThat(datalab.app().recorder("orders").next()).isEqualTo(5);
      assertThat(datalab.app().recorder("others").next()).isEqualTo(1);
      assertThat(datalab.ask(pages()).pages())
          .extracting(PagesAnswer.PageRow::page, PagesAnswer.PageRow::views)
          .containsExactly(tuple("/1", 1L), tuple("/2", 1L), tuple("/3", 1L), tuple("/4", 1L));
      assertThatIllegalArgumentException()
          .isThrownBy(() -> recorder.submit(0, views("/")))
          .withMessage("first: numbers run from 1, not 0.");
    }
  }

  @Test
  void numbersBehindTooManyGapsAreRefusedAndNotDropped() throws IOException {
    try (Datalab datalab = Datalab.inMemory()) {
      Recorder recorder = datalab.app().recorder("orders");
      for (int gap = 1; gap <= 64; gap++) {
        recorder.record(2L * gap, views("/"));
      }
      assertThatExceptionOfType(IOException.class)
          .isThrownBy(() -> recorder.record(200, views("/")))
          .withMessageContaining("too many gaps lie before them. Record from number 1 on.");
    }
  }

  @Test
  void manyThreadsRecordAtOnce() throws Exception {
    try (Datalab datalab = Datalab.open(directory.resolve("events.db"))) {
      ExecutorService threads = Executors.newFixedThreadPool(4);
      try {
        List<Future<?>> running = new ArrayList<>();
        for (int thread = 0; thread < 4; thread++) {
          Visit visit = Visit.of("visitor" + thread);
          running.add(
              threads.submit(
                  () -> {
                    for (int i = 0; i < 100; i++) {
                      NewEvent event = NewEvent.of(visit, Event.view(NOON, "/"));
                      datalab.app().record(List.of(i % 2 == 0 ? event : event.withId("id" + i)));
                    }
                    return true;
                  }));
        }
        for (Future<?> each : running) {
          each.get();
        }
      } finally {
        threads.shutdown();
      }
      assertThat(datalab.ask(pages()).views()).isEqualTo(4 * 50 + 50);
    }
  }

  @Test
  void aFailureIsToldAndWhatComesAfterwardsIsRecorded() throws IOException {
    AtomicBoolean full = new AtomicBoolean();
    EventStore store = failingWhile(full, new InMemoryEventStore());
    try (Datalab datalab = Datalab.over(store, Runnable::run, Clock.systemUTC())) {
      for (int i = 0; i < 100; i++) {
        full.set(true);
        assertThatExceptionOfType(IOException.class)
            .isThrownBy(() -> datalab.record(Visit.of("ann"), Event.view(NOON, "/lost")))
            .withMessage("Events were not recorded: the disk is full");
        full.set(false);
        datalab.record(Visit.of("ann"), Event.view(NOON, "/"));
      }
      assertThat(datalab.ask(pages()).views()).isEqualTo(100);
    }
  }

  @Test
  void afterClosingNothingIsRecordedOrAnswered() throws IOException {
    Datalab datalab = Datalab.inMemory();
    CompletableFuture<?> before = datalab.app().submit(views("/"));
    datalab.close();

    assertThat(before).isCompleted();
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> datalab.record(Visit.of("ann"), Event.view(NOON, "/")));
    assertThatExceptionOfType(IOException.class).isThrownBy(() -> datalab.ask(pages()));
  }

  /** The store itself, except that appends fail while the disk is said to be full. */
  private static EventStore failingWhile(AtomicBoolean full, EventStore store) {
    return (EventStore)
        Proxy.newProxyInstance(
            EventStore.class.getClassLoader(),
            new Class<?>[] {EventStore.class},
            (proxy, method, arguments) -> {
              if (full.get() && method.getName().equals("append")) {
                return CompletableFuture.failedFuture(new IOException("the disk is full"));
              }
              return method.invoke(store, arguments);
            });
  }

  private static List<NewEvent> views(String... pages) {
    List<NewEvent> events = new ArrayList<>();
    for (String page : pages) {
      events.add(NewEvent.of(Visit.of("ann"), Event.view(NOON, page)));
    }
    return events;
  }

  private static PagesQuestion pages() {
    return new PagesQuestion(Range.of(NOON, NOON.plus(Duration.ofDays(1))), Filter.ALL, 10);
  }
}
