package dev.datalab.core.funnel;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;

/**
 * A page of the units that a {@link VisitorListing} asks for: those that reached the stage last
 * first, then by visitor and session.
 *
 * <p>Pages of one question neither overlap nor leave anybody out, as long as no events come in
 * between; what comes in between appears on a page that is still to be asked for, or not at all.
 *
 * @param visitors at most as many as the limit
 * @param next what to give as {@code after} for the page behind; none behind the last. It is good
 *     for the same question with any limit, over every store, for ever
 */
public record FunnelVisitors(List<Row> visitors, Optional<String> next) {
  /** Copies the list. */
  public FunnelVisitors {
    visitors = List.copyOf(visitors);
  }

  /**
   * A unit, by its counted attempt. Times are in the question's zone.
   *
   * @param visitor the visitor's id
   * @param session where sessions are the units: the session's id, empty if it has none
   * @param begun when the attempt took the first stage
   * @param reached when it took the stage that is asked for
   * @param ended when it took its last stage
   * @param stage the number of its last stage
   */
  public record Row(
      String visitor,
      Optional<String> session,
      OffsetDateTime begun,
      OffsetDateTime reached,
      OffsetDateTime ended,
      int stage) {}
}
