package dev.datalab.testkit.oracle;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A way through the stages, or a part of one.
 *
 * @param steps the stages taken, ascending, each with the number of the event it took; in {@code
 *     any} the n-th step is the n-th stage that was completed, whichever it was
 */
record Way(List<Step> steps) {
  /**
   * Rule 3: the deepest, then the one with most stages, then the earliest events, compared stage by
   * stage from the first.
   *
   * <p>Reading: the event of a stage is compared with the event of the same stage, and a stage that
   * is skipped is later than any. The other reading compares the n-th event of the one with the
   * n-th of the other, whichever stages took them.
   */
  static final Comparator<Way> PREFERENCE =
      Comparator.comparingInt(Way::depth)
          .thenComparingInt(way -> way.steps().size())
          .thenComparing(Way::earlierIsGreater);

  /** A stage and the number of the event it took. */
  record Step(int stage, int event) {}

  static Way beginningAt(int event) {
    return new Way(List.of(new Step(0, event)));
  }

  Way then(int stage, int event) {
    List<Step> longer = new ArrayList<>(steps);
    longer.add(new Step(stage, event));
    return new Way(longer);
  }

  int begin() {
    return steps.get(0).event();
  }

  /** The greatest stage reached. */
  int depth() {
    return last().stage();
  }

  /** The event by which it got as deep as it got. */
  int end() {
    return last().event();
  }

  Step last() {
    return steps.get(steps.size() - 1);
  }

  boolean did(int stage) {
    return steps.stream().anyMatch(step -> step.stage() == stage);
  }

  private int eventOf(int stage) {
    return steps.stream()
        .filter(step -> step.stage() == stage)
        .mapToInt(Step::event)
        .findFirst()
        .orElse(Integer.MAX_VALUE);
  }

  private static int earlierIsGreater(Way one, Way other) {
    for (int stage = 0; stage <= Math.max(one.depth(), other.depth()); stage++) {
      int difference = Integer.compare(other.eventOf(stage), one.eventOf(stage));
      if (difference != 0) {
        return difference;
      }
    }
    return 0;
  }
}
