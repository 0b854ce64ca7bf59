package dev.datalab.core.session;

import java.util.Comparator;

/** How a list of sessions is ordered. What is alike goes by visitor, then by the session's id. */
public enum SessionOrder {
  /** The one that began last first. */
  NEWEST,
  /** The one that took longest first. */
  LONGEST;

  /** Where a session stands in a list of this order. */
  public SessionPosition position(SessionRow row) {
    return new SessionPosition(rank(row.startMillis(), row.endMillis()), row.visitor(), row.id());
  }

  /** The number by which a session that begins and ends so is ordered, greatest first. */
  long rank(long startMillis, long endMillis) {
    return this == NEWEST ? startMillis : endMillis - startMillis;
  }

  Comparator<SessionRow> comparator() {
    return Comparator.comparing(this::position);
  }
}
