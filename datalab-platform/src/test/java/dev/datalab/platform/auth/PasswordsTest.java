package dev.datalab.platform.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datalab.platform.rpc.Rejection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

final class PasswordsTest {
  private final Passwords passwords = new Passwords();

  @Test
  void aPasswordIsKeptAsArgon2idOfNineteenMebibytesTwoPassesAndOneLane() {
    String hash = passwords.hash("correct horse");

    assertThat(hash).startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
    assertThat(passwords.check("correct horse", Optional.of(hash))).isTrue();
    assertThat(passwords.check("Correct horse", Optional.of(hash))).isFalse();
    assertThat(passwords.check("correct horse", Optional.empty())).isFalse();
    assertThat(passwords.hash("correct horse")).isNotEqualTo(hash);
  }

  @Test
  void lengthsAreCountedInCodePoints() {
    assertThat(Passwords.violation("1234567")).isPresent();
    assertThat(Passwords.violation("😀".repeat(7))).isPresent();
    assertThat(Passwords.violation("😀".repeat(8))).isEmpty();
    assertThat(Passwords.violation("😀".repeat(200))).isEmpty();
    assertThat(Passwords.violation("x".repeat(201))).isPresent();
  }

  @Test
  void whoCannotBeServedSoonIsToldToComeAgain() throws Exception {
    Passwords busy = new Passwords(1, 1, Duration.ofMillis(1));
    ExecutorService threads = Executors.newFixedThreadPool(6);
    CountDownLatch go = new CountDownLatch(1);
    List<Future<Boolean>> checks = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      checks.add(
          threads.submit(
              () -> {
                go.await();
                return busy.check("correct horse", Optional.empty());
              }));
    }
    go.countDown();
    int refused = 0;
    for (Future<Boolean> check : checks) {
      try {
        assertThat(check.get()).isFalse();
      } catch (ExecutionException e) {
        assertThat(e.getCause())
            .isInstanceOfSatisfying(
                Rejection.class,
                rejection -> assertThat(rejection.kind()).isEqualTo(Rejection.Kind.TOO_MANY));
        refused++;
      }
    }
    threads.shutdownNow();

    assertThat(refused).isBetween(1, 5);
    assertThat(busy.check("correct horse", Optional.empty())).isFalse();
  }
}
