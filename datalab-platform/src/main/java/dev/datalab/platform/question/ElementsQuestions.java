package dev.datalab.platform.question;

import dev.datalab.core.element.ElementsQuestion;
import dev.datalab.platform.rpc.Rejection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Reads questions of the kind {@code elements}: the {@linkplain Envelope fields of every question},
 * and {@code limit?}, the most rows beside those of the configured elements.
 */
public final class ElementsQuestions {
  private static final List<String> KNOWN =
      Stream.concat(Envelope.FIELDS.stream(), Stream.of("limit")).toList();

  private ElementsQuestions() {}

  /**
   * Reads a question.
   *
   * @param json the body, at most {@value FunnelQuestions#MAX_BYTES} bytes
   * @param configured the app's time zone and elements
   * @throws Rejection MALFORMED if it is no JSON object, TOO_LARGE, or INVALID with everything that
   *     is wrong with it
   */
  public static Asked<ElementsQuestion> read(String json, Configured configured) {
    Findings findings = Findings.in(json, FunnelQuestions.MAX_BYTES);
    Place body = findings.body();
    body.onlyKnows(KNOWN);
    Optional<Envelope> envelope = Envelope.read(body, configured.timeZone());
    Optional<Integer> limit = body.at("limit").number(0, ElementsQuestion.MAX_LIMIT);
    findings.check();
    Envelope shared = envelope.orElseThrow();
    return shared.asked(
        new ElementsQuestion(
            shared.range(),
            shared.filter(),
            configured.elements(),
            shared.breakdown(),
            limit.orElse(ElementsQuestion.DEFAULT_LIMIT)));
  }
}
