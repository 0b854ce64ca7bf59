package dev.datalab.testkit.oracle;

import dev.datalab.core.funnel.FunnelAnswer;
import dev.datalab.core.funnel.FunnelAnswer.StageResult;
import dev.datalab.core.query.Distribution;
import dev.datalab.core.query.Distribution.Bin;
import dev.datalab.testkit.oracle.OracleAnswer.StageOfAnswer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds where an answer of the engine is not what the oracle says. */
final class AnswerComparison {
  /** So many lines say enough. */
  private static final int MOST = 8;

  private final List<String> differences = new ArrayList<>();

  private AnswerComparison() {}

  /** What differs, a line each; empty if nothing does. */
  static List<String> differences(OracleAnswer oracle, FunnelAnswer engine) {
    AnswerComparison comparison = new AnswerComparison();
    comparison.same("visitors", oracle.visitors(), engine.visitors());
    comparison.same("number of stages", oracle.stages().size(), engine.stages().size());
    for (int k = 0; k < Math.min(oracle.stages().size(), engine.stages().size()); k++) {
      comparison.stage("stage " + k, oracle.stages().get(k), engine.stages().get(k));
    }
    comparison.rows("trend", oracle.trend(), engine.trend());
    comparison.rows("breakdown", oracle.breakdown(), engine.breakdown());
    return comparison.differences;
  }

  private void stage(String where, StageOfAnswer oracle, StageResult engine) {
    same(where + " name", oracle.name(), engine.name());
    same(where + " visitors", oracle.visitors(), engine.visitors());
    same(where + " conversionFromAll", oracle.conversionFromAll(), engine.conversionFromAll());
    same(
        where + " conversionFromFirst", oracle.conversionFromFirst(), engine.conversionFromFirst());
    same(
        where + " conversionFromPrevious",
        oracle.conversionFromPrevious(),
        engine.conversionFromPrevious());
    same(where + " dropOff", oracle.dropOff(), engine.dropOff());
    List<Long> times = oracle.timesMillis();
    same(where + " has times", !times.isEmpty(), engine.time().isPresent());
    if (!times.isEmpty() && engine.time().isPresent()) {
      times(where + " time", times, engine.time().get());
    }
  }

  private void times(String where, List<Long> millis, Distribution engine) {
    int n = millis.size();
    double average = millis.stream().mapToLong(Long::longValue).sum() / 1e3 / n;
    // The median of an even number: the mean of the middle two; p90 by nearest rank.
    double median = (millis.get((n - 1) / 2) / 1e3 + millis.get(n / 2) / 1e3) / 2;
    double p90 = millis.get((9 * n + 9) / 10 - 1) / 1e3;
    close(where + " average", average, engine.average());
    close(where + " median", median, engine.median());
    close(where + " p90", p90, engine.p90());
    List<Bin> bins = engine.histogram();
    same(where + " histogram counts each", (long) n, bins.stream().mapToLong(Bin::count).sum());
    for (int b = 0; b < bins.size(); b++) {
      Bin bin = bins.get(b);
      String which = where + " bin " + b;
      same(which + " begins before it ends", true, bin.from() < bin.to());
      same(which + " has no gap before it", true, b == 0 || bin.from() == bins.get(b - 1).to());
      long in = millis.stream().filter(m -> bin.from() <= m / 1e3 && m / 1e3 < bin.to()).count();
      same(which + " " + bin, in, bin.count());
    }
  }

  private <T> void rows(String what, Optional<List<T>> oracle, Optional<List<T>> engine) {
    same("has " + what, oracle.isPresent(), engine.isPresent());
    List<T> wanted = oracle.orElse(List.of());
    List<T> given = engine.orElse(List.of());
    if (!wanted.equals(given)) {
      same(what + " rows", wanted.size(), given.size());
      for (int i = 0; i < Math.min(wanted.size(), given.size()); i++) {
        same(what + " row " + i, wanted.get(i), given.get(i));
      }
    }
  }

  private void same(String what, Object oracle, Object engine) {
    if (!oracle.equals(engine) && differences.size() < MOST) {
      differences.add("%s: oracle %s, engine %s".formatted(what, oracle, engine));
    }
  }

  private void close(String what, double oracle, double engine) {
    if (!(Math.abs(oracle - engine) <= 1e-9 * Math.max(1, Math.abs(oracle)))) {
      same(what, oracle, engine);
    }
  }
}
