package dev.datalab.core.session;

import static java.util.Objects.requireNonNull;

/**
 * Where a session stands in an ordered list: what begins the next page. Sessions that come in
 * between two pages change nothing about the others' positions.
 *
 * @param rank by which the list is ordered, greatest first: when the session began in milliseconds
 *     since the epoch, or how many milliseconds it took
 * @param visitor the visitor's id, by which sessions of one rank are ordered
 * @param id the session's id, by which the visitor's sessions of one rank are ordered
 */
public record SessionPosition(long rank, String visitor, String id)
    implements Comparable<SessionPosition> {
  /** Requires all parts. */
  public SessionPosition {
    requireNonNull(visitor, "visitor");
    requireNonNull(id, "id");
  }

  @Override
  public int compareTo(SessionPosition other) {
    int byRank = Long.compare(other.rank, rank);
    if (byRank != 0) {
      return byRank;
    }
    int byVisitor = visitor.compareTo(other.visitor);
    return byVisitor != 0 ? byVisitor : id.compareTo(other.id);
  }
}
