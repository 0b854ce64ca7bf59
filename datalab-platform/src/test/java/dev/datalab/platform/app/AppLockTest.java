package dev.datalab.platform.app;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** How an app is locked and unlocked by steps that may come twice, late or not at all. */
final class AppLockTest {
  @Test
  void whoLockedFirstHoldsTheLock() {
    AppLock lock = AppLock.OPEN.lockedBy("one").lockedBy("two");
    assertThat(lock.heldBy("one")).isTrue();
    assertThat(lock.heldBy("two")).isFalse();
  }

  @Test
  void aCompensationOpensWhatItsOwnSagaLockedAndTheGenerationGoesOn() {
    AppLock lock = AppLock.OPEN.lockedBy("one");
    assertThat(lock.compensated("two").locked()).isTrue();
    assertThat(lock.compensated("one").locked()).isFalse();
    assertThat(lock.compensated("one").generation()).isZero();
    assertThat(lock.compensated("one").compensated("one")).isEqualTo(lock.compensated("one"));
  }

  @Test
  void endingOpensWhoeverLockedAndBeginsTheNextGeneration() {
    AppLock ended = AppLock.OPEN.lockedBy("one").ended();
    assertThat(ended.locked()).isFalse();
    assertThat(ended.generation()).isEqualTo(1);
  }

  @Test
  void theYoungestCompensatedSagasAreRemembered() {
    AppLock lock = AppLock.OPEN;
    for (int i = 0; i <= AppLock.REMEMBERED; i++) {
      lock = lock.compensated("saga " + i);
    }
    assertThat(lock.voided())
        .hasSize(AppLock.REMEMBERED)
        .startsWith("saga " + AppLock.REMEMBERED)
        .doesNotContain("saga 0");
  }
}
