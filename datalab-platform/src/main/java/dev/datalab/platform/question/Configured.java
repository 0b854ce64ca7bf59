package dev.datalab.platform.question;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.ZoneId;
import java.util.Map;

/**
 * What an app's configuration adds to a question.
 *
 * @param timeZone the app's time zone, for questions that name none
 * @param funnels the configured funnels by id, each as it stands in the configuration; not to be
 *     changed
 */
public record Configured(ZoneId timeZone, Map<String, ObjectNode> funnels) {
  /** Copies the map. */
  public Configured {
    requireNonNull(timeZone, "timeZone");
    funnels = Map.copyOf(funnels);
  }
}
