package dev.datalab.server.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.datalab.platform.rpc.Rejection;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class CommitsTest {
  private final Commits commits = new Commits(Duration.ofMillis(20));

  @Test
  void anAnnouncedCommitHoldsItsAppUpAndNoOther() {
    try (Commits.Commit commit = commits.of("shop")) {
      commit.announce();
      assertThatCode(() -> commits.await("blog")).doesNotThrowAnyException();
      assertUnavailable();
    }
    assertThatCode(() -> commits.await("shop")).doesNotThrowAnyException();
  }

  @Test
  void anImportThatStillReadsHoldsNobodyUp() {
    try (Commits.Commit commit = commits.of("shop")) {
      assertThatCode(() -> commits.await("shop")).doesNotThrowAnyException();
      commit.announce();
      assertUnavailable();
    }
  }

  @Test
  void anInterruptedWaitIsNoPermission() {
    try (Commits.Commit commit = commits.of("shop")) {
      commit.announce();
      Thread.currentThread().interrupt();
      assertUnavailable();
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  private void assertUnavailable() {
    assertThatThrownBy(() -> commits.await("shop"))
        .isInstanceOfSatisfying(
            Rejection.class,
            rejection -> assertThat(rejection.kind()).isEqualTo(Rejection.Kind.UNAVAILABLE));
  }
}
