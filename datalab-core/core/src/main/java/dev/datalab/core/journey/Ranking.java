package dev.datalab.core.journey;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;

/**
 * The most frequent of many: the greatest count first, then the least names, compared one by one. A
 * thing may be offered more than once. Not safe for use by several threads.
 */
final class Ranking {
  /** The names of a thing, which are looked up as far as they have a say. */
  interface Names {
    /** How many. */
    int size();

    /** One of them, from 0. */
    String get(int n);
  }

  /** A thing with its count. */
  record Ranked(List<String> names, int count) {}

  private static final Comparator<Ranked> ORDER =
      (a, b) ->
          a.count != b.count
              ? Integer.compare(b.count, a.count)
              : compare(a.names.size(), a.names::get, b.names);

  private final int limit;
  private final TreeSet<Ranked> best = new TreeSet<>(ORDER);

  /**
   * Ranks so many.
   *
   * @param limit at least 1
   */
  Ranking(int limit) {
    this.limit = limit;
  }

  /** Ranks a thing, if it is among the best. */
  void offer(int count, Names names) {
    if (best.size() == limit) {
      Ranked worst = best.last();
      if (count < worst.count
          || (count == worst.count && compare(names.size(), names::get, worst.names) >= 0)) {
        return;
      }
    }
    List<String> all = new ArrayList<>(names.size());
    for (int n = 0; n < names.size(); n++) {
      all.add(names.get(n));
    }
    offer(new Ranked(all, count));
  }

  private void offer(Ranked ranked) {
    if (best.add(ranked) && best.size() > limit) {
      best.pollLast();
    }
  }

  /** Ranks what another has ranked. */
  void addAll(Ranking other) {
    other.best.forEach(this::offer);
  }

  /** The best, the very best first. */
  List<Ranked> best() {
    return List.copyOf(best);
  }

  private interface Name {
    String get(int n);
  }

  private static int compare(int size, Name names, List<String> others) {
    for (int n = 0; n < Math.min(size, others.size()); n++) {
      int byName = names.get(n).compareTo(others.get(n));
      if (byName != 0) {
        return byName;
      }
    }
    return Integer.compare(size, others.size());
  }
}
