package dev.datalab.core.retention;

import dev.datalab.core.retention.RetentionAnswer.Return;
import dev.datalab.core.retention.RetentionAnswer.Row;
import java.util.List;

/** The visitors whose first event has one value of the breakdown, and who of them came back. */
final class ValueReturns {
  final String value;

  /** By how many complete periods their cohort has: the visitors. */
  private final int[] reaches;

  /** By period: those who came back in it, the period being complete. */
  private final int[] returned;

  /**
   * Nobody yet.
   *
   * @param periods the most that a cohort has
   */
  ValueReturns(String value, int periods) {
    this.value = value;
    reaches = new int[periods + 1];
    returned = new int[periods + 1];
  }

  void seen(int completePeriods) {
    reaches[completePeriods]++;
  }

  void cameBack(int period) {
    returned[period]++;
  }

  void add(ValueReturns other) {
    for (int i = 0; i < reaches.length; i++) {
      reaches[i] += other.reaches[i];
      returned[i] += other.returned[i];
    }
  }

  long visitors() {
    long sum = 0;
    for (int count : reaches) {
      sum += count;
    }
    return sum;
  }

  Row toRow() {
    Return[] returns = new Return[reaches.length - 1];
    long of = 0;
    for (int period = returns.length; period > 0; period--) {
      of += reaches[period];
      returns[period - 1] = new Return(of, returned[period]);
    }
    return new Row(value, visitors(), List.of(returns));
  }
}
