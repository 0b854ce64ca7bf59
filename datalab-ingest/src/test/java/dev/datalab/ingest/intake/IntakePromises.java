package dev.datalab.ingest.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.datalab.core.event.RecordedEvent;
import dev.datalab.core.store.EventStore;
import dev.datalab.core.store.Partition;
import dev.datalab.core.store.memory.InMemoryEventStore;
import dev.datalab.core.store.sqlite.SqliteEventStore;
import dev.datalab.ingest.device.Equipment;
import dev.datalab.ingest.session.MemorySessionStore;
import dev.datalab.ingest.session.SessionStore;
import dev.datalab.ingest.session.SqliteSessionStore;
import dev.datalab.testkit.ManualClock;
import dev.datalab.testkit.StoredEvents;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** An intake over real stores, and what all tests do with it. */
abstract class IntakePromises {
  static final Partition SHOP = new Partition("shop", 0);

  final ManualClock clock = new ManualClock(Instant.parse("2026-11-20T09:30:00Z"));
  final SampleApps apps = new SampleApps();
  final List<RecordedEvent> told = Collections.synchronizedList(new ArrayList<>());

  @TempDir
  @SuppressWarnings("NullAway.Init")
  Path folder;

  @SuppressWarnings("NullAway.Init") // set before each test
  EventStore events;

  @SuppressWarnings("NullAway.Init") // set before each test
  SessionStore sessions;

  @SuppressWarnings("NullAway.Init") // set before each test
  HeldSink sink;

  @SuppressWarnings("NullAway.Init") // set before each test
  Intake intake;

  /** Of the next intake that is started; 0 for any number. */
  int pagesPerDay;

  /** Whether the stores are files. */
  abstract boolean onDisk();

  @BeforeEach
  void open() throws Exception {
    events =
        onDisk()
            ? SqliteEventStore.builder(folder.resolve("events.db")).clock(clock).open()
            : new InMemoryEventStore(1, clock);
    sessions =
        onDisk()
            ? SqliteSessionStore.open(folder.resolve("sessions.db"))
            : new MemorySessionStore();
    intake = startIntake();
  }

  /** An intake that knows nothing but what is in the stores, as after a crash of the one before. */
  Intake startIntake() {
    sink = new HeldSink(EventSink.of(events));
    return Intake.builder(apps, sink, sessions)
        .clock(clock)
        .classifier(agent -> new Equipment(agent, "Linux", "desktop"))
        .listener((partition, fresh) -> told.addAll(fresh))
        .pagesPerDay(pagesPerDay)
        .build();
  }

  @AfterEach
  void close() throws Exception {
    intake.close();
    events.close();
    sessions.close();
  }

  HelloAnswer hello() throws Exception {
    return hello("");
  }

  HelloAnswer hello(String more) throws Exception {
    return hello("shop-token", more);
  }

  HelloAnswer hello(String token, String more) throws Exception {
    return collected(intake.hello(request(token, Json.hello(clock.millis(), more))));
  }

  /** The same page says hello again. */
  HelloAnswer again(HelloAnswer before) throws Exception {
    return hello(Json.again(before));
  }

  static HelloAnswer collected(Optional<HelloAnswer> answer) {
    assertThat(answer).isPresent();
    return answer.orElseThrow();
  }

  static HelloRequest request(String token, String body) {
    return request(token, body, SampleApps.SHOP_ORIGIN);
  }

  static HelloRequest request(String token, String body, String origin) {
    return new HelloRequest(
        token, body.getBytes(UTF_8), origin, "Firefox", "203.0.113.7", "", false, false);
  }

  Page page(HelloAnswer hello) throws IntakeRefusal {
    return Page.open(intake, hello);
  }

  long post(HelloAnswer hello, long seq, String... json) throws Exception {
    return intake
        .append(Json.posted(hello, seq, json), SampleApps.SHOP_ORIGIN)
        .get(30, TimeUnit.SECONDS);
  }

  String visit(String to) {
    return Json.visit(clock.millis(), to);
  }

  List<RecordedEvent> stored() throws IOException {
    return stored(SHOP);
  }

  List<RecordedEvent> stored(Partition partition) throws IOException {
    return StoredEvents.of(events, partition);
  }

  List<String> storedUrls() throws IOException {
    return stored().stream().map(event -> event.event().url()).toList();
  }

  void pass(Duration time) {
    clock.advance(time);
  }

  static IntakeRefusal refusal(ThrowingCallable call) {
    IntakeRefusal refusal = catchThrowableOfType(IntakeRefusal.class, call);
    assertThat(refusal).as("a refusal").isNotNull();
    return refusal;
  }

  static IntakeRefusal.Kind refused(ThrowingCallable call) {
    return refusal(call).kind();
  }
}
