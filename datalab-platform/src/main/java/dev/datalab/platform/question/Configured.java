package dev.datalab.platform.question;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.datalab.core.element.InterestingElement;
import dev.datalab.core.match.CleaningRule;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;

/**
 * What an app's configuration adds to a question.
 *
 * @param timeZone the app's time zone, for questions that name none
 * @param funnels the configured funnels by id, each as it stands in the configuration; not to be
 *     changed
 * @param elements the interesting elements, in their order
 * @param clean how the names of pages are simplified, for questions that have no rules of their own
 */
public record Configured(
    ZoneId timeZone,
    Map<String, ObjectNode> funnels,
    List<InterestingElement> elements,
    List<CleaningRule> clean) {
  /** Copies map and lists. */
  public Configured {
    requireNonNull(timeZone, "timeZone");
    funnels = Map.copyOf(funnels);
    elements = List.copyOf(elements);
    clean = List.copyOf(clean);
  }
}
