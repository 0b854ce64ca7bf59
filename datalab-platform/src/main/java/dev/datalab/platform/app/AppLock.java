package dev.datalab.platform.app;

import java.util.List;
import java.util.stream.Stream;

/**
 * Whether an app is locked, and under which generation its events come.
 *
 * <p>Locking is a step of a saga, so a request may come twice, or late: after its compensation. The
 * sagas that were compensated are remembered, the youngest {@value #REMEMBERED} of them, and a lock
 * of one of these is refused; otherwise a straggler would leave an app locked for ever by a saga
 * that is over.
 *
 * @param generation how many times the app was unlocked
 * @param holder id of the saga that locked; empty while unlocked
 * @param voided ids of the sagas that may not lock any more, the youngest first
 */
record AppLock(int generation, String holder, List<String> voided) {
  /** How many compensated sagas are remembered. */
  static final int REMEMBERED = 16;

  /** The lock of a new app: open. */
  static final AppLock OPEN = new AppLock(0, "", List.of());

  AppLock {
    voided = List.copyOf(voided);
    if (generation < 0) {
      throw new IllegalArgumentException("generation: %d is negative.".formatted(generation));
    }
  }

  boolean locked() {
    return !holder.isEmpty();
  }

  boolean heldBy(String saga) {
    return holder.equals(saga);
  }

  /** Locked by a saga, unless one holds it already. */
  AppLock lockedBy(String saga) {
    return locked() ? this : new AppLock(generation, saga, voided);
  }

  /** Opened if this saga locked it, and closed to this saga for ever. The generation goes on. */
  AppLock compensated(String saga) {
    List<String> next =
        voided.contains(saga)
            ? voided
            : Stream.concat(Stream.of(saga), voided.stream()).limit(REMEMBERED).toList();
    return new AppLock(generation, heldBy(saga) ? "" : holder, next);
  }

  /** Opened whoever locked it, in the next generation. */
  AppLock ended() {
    return new AppLock(generation + 1, "", voided);
  }
}
