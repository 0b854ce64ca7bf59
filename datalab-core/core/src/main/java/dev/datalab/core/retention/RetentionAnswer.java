package dev.datalab.core.retention;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;

/**
 * Who came back.
 *
 * @param visitors first seen in the range: the sum of the cohorts
 * @param returns over all cohorts: who came back in the first period after their own, in the
 *     second, and so on
 * @param cohorts one for each day, week or month that overlaps the range
 * @param breakdown the same by value; where the question asks for it
 */
public record RetentionAnswer(
    long visitors, List<Return> returns, List<Cohort> cohorts, Optional<Rows> breakdown) {
  /** Copies the lists. */
  public RetentionAnswer {
    returns = List.copyOf(returns);
    cohorts = List.copyOf(cohorts);
  }

  /**
   * The visitors who were first seen in the same stretch of time.
   *
   * @param start when it begins, in local time; possibly before the range, which then holds a part
   *     of it
   * @param visitors first seen in it, within the range
   * @param incomplete whether it ends after now or after the range, so that there may be more
   * @param periods the ones after it, as far as they begin in the range
   */
  public record Cohort(
      OffsetDateTime start, long visitors, boolean incomplete, List<Period> periods) {
    /** Copies the list. */
    public Cohort {
      periods = List.copyOf(periods);
    }
  }

  /**
   * A stretch of time after that of the cohort.
   *
   * @param start when it begins, in local time
   * @param visitors of the cohort who were seen in it
   * @param share of the cohort, 0 to 1; 0 of an empty one
   * @param incomplete whether it ends after now or after the range, so that there may be more
   */
  public record Period(OffsetDateTime start, long visitors, double share, boolean incomplete) {}

  /**
   * Who came back in the n-th period after their own, of the cohorts for which it is complete: so
   * that a share is not low only because time has not come.
   *
   * @param of how many visitors these cohorts have
   * @param visitors how many of them were seen in that period
   */
  public record Return(long of, long visitors) {
    /** The visitors who came back, of all; 0 to 1; 0 over nothing. */
    public double share() {
      return of == 0 ? 0 : (double) visitors / of;
    }
  }

  /**
   * Values, most visitors first, then by value.
   *
   * @param more rows that the limit left out
   */
  public record Rows(List<Row> rows, long more) {
    /** Copies the list. */
    public Rows {
      rows = List.copyOf(rows);
    }
  }

  /**
   * The visitors whose first event has a value.
   *
   * @param value empty where it has none
   * @param visitors first seen in the range
   * @param returns as those of the whole answer
   */
  public record Row(String value, long visitors, List<Return> returns) {
    /** Copies the list. */
    public Row {
      returns = List.copyOf(returns);
    }
  }
}
