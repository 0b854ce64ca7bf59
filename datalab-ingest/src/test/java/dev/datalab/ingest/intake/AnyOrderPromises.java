package dev.datalab.ingest.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datalab.core.event.Event;
import dev.datalab.core.event.RecordedEvent;
import dev.datalab.core.store.DeliveryCount;
import dev.datalab.core.store.Settlement.Outcome;
import dev.datalab.ingest.intake.StreamModel.Fate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Frames in every order, again and again, in overlapping pieces, over sockets and posts, across
 * reconnects and crashes: after each, the acknowledgement is what the model says, and in the end
 * the store holds what the model holds.
 */
abstract class AnyOrderPromises extends IntakePromises {
  private static final long LAST_SEQ = 400;

  /** How many random walks there are. */
  abstract int walks();

  @Test
  void whateverComesHoweverEachEventIsStoredOnce() throws Exception {
    for (int walk = 0; walk < walks(); walk++) {
      long seed = 20_261_122L + walk;
      try {
        walk(new SplittableRandom(seed));
      } catch (AssertionError e) {
        throw new AssertionError("seed " + seed, e);
      }
    }
  }

  private void walk(SplittableRandom random) throws Exception {
    String token = "walk-" + random.nextInt();
    apps.add(SampleApps.grant(token, 0, token));
    List<Tab> tabs = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      String session = i % 2 == 0 ? "" : "\"session\":\"" + tabs.get(i - 1).hello.session() + "\"";
      tabs.add(new Tab(token, session, random.nextInt(-1_000_000, 1_000_000)));
    }
    for (int step = 0; step < 150; step++) {
      Tab tab = tabs.get(random.nextInt(tabs.size()));
      switch (random.nextInt(20)) {
        case 0 -> tab.disconnect();
        case 1 -> tab.sayHello();
        case 2 -> crash(random, tabs);
        case 3 -> tab.lose(random);
        case 4, 5, 6, 7 -> tab.post(random);
        default -> tab.send(random);
      }
      clock.advance(Duration.ofMillis(random.nextInt(2_000)));
    }
    for (Tab tab : tabs) {
      tab.sendTheRest(random);
    }
    check(token, tabs);
  }

  private void crash(SplittableRandom random, List<Tab> tabs) throws Exception {
    if (random.nextInt(3) == 0) {
      tabs.forEach(Tab::disconnect);
      intake = startIntake();
    }
  }

  private void check(String token, List<Tab> tabs) throws Exception {
    dev.datalab.core.store.Partition partition = new dev.datalab.core.store.Partition(token, 0);
    List<String> expected = new ArrayList<>();
    Map<Fate, Long> fates = new HashMap<>();
    for (Tab tab : tabs) {
      assertThat(tab.model.mark()).isEqualTo(LAST_SEQ);
      tab.model.fates.forEach(
          (seq, fate) -> {
            fates.merge(fate, 1L, Long::sum);
            if (fate == Fate.STORED) {
              expected.add(
                  "%s %s %d %d e%d"
                      .formatted(
                          tab.hello.visitor(),
                          tab.hello.session(),
                          tab.time(seq),
                          tab.hello.stream(),
                          seq));
            }
          });
    }
    List<RecordedEvent> stored = stored(partition);
    assertThat(stored.stream().map(AnyOrderPromises::text).toList())
        .containsExactlyInAnyOrderElementsOf(expected);
    assertThat(told.stream().filter(stored::contains).distinct().count())
        .as("all that is stored was told")
        .isEqualTo(stored.size());
    told.clear();
    List<DeliveryCount> delivery = events.delivery(partition, 0, Long.MAX_VALUE);
    for (Outcome outcome : List.of(Outcome.STORED, Outcome.REFUSED, Outcome.LOST)) {
      assertThat(
              delivery.stream()
                  .filter(count -> count.outcome() == outcome)
                  .mapToLong(DeliveryCount::count)
                  .sum())
          .as(outcome.name())
          .isEqualTo(fates.getOrDefault(Fate.valueOf(outcome.name()), 0L));
    }
  }

  private static String text(RecordedEvent event) {
    return "%s %s %d %d %s"
        .formatted(
            event.visitor(),
            event.session(),
            event.event().time(),
            event.stream(),
            ((Event.Custom) event.event()).name());
  }

  /** A tab that does not behave. */
  private final class Tab {
    final StreamModel model = new StreamModel();
    private final String token;
    private final long clockError;
    private final long begun = clock.millis();
    private HelloAnswer hello;
    private @Nullable Page page;

    Tab(String token, String more, long clockError) throws Exception {
      this.token = token;
      this.clockError = clockError;
      this.hello = answer(more);
    }

    private HelloAnswer answer(String more) throws Exception {
      return collected(
          intake.hello(
              request(token, Json.hello(clock.millis() + clockError, more), "http://localhost")));
    }

    /** When the event with a number happened, on the server's clock. */
    long time(long seq) {
      return begun + 10 * seq;
    }

    private boolean isGood(long seq) {
      return (seq + hello.stream()) % 7 != 0;
    }

    private String event(long seq) {
      return isGood(seq)
          ? Json.event(time(seq) + clockError, "e" + seq)
          : "{\"type\":5,\"timestamp\":1}";
    }

    void disconnect() {
      if (page != null) {
        page.connection().gone();
        page = null;
      }
    }

    void sayHello() throws Exception {
      HelloAnswer next = answer(Json.again(hello));
      assertThat(next.session()).isEqualTo(hello.session());
      assertThat(next.stream()).isEqualTo(hello.stream());
      assertThat(next.key()).isEqualTo(hello.key());
      assertThat(next.resumeFrom()).isEqualTo(model.mark() + 1);
      hello = next;
      page = null;
    }

    private Page page() throws Exception {
      Page open = page;
      if (open == null) {
        sayHello();
        open = Page.open(intake, hello.ticket(), "http://localhost");
        page = open;
      }
      return open;
    }

    private String[] frame(long from, long to) {
      TreeMap<Long, Fate> frame = new TreeMap<>();
      List<String> json = new ArrayList<>();
      for (long seq = from; seq <= to; seq++) {
        frame.put(seq, isGood(seq) ? Fate.STORED : Fate.REFUSED);
        json.add(event(seq));
      }
      model.take(frame);
      return json.toArray(new String[0]);
    }

    private long first(SplittableRandom random) {
      long next = model.mark() + 1;
      return switch (random.nextInt(4)) {
        case 0 -> next;
        case 1 -> Math.max(1, next - random.nextInt(20));
        default -> random.nextLong(1, LAST_SEQ + 1);
      };
    }

    private long last(long first, SplittableRandom random) {
      return Math.min(LAST_SEQ, first + (random.nextInt(3) == 0 ? 0 : random.nextInt(12)));
    }

    void send(SplittableRandom random) throws Exception {
      Page open = page();
      for (int frames = random.nextInt(1, 6); frames > 0; frames--) {
        long from = first(random);
        open.say(Json.frame(from, frame(from, last(from, random))));
        assertThat(open.ack()).isEqualTo(model.mark());
      }
    }

    void post(SplittableRandom random) throws Exception {
      long from = first(random);
      byte[] body = Json.posted(hello, from, frame(from, last(from, random)));
      assertThat(intake.append(body, "").get()).isEqualTo(model.mark());
    }

    void lose(SplittableRandom random) throws Exception {
      long from = first(random);
      long to = last(from, random);
      Page open = page();
      TreeMap<Long, Fate> frame = new TreeMap<>();
      for (long seq = from; seq <= to; seq++) {
        frame.put(seq, Fate.LOST);
      }
      model.take(frame);
      String lost = "\"lost\":[%d,%d]".formatted(from, to);
      if (random.nextBoolean()) {
        assertThat(intake.append(Json.posted(hello, lost), "").get()).isEqualTo(model.mark());
      } else {
        open.say("{" + lost + "}");
        assertThat(open.ack()).isEqualTo(model.mark());
      }
    }

    void sendTheRest(SplittableRandom random) throws Exception {
      while (model.mark() < LAST_SEQ) {
        long from = model.mark() + 1;
        Page open = page();
        open.say(Json.frame(from, frame(from, Math.min(LAST_SEQ, from + random.nextInt(50)))));
        assertThat(open.ack()).isEqualTo(model.mark());
      }
    }
  }
}
