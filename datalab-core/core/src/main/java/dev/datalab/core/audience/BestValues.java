package dev.datalab.core.audience;

import dev.datalab.core.audience.AudienceList.Ranked;
import java.util.ArrayList;
import java.util.List;

/** The values of a list with the most visitors, found part by part. */
final class BestValues {
  private final int limit;
  private List<Ranked> best = List.of();
  private int different;

  /** So many at most. */
  BestValues(int limit) {
    this.limit = limit;
  }

  /** Adds a part, which has no value of the parts before. */
  void add(AudienceList part) {
    different += part.values.size();
    List<Ranked> both = new ArrayList<>(best);
    both.addAll(part.best(limit));
    best = both.stream().sorted(Ranked.ORDER).limit(limit).toList();
  }

  /** How many values there are. */
  int different() {
    return different;
  }

  List<String> values() {
    return best.stream().map(Ranked::value).toList();
  }
}
