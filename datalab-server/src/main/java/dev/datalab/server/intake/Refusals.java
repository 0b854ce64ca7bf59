package dev.datalab.server.intake;

import dev.datalab.ingest.intake.IntakeRefusal;
import dev.datalab.server.problem.Problem;
import java.util.List;

/** What the intake refuses, as problems. */
final class Refusals {
  private Refusals() {}

  static Problem problem(IntakeRefusal refusal) {
    List<Problem.Fault> faults =
        refusal.violations().stream()
            .map(broken -> new Problem.Fault(broken.pointer(), broken.detail()))
            .toList();
    if (refusal.kind() == IntakeRefusal.Kind.INVALID) {
      return Problem.invalid(faults);
    }
    int retryAfter =
        refusal.kind() == IntakeRefusal.Kind.UNAVAILABLE
            ? Math.max(1, refusal.retryAfterSeconds())
            : refusal.retryAfterSeconds();
    return new Problem(refusal.kind().status(), refusal.detail(), faults, retryAfter);
  }

  /** What is answered while the disk does not take anything. */
  static Problem notStored() {
    return Problem.retry(503, "Nothing can be stored just now. Come again in a few seconds.", 5);
  }
}
