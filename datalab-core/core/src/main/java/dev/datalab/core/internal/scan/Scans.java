package dev.datalab.core.internal.scan;

import dev.datalab.core.query.Range;
import dev.datalab.core.query.Scope;
import dev.datalab.core.store.EventStore;
import dev.datalab.core.store.Scan;
import dev.datalab.core.store.ScanRequest;
import java.io.IOException;
import java.util.Optional;

/** Opens what a question looks at. */
public final class Scans {
  private Scans() {}

  /**
   * A view of the events that a question needs.
   *
   * @param scope whose events: an app's, of all visitors or of those in a segment
   * @param range the question's
   * @param wholePast whether events before the range are needed too: where the question depends on
   *     visitors' sessions
   * @throws IOException if the store can't be read
   * @throws IllegalArgumentException if the segment can't be evaluated
   */
  public static Scan open(EventStore store, Scope scope, Range range, boolean wholePast)
      throws IOException {
    return open(store, scope, Optional.empty(), range, wholePast);
  }

  /**
   * As {@link #open(EventStore, Scope, Range, boolean)}, of one visitor's events if one is given.
   */
  static Scan open(
      EventStore store, Scope scope, Optional<String> visitor, Range range, boolean wholePast)
      throws IOException {
    if (scope.segment().isEmpty()) {
      return store.scan(request(scope, visitor, range, wholePast));
    }
    SegmentPlan plan = new SegmentPlan(scope.segment().get(), scope.site());
    Scan scan = store.scan(request(scope, visitor, range, wholePast || plan.needsSessions()));
    return new SegmentScan(scan, plan, range);
  }

  private static ScanRequest request(
      Scope scope, Optional<String> visitor, Range range, boolean wholePast) {
    return new ScanRequest(
        scope.app(),
        scope.generation(),
        wholePast ? Long.MIN_VALUE : range.fromMillis(),
        range.toMillis(),
        visitor);
  }
}
