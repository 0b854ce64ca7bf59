package dev.datalab.core.element;

import dev.datalab.core.query.Correlation;
import dev.datalab.core.query.Distribution;
import java.util.List;
import java.util.Optional;

/**
 * What people did over elements.
 *
 * @param elements the configured elements in their order, also those that nobody hovered over; then
 *     the others, the most hovered over first, then by target and name
 * @param more elements that the limit left out
 * @param breakdown one a value, most hovers first, then by value; where the question asks for it
 */
public record ElementsAnswer(
    List<ElementRow> elements, long more, Optional<List<ValueRows>> breakdown) {
  /** Copies the lists. */
  public ElementsAnswer {
    elements = List.copyOf(elements);
    breakdown = breakdown.map(List::copyOf);
  }

  /**
   * One element.
   *
   * @param id of a configured element; none of the others
   * @param name of a configured element its name, else what the events call it
   * @param target how it is found; empty where events gave nothing but an id that is not configured
   * @param pointer what mice and pens did, and pointers that are not known
   * @param correlation of hesitation with clicking, touches left out; none where it is not defined
   * @param touch what fingers did
   */
  public record ElementRow(
      Optional<String> id,
      String name,
      String target,
      HoverFigures pointer,
      Optional<Correlation> correlation,
      HoverFigures touch) {}

  /**
   * Hovers and how they ended. Shares are 0 to 1, and 0 over nothing.
   *
   * @param hovers clicks and leaves together
   * @param clicks hovers that ended with a click
   * @param leaves hovers that ended without one
   * @param clickShare clicks of the hovers
   * @param leaveShare leaves of the hovers
   * @param visitors with any of these hovers
   * @param hesitation the time before either; none where none is known
   * @param click the time before a click
   * @param leave the time before a leave
   */
  public record HoverFigures(
      long hovers,
      long clicks,
      long leaves,
      double clickShare,
      double leaveShare,
      long visitors,
      Optional<Distribution> hesitation,
      Optional<Distribution> click,
      Optional<Distribution> leave) {}

  /**
   * The hovers whose event has one value of a dimension.
   *
   * @param value empty where the event has none
   * @param elements of the answer's elements those with such a hover, in the same order
   */
  public record ValueRows(String value, List<ElementRow> elements) {
    /** Copies the list. */
    public ValueRows {
      elements = List.copyOf(elements);
    }
  }
}
