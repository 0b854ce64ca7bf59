package dev.datalab.core.delivery;

import static java.util.Objects.requireNonNull;

import java.time.LocalDate;
import java.util.List;

/**
 * What became of the events that clients sent.
 *
 * @param total of all days
 * @param days ascending, those on which anything was settled
 */
public record DeliveryAnswer(Fates total, List<Day> days) {
  /** Copies the list. */
  public DeliveryAnswer {
    requireNonNull(total, "total");
    days = List.copyOf(days);
  }

  /** A day in UTC, and what was settled on it. */
  public record Day(LocalDate day, Fates fates) {
    /** Requires both. */
    public Day {
      requireNonNull(day, "day");
      requireNonNull(fates, "fates");
    }
  }

  /**
   * What became of events.
   *
   * @param stored how many can be asked about
   * @param refused how many were not acceptable, duplicates apart
   * @param duplicates how many bore an importer's id that the app knew
   * @param lost how many the client could not send any more
   * @param reasons for refusals, the most frequent first, then by text
   */
  public record Fates(long stored, long refused, long duplicates, long lost, List<Reason> reasons) {
    /** Copies the list. */
    public Fates {
      reasons = List.copyOf(reasons);
    }

    /** All events that clients gave a number. */
    public long sent() {
      return stored + refused + duplicates + lost;
    }
  }

  /**
   * Why events were refused.
   *
   * @param events how many, at least 1
   */
  public record Reason(String reason, long events) {
    /** Requires a reason. */
    public Reason {
      requireNonNull(reason, "reason");
    }
  }
}
