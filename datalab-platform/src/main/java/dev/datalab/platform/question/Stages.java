package dev.datalab.platform.question;

import dev.datalab.core.funnel.FunnelQuestion;
import java.util.Optional;

/** Reads the number of a funnel's stage, from 0. */
final class Stages {
  private Stages() {}

  /** How many stages a funnel gives; 0 if it is wrong about them. */
  static int count(Place funnel) {
    return funnel.at("stages").node().size();
  }

  /**
   * The number that stands here, if any.
   *
   * @param stages how many stages there are; 0 if that is not known
   */
  static Optional<Integer> number(Place at, int stages) {
    return at.number(0, (stages == 0 ? FunnelQuestion.MAX_STAGES : stages) - 1);
  }

  /** As {@link #number}; notes it if nothing stands here. */
  static Optional<Integer> required(Place at, int stages) {
    return at.isGiven()
        ? number(at, stages)
        : at.refused("%s: missing; give the number of a stage, from 0.".formatted(at.label()));
  }
}
