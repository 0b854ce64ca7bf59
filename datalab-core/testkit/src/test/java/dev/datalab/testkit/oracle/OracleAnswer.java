package dev.datalab.testkit.oracle;

import dev.datalab.core.funnel.FunnelAnswer;
import dev.datalab.core.funnel.FunnelCorrelations;
import dev.datalab.core.funnel.FunnelVisitors;
import dev.datalab.core.query.ProportionTest;
import java.util.List;
import java.util.Optional;

/** What the oracle says: an answer whose times are still the bare ones, and whose list is whole. */
record OracleAnswer(
    long visitors,
    List<StageOfAnswer> stages,
    Times time,
    Optional<List<FunnelAnswer.Bucket>> trend,
    Optional<List<FunnelAnswer.Row>> breakdown,
    Optional<FunnelVisitors> list,
    Optional<Compared> comparison,
    Optional<FunnelCorrelations> correlations) {
  /** The figures of something else, and three tests a stage. */
  record Compared(Optional<String> name, OracleAnswer figures, List<List<ProportionTest>> tests) {}

  /**
   * One stage.
   *
   * @param timesMillis since the stage before, one a unit that did both, ascending
   */
  record StageOfAnswer(
      String name,
      long visitors,
      double conversionFromAll,
      double conversionFromFirst,
      double conversionFromPrevious,
      long dropOff,
      List<Long> timesMillis) {}
}
