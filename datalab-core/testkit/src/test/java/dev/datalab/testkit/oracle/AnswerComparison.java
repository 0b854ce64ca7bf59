package dev.datalab.testkit.oracle;

import dev.datalab.core.funnel.FunnelAnswer;
import dev.datalab.core.funnel.FunnelAnswer.StageResult;
import dev.datalab.core.funnel.FunnelComparison;
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
    comparison.differences.addAll(Likeness.differences("time", oracle.time(), engine.time()));
    comparison.rows("trend", oracle.trend(), engine.trend());
    comparison.rows("breakdown", oracle.breakdown(), engine.breakdown());
    comparison.differences.addAll(Likeness.differences("list", oracle.list(), engine.list()));
    comparison.differences.addAll(
        Likeness.differences("correlations", oracle.correlations(), engine.correlations()));
    oracle
        .comparison()
        .ifPresent(compared -> comparison.compared(compared, engine.comparison().orElseThrow()));
    return comparison.differences;
  }

  private void compared(OracleAnswer.Compared oracle, FunnelComparison engine) {
    same("comparison name", oracle.name(), engine.name());
    differences.addAll(
        differences(
            oracle.figures(),
            new FunnelAnswer(
                engine.visitors(),
                engine.stages(),
                engine.time(),
                Optional.empty(),
                Optional.empty())));
    differences.addAll(
        Likeness.differences(
            "tests",
            oracle.tests(),
            engine.tests().stream()
                .map(
                    each ->
                        List.of(
                            each.conversionFromAll(),
                            each.conversionFromFirst(),
                            each.conversionFromPrevious()))
                .toList()));
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
      differences.addAll(Times.of(times).differences(where + " time", engine.time().get()));
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
}
