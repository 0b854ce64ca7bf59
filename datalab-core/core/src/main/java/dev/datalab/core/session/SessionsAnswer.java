package dev.datalab.core.session;

import dev.datalab.core.query.Distribution;
import java.util.List;
import java.util.Optional;

/**
 * Sessions.
 *
 * @param sessions how many, whatever part of them is listed
 * @param visitors who had them
 * @param length how long they took; none if there is no session
 * @param list the sessions in the question's order, from where it begins
 * @param next where the next page begins; none if the list ends here
 * @param breakdown by the dimension that the question asks for
 */
public record SessionsAnswer(
    long sessions,
    long visitors,
    Optional<Distribution> length,
    List<SessionRow> list,
    Optional<SessionPosition> next,
    Optional<Values> breakdown) {
  /** The most values of a breakdown. */
  public static final int MAX_VALUES = 1_000;

  /** Copies the list. */
  public SessionsAnswer {
    list = List.copyOf(list);
  }

  /**
   * The sessions by what they came by.
   *
   * @param values most sessions first, then most visitors, then by value; at most {@value
   *     #MAX_VALUES}
   * @param more values that are left out
   */
  public record Values(List<Value> values, long more) {
    /** Copies the list. */
    public Values {
      values = List.copyOf(values);
    }
  }

  /**
   * The sessions that came by one value.
   *
   * @param value empty where there is none
   * @param sessions how many, at least 1
   * @param visitors who had them
   * @param length how long they took
   */
  public record Value(String value, long sessions, long visitors, Optional<Distribution> length) {}
}
