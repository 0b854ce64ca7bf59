package dev.datalab.core.retention;

import dev.datalab.core.internal.calendar.Buckets;
import java.time.Instant;
import java.util.Locale;

/**
 * The cohorts of a question, and the periods of each: cohort {@code c} in its period {@code p} is
 * the stretch of time {@code c + p}, period 0 being its own.
 *
 * @param buckets the stretches of time
 * @param complete how many of them are over, now and within the range
 * @param periods how many after its own the longest-lived cohort has
 */
record Calendar(Buckets buckets, int complete, int periods) {
  /** The most periods of all cohorts together. */
  static final long MAX_CELLS = 200_000;

  /**
   * The most figures of a breakdown: how many values there may be, by how many periods each has.
   * They are integers of 4 bytes, and there are as many again.
   */
  private static final int MAX_VALUE_CELLS = 4_000_000;

  /**
   * The cohorts of a question.
   *
   * @throws IllegalArgumentException if there are too many
   */
  static Calendar of(RetentionQuestion question, Instant now) {
    Buckets buckets = Buckets.of(question.range(), question.interval(), question.zone());
    long over = Math.min(now.toEpochMilli(), question.range().toMillis());
    int complete = 0;
    while (complete < buckets.count() && buckets.end(complete) <= over) {
      complete++;
    }
    Calendar calendar =
        new Calendar(buckets, complete, Math.min(question.periods(), buckets.count() - 1));
    long cells = 0;
    for (int cohort = 0; cohort < calendar.cohorts(); cohort++) {
      cells += calendar.periods(cohort);
    }
    if (cells > MAX_CELLS) {
      throw new IllegalArgumentException(
          "periods: %,d times '%s' with up to %,d after each are more than %,d figures; ask for fewer periods, longer ones or less time."
              .formatted(
                  calendar.cohorts(),
                  question.interval().name().toLowerCase(Locale.ROOT),
                  question.periods(),
                  MAX_CELLS));
    }
    return calendar;
  }

  /** How many values a breakdown may have. */
  int mostValues() {
    return MAX_VALUE_CELLS / (periods + 1);
  }

  int cohorts() {
    return buckets.count();
  }

  /** How many periods after its own a cohort has within the range. */
  int periods(int cohort) {
    return Math.min(periods, cohorts() - 1 - cohort);
  }

  /** How many of them are over; 0 for a cohort that is not over itself. */
  int completePeriods(int cohort) {
    return Math.max(0, Math.min(periods, complete - 1 - cohort));
  }
}
