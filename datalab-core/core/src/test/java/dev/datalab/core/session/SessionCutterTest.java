package dev.datalab.core.session;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SessionCutterTest {
  private static final long MINUTE = 60_000;

  private final SessionCutter cutter = new SessionCutter();

  @Test
  void aPauseOfMoreThanThirtyMinutesCuts() {
    cutter.begin();
    assertThat(cutter.next(0, "")).isZero();
    assertThat(cutter.next(30 * MINUTE, "")).isZero();
    assertThat(cutter.next(60 * MINUTE + 1, "")).isEqualTo(1);
    assertThat(cutter.sessions()).isEqualTo(2);
  }

  @Test
  void eventsOfOneIdAreOneSessionWhereverTheyLie() {
    cutter.begin();
    assertThat(cutter.next(0, "s")).isZero();
    assertThat(cutter.next(1, "t")).isEqualTo(1);
    assertThat(cutter.next(2, "s")).isZero();
    assertThat(cutter.next(500 * MINUTE, "t")).isEqualTo(1);
  }

  @Test
  void eventsWithAnIdAreActivityToThoseWithout() {
    cutter.begin();
    assertThat(cutter.next(0, "")).isZero();
    assertThat(cutter.next(20 * MINUTE, "s")).isEqualTo(1);
    assertThat(cutter.next(40 * MINUTE, "")).isZero();
    assertThat(cutter.next(71 * MINUTE, "s")).isEqualTo(1);
    assertThat(cutter.next(72 * MINUTE, "")).isEqualTo(2);
  }

  @Test
  void theNextVisitorBeginsAnew() {
    cutter.begin();
    cutter.next(0, "s");
    cutter.next(1, "");
    cutter.begin();
    assertThat(cutter.sessions()).isZero();
    assertThat(cutter.next(2, "")).isZero();
    assertThat(cutter.next(3, "s")).isEqualTo(1);
  }
}
