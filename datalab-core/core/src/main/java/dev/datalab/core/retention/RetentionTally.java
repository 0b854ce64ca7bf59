package dev.datalab.core.retention;

import dev.datalab.core.retention.RetentionAnswer.Cohort;
import dev.datalab.core.retention.RetentionAnswer.Period;
import dev.datalab.core.retention.RetentionAnswer.Return;
import dev.datalab.core.retention.RetentionAnswer.Rows;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who was first seen when, and who of them came back. Tallies of disjoint visitors add up. One
 * thread's.
 */
final class RetentionTally {
  private final Calendar calendar;
  private final int width;

  /** Per cohort and period: the visitors; in period 0 all of the cohort. */
  private final long[] cells;

  private final @Nullable Map<String, ValueReturns> values;
  private int cohort;
  private @Nullable ValueReturns value;

  /**
   * Nobody yet.
   *
   * @param byValue whether there is a breakdown
   */
  RetentionTally(Calendar calendar, boolean byValue) {
    this.calendar = calendar;
    width = calendar.periods() + 1;
    cells = new long[calendar.cohorts() * width];
    values = byValue ? new HashMap<>() : null;
  }

  /**
   * A visitor was first seen.
   *
   * @param valueThen what the breakdown says of the event; of no use without one
   */
  void seen(int cohortThen, String valueThen) {
    cohort = cohortThen;
    cells[cohort * width]++;
    if (values != null) {
      value = returns(valueThen, values);
      value.seen(calendar.completePeriods(cohort));
    }
  }

  /** The visitor who was seen last came back in a period, from 1; told once a period. */
  void cameBack(int period) {
    cells[cohort * width + period]++;
    if (value != null && period <= calendar.completePeriods(cohort)) {
      value.cameBack(period);
    }
  }

  private ValueReturns returns(String of, Map<String, ValueReturns> known) {
    ValueReturns returns = known.get(of);
    if (returns == null) {
      if (known.size() == calendar.mostValues()) {
        throw new IllegalArgumentException(
            "breakdown: more than %,d values, each with up to %,d periods; ask for fewer periods, filter, or break down by something else."
                .formatted(known.size(), calendar.periods()));
      }
      returns = new ValueReturns(of, calendar.periods());
      known.put(of, returns);
    }
    return returns;
  }

  void add(RetentionTally other) {
    Arrays.setAll(cells, cell -> cells[cell] + other.cells[cell]);
    if (values != null && other.values != null) {
      for (ValueReturns each : other.values.values()) {
        returns(each.value, values).add(each);
      }
    }
  }

  RetentionAnswer toAnswer(int limit) {
    long visitors = 0;
    List<Cohort> cohorts = new ArrayList<>();
    for (int number = 0; number < calendar.cohorts(); number++) {
      visitors += cells[number * width];
      cohorts.add(cohort(number));
    }
    return new RetentionAnswer(
        visitors, returns(), cohorts, Optional.ofNullable(values).map(of -> rows(of, limit)));
  }

  private Cohort cohort(int number) {
    long visitors = cells[number * width];
    List<Period> periods = new ArrayList<>();
    for (int period = 1; period <= calendar.periods(number); period++) {
      long back = cells[number * width + period];
      periods.add(
          new Period(
              calendar.buckets().start(number + period),
              back,
              visitors == 0 ? 0 : (double) back / visitors,
              number + period >= calendar.complete()));
    }
    return new Cohort(
        calendar.buckets().start(number), visitors, number >= calendar.complete(), periods);
  }

  private List<Return> returns() {
    List<Return> returns = new ArrayList<>();
    for (int period = 1; period < width; period++) {
      long of = 0;
      long back = 0;
      for (int number = 0; number + period < calendar.complete(); number++) {
        of += cells[number * width];
        back += cells[number * width + period];
      }
      returns.add(new Return(of, back));
    }
    return returns;
  }

  private static Rows rows(Map<String, ValueReturns> values, int limit) {
    List<ValueReturns> ranked = new ArrayList<>(values.values());
    ranked.sort(
        Comparator.comparingLong(ValueReturns::visitors)
            .reversed()
            .thenComparing(each -> each.value));
    int shown = Math.min(limit, ranked.size());
    return new Rows(
        ranked.subList(0, shown).stream().map(ValueReturns::toRow).toList(), ranked.size() - shown);
  }
}
