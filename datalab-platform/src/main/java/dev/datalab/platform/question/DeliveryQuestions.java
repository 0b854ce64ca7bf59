package dev.datalab.platform.question;

import dev.datalab.core.delivery.DeliveryQuestion;
import dev.datalab.platform.rpc.Rejection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads questions of the kind {@code delivery}: {@code from, to, archive?}. Of the other
 * {@linkplain Envelope fields of every question} only a {@code timeZone} of UTC is taken: numbers
 * are counted as they are settled, by days in UTC, and what was refused or lost has no visitor and
 * no dimensions.
 */
public final class DeliveryQuestions {
  private static final List<String> UTC = List.of("UTC", "Etc/UTC");

  private static final Map<String, String> REFUSED =
      Map.of(
          "filters",
          "filters: what was refused or lost has nothing to filter by; leave them out.",
          "segment",
          "segment: what was refused or lost has no visitor; leave it out.",
          "breakdown",
          "breakdown: what was refused or lost has no dimensions; leave it out.");

  private DeliveryQuestions() {}

  /**
   * Reads a question.
   *
   * @param json the body, at most {@value FunnelQuestions#MAX_BYTES} bytes
   * @param configured not asked: days are those in UTC whatever the app's time zone is
   * @throws Rejection MALFORMED if it is no JSON object, TOO_LARGE, or INVALID with everything that
   *     is wrong with it
   */
  public static Asked<DeliveryQuestion> read(String json, Configured configured) {
    Findings findings = Findings.in(json, FunnelQuestions.MAX_BYTES);
    Place body = findings.body();
    body.onlyKnows(Envelope.FIELDS);
    Optional<Envelope> envelope = Envelope.read(body, configured.timeZone());
    REFUSED.forEach(
        (field, why) -> {
          if (body.at(field).isGiven()) {
            body.at(field).wrong(why);
          }
        });
    Place zone = body.at("timeZone");
    if (Times.zone(zone).filter(id -> !UTC.contains(id.getId())).isPresent()) {
      zone.wrong("timeZone: delivery is counted by days in UTC; give UTC or leave it out.");
    }
    findings.check();
    Envelope shared = envelope.orElseThrow();
    return shared.asked(new DeliveryQuestion(shared.range()));
  }
}
