package dev.datalab.ingest.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.datalab.core.store.Partition;
import dev.datalab.ingest.intake.IntakeRefusal.Kind;
import java.time.Duration;
import java.time.LocalDate;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

/** What is promised about ends: of apps, tokens, sessions and the intake itself. */
abstract class ClosingPromises extends IntakePromises {
  @Test
  void closingAnAppClosesItsSocketsAndRefusesItsStreams() throws Exception {
    HelloAnswer shop = hello();
    HelloAnswer unopened = hello();
    HelloAnswer admitted = hello();
    intake.admit(admitted.ticket(), SampleApps.SHOP_ORIGIN);
    HelloAnswer blog =
        collected(
            intake.hello(
                request("blog-token", Json.hello(clock.millis(), ""), "https://blog.example")));
    Page page = page(shop);
    Page other = Page.open(intake, blog.ticket(), "https://blog.example");
    apps.revoke("shop-token");
    assertThat(intake.closeApp("shop", 0, "")).isEqualTo(1);
    assertThat(page.closed()).startsWith("1008 ");
    page.say(Json.frame(1, visit("/a")));
    assertThat(refused(() -> post(shop, 1, visit("/a")))).isEqualTo(Kind.UNAUTHORIZED);
    assertThat(refused(() -> page(unopened))).isEqualTo(Kind.UNAUTHORIZED);
    assertThat(refused(() -> intake.open(admitted.ticket(), new Page())))
        .isEqualTo(Kind.UNAUTHORIZED);
    assertThat(stored()).isEmpty();
    assertThat(other.send(1, visit("/a"))).isEqualTo(1);
    assertThat(intake.closeApp("shop", 0, "")).as("again").isZero();
  }

  @Test
  void onlyTheTokenAndGenerationsThatAreMeantAreClosed() throws Exception {
    apps.add(SampleApps.grant("shop", 0, "second"));
    apps.add(SampleApps.grant("shop", 1, "third"));
    Page first = page(hello());
    Page second = page(hello("second", ""));
    Page third = page(hello("third", ""));
    assertThat(intake.closeApp("shop", 0, "second")).isEqualTo(1);
    assertThat(second.closed()).startsWith("1008 ");
    assertThat(intake.closeApp("shop", 0, "")).isEqualTo(1);
    assertThat(first.closed()).startsWith("1008 ");
    assertThat(third.send(1, visit("/a"))).isEqualTo(1);
    assertThat(stored(new Partition("shop", 1))).hasSize(1);
  }

  @Test
  void aNewTokenOfTheGenerationWorksAtOnce() throws Exception {
    HelloAnswer before = hello();
    apps.revoke("shop-token");
    intake.closeApp("shop", 0, "");
    apps.add(SampleApps.grant("shop", 0, "new"));
    HelloAnswer after = hello("new", Json.again(before));
    assertThat(after.session())
        .as("the old one ended with its token")
        .isNotEqualTo(before.session());
    assertThat(page(after).send(1, visit("/a"))).isEqualTo(1);
    assertThat(post(after, 2, visit("/b"))).isEqualTo(2);
  }

  @Test
  void closingAnAppWaitsForWhatIsOnItsWay() throws Exception {
    HelloAnswer hello = hello();
    Page page = page(hello);
    sink.hold();
    page.say(Json.frame(1, visit("/a")));
    var posted = intake.append(Json.posted(hello, 2, visit("/b")), "");
    apps.revoke("shop-token");
    ExecutorService pool = Executors.newSingleThreadExecutor();
    try {
      Future<Integer> closing = pool.submit(() -> intake.closeApp("shop", 0, ""));
      assertThat(page.closed()).startsWith("1008 ");
      assertThatThrownBy(() -> closing.get(200, TimeUnit.MILLISECONDS))
          .isInstanceOf(TimeoutException.class);
      sink.release(1);
      sink.release(0);
      assertThat(closing.get(30, TimeUnit.SECONDS)).isEqualTo(1);
      assertThat(posted.get()).isEqualTo(2);
    } finally {
      pool.shutdownNow();
    }
  }

  @Test
  void aTokenThatWasRevokedElsewhereClosesItsSocketsAtTheNextSweep() throws Exception {
    Page page = page(hello());
    intake.sweep();
    apps.setUnreachable(true);
    intake.sweep();
    assertThat(page.isOpen()).as("what can't be told changes nothing").isTrue();
    apps.setUnreachable(false);
    apps.revoke("shop-token");
    intake.sweep();
    assertThat(page.closed()).startsWith("1008 ");
  }

  @Test
  void anIntakeThatStopsAcknowledgesWhatIsOnItsWayAndClosesItsSockets() throws Exception {
    Page page = page(hello());
    sink.hold();
    page.say(Json.frame(1, visit("/a")));
    ExecutorService pool = Executors.newSingleThreadExecutor();
    try {
      Future<?> closing = pool.submit(() -> intake.close());
      assertThatThrownBy(() -> closing.get(100, TimeUnit.MILLISECONDS))
          .isInstanceOf(TimeoutException.class);
      page.say(Json.frame(2, visit("/b")));
      sink.release(0);
      closing.get(30, TimeUnit.SECONDS);
    } finally {
      pool.shutdownNow();
    }
    assertThat(page.ack()).isEqualTo(1);
    assertThat(page.closed()).startsWith("1012 ");
    assertThat(storedUrls()).containsExactly("/a");
    assertThat(sink.held()).isZero();
  }

  @Test
  void sessionsAreForgottenWhenTheirKeysAreNotGoodAnyMore() throws Exception {
    HelloAnswer silent = hello();
    HelloAnswer lively = hello();
    post(silent, 1, visit("/a"));
    pass(Duration.ofHours(40));
    post(lively, 1, visit("/b"));
    pass(Duration.ofHours(8).plusMillis(1));
    intake.sweep();
    assertThat(sessions.find(silent.session())).isEmpty();
    assertThat(sessions.find(lively.session())).isPresent();
    assertThat(refused(() -> post(silent, 2, visit("/c")))).isEqualTo(Kind.UNAUTHORIZED);
    pass(Duration.ofHours(40).minusMillis(2));
    intake.sweep();
    assertThat(post(lively, 2, Json.visit(1, "/d"))).isEqualTo(2);
    pass(Duration.ofMinutes(1));
    intake.sweep();
    assertThat(sessions.find(lively.session())).isEmpty();
  }

  @Test
  void saltsOfDaysThatAreOverAreDestroyed() throws Exception {
    LocalDate today = LocalDate.parse("2026-11-20");
    byte[] salt = sessions.salt(today);
    intake.sweep();
    assertThat(sessions.salt(today)).isEqualTo(salt);
    pass(Duration.ofHours(15));
    intake.sweep();
    assertThat(sessions.salt(today)).isNotEqualTo(salt);
  }

  @Test
  void aSweepThatFailsIsTriedAgain() throws Exception {
    HelloAnswer hello = hello();
    pass(Duration.ofHours(49));
    events.close();
    intake.sweep();
    assertThat(sessions.find(hello.session())).isPresent();
    sessions.close();
    intake.sweep();
  }
}
