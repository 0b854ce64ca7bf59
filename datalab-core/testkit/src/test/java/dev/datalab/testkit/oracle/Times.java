package dev.datalab.testkit.oracle;

import dev.datalab.core.query.Distribution;
import dev.datalab.core.query.Distribution.Bin;
import java.util.ArrayList;
import java.util.List;

/**
 * How long something took, as the oracle says it: the bare times.
 *
 * @param millis ascending
 */
record Times(List<Long> millis) {
  static Times of(List<Long> millis) {
    return new Times(millis.stream().sorted().toList());
  }

  /** Where a distribution is not that of these times, of which there is at least one. */
  List<String> differences(String where, Distribution engine) {
    int n = millis.size();
    double average = millis.stream().mapToLong(Long::longValue).sum() / 1e3 / n;
    // The median of an even number: the mean of the middle two; p90 by nearest rank.
    double median = (millis.get((n - 1) / 2) / 1e3 + millis.get(n / 2) / 1e3) / 2;
    double p90 = millis.get((9 * n + 9) / 10 - 1) / 1e3;
    List<String> differences = new ArrayList<>();
    differences.addAll(Likeness.differences(where + " average", average, engine.average()));
    differences.addAll(Likeness.differences(where + " median", median, engine.median()));
    differences.addAll(Likeness.differences(where + " p90", p90, engine.p90()));
    List<Bin> bins = engine.histogram();
    long counted = bins.stream().mapToLong(Bin::count).sum();
    differences.addAll(Likeness.differences(where + " histogram counts each", n, counted));
    for (int b = 0; b < bins.size(); b++) {
      Bin bin = bins.get(b);
      long in = millis.stream().filter(m -> bin.from() <= m / 1e3 && m / 1e3 < bin.to()).count();
      boolean joins = bin.from() < bin.to() && (b == 0 || bin.from() == bins.get(b - 1).to());
      if (!joins || in != bin.count()) {
        differences.add("%s bin %d %s: oracle counts %d".formatted(where, b, bin, in));
      }
    }
    return differences;
  }
}
