package dev.datalab.ingest.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.datalab.core.store.Settlement.Outcome;
import dev.datalab.ingest.intake.IntakeRefusal.Kind;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;

/** What is promised about frames without a socket. */
abstract class PostPromises extends IntakePromises {
  @Test
  void aPostedFrameIsAnsweredLikeOneOfASocket() throws Exception {
    HelloAnswer hello = hello();
    assertThat(post(hello, 1, visit("/a"), visit("/b?x=1"))).isEqualTo(2);
    assertThat(post(hello, 1, visit("/a"))).isEqualTo(2);
    assertThat(post(hello, 5, visit("/e"))).isEqualTo(2);
    assertThat(post(hello, 3)).isEqualTo(2);
    assertThat(page(hello).send(3, visit("/c"), visit("/d"))).isEqualTo(5);
    assertThat(storedUrls()).containsExactly("/a", "/b", "/c", "/d", "/e");
    assertThat(stored()).extracting(event -> event.session()).containsOnly(hello.session());
  }

  @Test
  void aPageTooManyOfADayIsRefusedAndDeliverySaysWhy() throws Exception {
    intake.close();
    pagesPerDay = 2;
    intake = startIntake();
    HelloAnswer hello = hello();
    assertThat(post(hello, 1, visit("/a"), visit("/b?x=1"), visit("/c"), visit("/b"), visit("/d")))
        .isEqualTo(5);
    assertThat(storedUrls()).containsExactly("/a", "/b", "/b");
    assertThat(events.delivery(SHOP, 0, Long.MAX_VALUE))
        .extracting(count -> count.outcome(), count -> count.reason(), count -> count.count())
        .contains(tuple(Outcome.REFUSED, PageLimit.REASON, 2L));

    clock.advance(Duration.ofDays(1));
    assertThat(post(hello(), 1, visit("/c"))).isEqualTo(1);
    assertThat(storedUrls()).contains("/c");
  }

  @Test
  void fieldsComeInAnyOrderAndTheStreamAsTextOrNumber() throws Exception {
    HelloAnswer hello = hello();
    String body =
        "{\"goodbye\":true,\"events\":[%s,{\"x\":[]},7],\"ü\":{\"events\":[]},\"seq\":1,\"key\":\"%s\",\"stream\":%d,\"session\":\"%s\"}"
            .formatted(visit("/ü"), hello.key(), hello.stream(), hello.session());
    assertThat(intake.append(body.getBytes(UTF_8), "").get()).isEqualTo(3);
    assertThat(storedUrls()).containsExactly("/ü");
  }

  @Test
  void lostNumbersMayBePosted() throws Exception {
    HelloAnswer hello = hello();
    assertThat(intake.append(Json.posted(hello, "\"lost\":[1,3]"), "").get()).isEqualTo(3);
    assertThat(refused(() -> intake.append(Json.posted(hello, "\"lost\":[4,100004]"), "")))
        .isEqualTo(Kind.LIMIT);
  }

  @Test
  void theKeyIsGoodForItsStreamAlone() throws Exception {
    HelloAnswer hello = hello();
    HelloAnswer other = hello();
    HelloAnswer tab = hello("\"session\":\"" + hello.session() + "\"");
    String more = "\"seq\":1,\"events\":[" + visit("/a") + "]";
    List<byte[]> bodies =
        List.of(
            Json.posted(hello.session(), hello.stream(), other.key(), more),
            Json.posted(hello.session(), hello.stream(), tab.key(), more),
            Json.posted(hello.session(), other.stream(), other.key(), more),
            Json.posted(other.session(), hello.stream(), hello.key(), more),
            Json.posted("unknown", hello.stream(), hello.key(), more),
            Json.posted(hello.session(), -1, hello.key(), more),
            Json.posted(hello.session(), hello.stream(), "", more),
            Json.posted(hello.session(), hello.stream(), hello.key() + "A", more),
            ("{" + more + "}").getBytes(UTF_8));
    for (byte[] body : bodies) {
      IntakeRefusal refusal = refusal(() -> intake.append(body, SampleApps.SHOP_ORIGIN));
      assertThat(refusal.kind()).as(new String(body, UTF_8)).isEqualTo(Kind.UNAUTHORIZED);
    }
    assertThat(stored()).isEmpty();
    assertThat(post(tab, 1, visit("/a"))).isEqualTo(1);
  }

  @Test
  void anOriginThatIsNotTheAppsIsRefused() throws Exception {
    HelloAnswer hello = hello();
    byte[] body = Json.posted(hello, 1, visit("/a"));
    IntakeRefusal refusal = refusal(() -> intake.append(body, "https://evil.example"));
    assertThat(refusal.kind()).isEqualTo(Kind.FORBIDDEN);
    assertThat(refusal.isToOwnOrigin()).isFalse();
    assertThat(intake.append(body, "").get()).isEqualTo(1);
    assertThat(intake.append(body, "http://localhost:9000").get()).isEqualTo(1);
  }

  @Test
  void aBodyThatIsNoFrameIsMalformedInvalidOrTooLarge() throws Exception {
    HelloAnswer hello = hello();
    assertThat(refused(() -> intake.append("x".getBytes(UTF_8), ""))).isEqualTo(Kind.MALFORMED);
    assertThat(refused(() -> intake.append("[]".getBytes(UTF_8), ""))).isEqualTo(Kind.MALFORMED);
    assertThat(refused(() -> intake.append(Json.posted(hello, "\"seq\":1,\"events\":[}"), "")))
        .isEqualTo(Kind.MALFORMED);
    assertThat(refused(() -> intake.append(new byte[65_537], ""))).isEqualTo(Kind.TOO_LARGE);
    assertThat(pointers("{}")).containsExactly("/seq");
    assertThat(
            pointers(
                "{\"session\":1,\"stream\":[],\"key\":null,\"seq\":-1,\"events\":1,\"lost\":{}}"))
        .containsExactly("/session", "/stream", "/key", "/seq", "/events", "/lost");
    assertThat(pointers("{\"seq\":1}")).containsExactly("/events");
    assertThat(pointers("{\"events\":[]}")).containsExactly("/seq", "/seq");
  }

  private List<String> pointers(String body) {
    IntakeRefusal refusal = refusal(() -> intake.append(body.getBytes(UTF_8), ""));
    assertThat(refusal.kind()).isEqualTo(Kind.INVALID);
    return refusal.violations().stream().map(IntakeRefusal.Violation::pointer).toList();
  }

  @Test
  void aKeyIsGoodUntilFortyEightHoursAfterTheSessionsLastEvent() throws Exception {
    HelloAnswer hello = hello();
    pass(Duration.ofHours(47));
    post(hello, 1, visit("/a"));
    pass(Duration.ofDays(2).minusMillis(1));
    intake = startIntake();
    assertThat(post(hello, 2, Json.visit(1, "/old"))).isEqualTo(2);
    pass(Duration.ofMillis(1));
    IntakeRefusal refusal = refusal(() -> post(hello, 3, visit("/b")));
    assertThat(refusal.kind()).isEqualTo(Kind.UNAUTHORIZED);
    assertThat(refusal.isToOwnOrigin()).isTrue();
  }

  @Test
  void anEventOfAnotherTabKeepsTheKeyGood() throws Exception {
    HelloAnswer hello = hello();
    HelloAnswer tab = hello("\"session\":\"" + hello.session() + "\"");
    pass(Duration.ofHours(40));
    post(tab, 1, visit("/a"));
    pass(Duration.ofHours(40));
    intake = startIntake();
    assertThat(post(hello, 1, visit("/b"))).isEqualTo(1);
  }

  @Test
  void overALimitItSaysWhenToComeAgain() throws Exception {
    apps.add(SampleApps.limited("shop", "ten", 0, 10));
    HelloAnswer hello = hello("ten", "");
    String[] many = new String[100];
    Arrays.fill(many, visit("/a"));
    post(hello, 1, many);
    IntakeRefusal rate = refusal(() -> post(hello, 101, visit("/b")));
    assertThat(rate.kind()).isEqualTo(Kind.LIMIT);
    assertThat(rate.retryAfterSeconds()).isBetween(2, 10);
    assertThat(rate.isToOwnOrigin()).isTrue();
    IntakeRefusal window = refusal(() -> post(hello(), 1_025, visit("/c")));
    assertThat(window.kind()).isEqualTo(Kind.LIMIT);
    assertThat(window.retryAfterSeconds()).isPositive();
  }

  @Test
  void whatIsNotStoredFailsAndMayComeAgain() throws Exception {
    HelloAnswer hello = hello();
    sink.fail(true);
    assertThatThrownBy(() -> post(hello, 1, visit("/a")))
        .isInstanceOf(ExecutionException.class)
        .cause()
        .isInstanceOf(IOException.class);
    sink.fail(false);
    assertThat(post(hello, 1, visit("/a"))).isEqualTo(1);
    assertThat(storedUrls()).containsExactly("/a");
    sessions.close();
    intake = startIntake();
    assertThatThrownBy(() -> post(hello, 1, visit("/a"))).isInstanceOf(ExecutionException.class);
  }

  @Test
  void whereTheAppsCantBeAskedNothingIsTaken() throws Exception {
    HelloAnswer hello = hello();
    apps.setUnreachable(true);
    assertThat(refused(() -> post(hello, 1, visit("/a")))).isEqualTo(Kind.UNAVAILABLE);
    assertThat(refused(() -> page(hello))).isEqualTo(Kind.UNAVAILABLE);
    assertThat(stored()).isEmpty();
  }
}
