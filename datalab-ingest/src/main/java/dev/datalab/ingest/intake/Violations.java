package dev.datalab.ingest.intake;

import dev.datalab.ingest.intake.IntakeRefusal.Violation;
import java.util.ArrayList;
import java.util.List;

/** What is wrong with a body, gathered while it is read. For use by one thread. */
final class Violations {
  private final List<Violation> found = new ArrayList<>(0);

  void add(String pointer, String detail) {
    found.add(new Violation(pointer, detail));
  }

  /** Throws what was found, if anything. */
  void check() throws IntakeRefusal {
    if (!found.isEmpty()) {
      throw IntakeRefusal.invalid(found);
    }
  }
}
