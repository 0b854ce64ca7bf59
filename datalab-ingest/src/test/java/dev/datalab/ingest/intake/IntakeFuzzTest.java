package dev.datalab.ingest.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.datalab.core.store.Partition;
import dev.datalab.core.store.memory.InMemoryEventStore;
import dev.datalab.ingest.json.EventEncoder;
import dev.datalab.ingest.json.Mutation;
import dev.datalab.ingest.json.RandomEvents;
import dev.datalab.ingest.session.MemorySessionStore;
import dev.datalab.testkit.ManualClock;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Mutated frames, posts and hellos: answered, refused or closed for a reason, and nothing else. */
class IntakeFuzzTest {
  private static final long SEED = 44_112_026;
  private static final int CASES = 200_000;
  private static final Partition SHOP = new Partition("shop", 0);

  private final SplittableRandom random = new SplittableRandom(SEED);
  private final Mutation mutation = new Mutation(random);
  private final ManualClock clock = new ManualClock(Instant.parse("2026-11-20T09:30:00Z"));
  private final InMemoryEventStore events = new InMemoryEventStore(1, clock);
  private final Intake intake =
      Intake.builder(new SampleApps(), EventSink.of(events), new MemorySessionStore())
          .clock(clock)
          .build();
  private final List<String> samples = new ArrayList<>();
  private int taken;
  private int refused;

  @Test
  void aMutatedTextIsAnsweredOrRefusedAndNothingElse() throws Exception {
    sample();
    HelloAnswer hello = IntakePromises.collected(intake.hello(request(plainHello(""))));
    Page page = Page.open(intake, hello);
    long seq = 1;
    for (int i = 0; i < CASES; i++) {
      String what = "seed %d, case %d".formatted(SEED, i);
      try {
        switch (i % 4) {
          case 0, 1 -> {
            page.say(new String(mutation.of(frame(seq)), UTF_8));
            if (page.isOpen()) {
              taken++;
            } else {
              assertThat(page.closed()).as(what).matches("(1000|1008|1013) .*");
              refused++;
            }
          }
          case 2 -> {
            intake.append(mutation.of(Json.posted(hello, body(seq))), "").get();
            taken++;
          }
          default -> {
            intake.hello(request(mutation.of(plainHello(Json.again(hello)))));
            taken++;
          }
        }
      } catch (IntakeRefusal e) {
        assertThat(e.detail()).as(what).isNotBlank();
        assertThat(e.kind().status()).as(what).isBetween(400, 429);
        refused++;
      } catch (RuntimeException e) {
        throw new AssertionError(what, e);
      }
      if (!page.isOpen() || i % 100 == 0) {
        clock.advance(Duration.ofSeconds(1));
        hello = IntakePromises.collected(intake.hello(request(plainHello(Json.again(hello)))));
        page = Page.open(intake, hello);
      }
      seq = events.state(SHOP, hello.stream()).mark() + 1;
    }
    intake.sweep();
    assertThat(taken).isGreaterThan(CASES / 4);
    assertThat(refused).isGreaterThan(CASES / 10);
    assertThat(events.archives("shop").get(0).events()).isGreaterThan(CASES / 20);
    assertThat(events.state(SHOP, hello.stream()).mark()).isPositive();
  }

  private void sample() throws Exception {
    RandomEvents some = new RandomEvents(SEED, clock.millis());
    for (int i = 1; i <= 500; i++) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      try (EventEncoder encoder = new EventEncoder(bytes)) {
        encoder.line(some.next(1, i));
      }
      samples.add(bytes.toString(StandardCharsets.UTF_8).strip());
    }
  }

  private String body(long seq) {
    List<String> some = new ArrayList<>();
    for (int left = random.nextInt(1, 5); left > 0; left--) {
      some.add(samples.get(random.nextInt(samples.size())));
    }
    return "\"seq\":%d,\"events\":[%s]".formatted(seq, String.join(",", some));
  }

  private byte[] frame(long seq) {
    String text =
        switch (random.nextInt(10)) {
          case 0 -> "{\"lost\":[%d,%d]}".formatted(seq, seq + 3);
          case 1 -> "{\"goodbye\":true}";
          default -> "{" + body(seq) + "}";
        };
    return text.getBytes(UTF_8);
  }

  private byte[] plainHello(String more) {
    return Json.hello(clock.millis(), more).getBytes(UTF_8);
  }

  private HelloRequest request(byte[] body) {
    return new HelloRequest("shop-token", body, SampleApps.SHOP_ORIGIN, "", "", "", false, false);
  }
}
