package dev.datalab.platform.question;

import dev.datalab.core.audience.AudienceQuestion;
import dev.datalab.core.query.Interval;
import dev.datalab.platform.rpc.Rejection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Reads questions of the kind {@code audience}: the {@linkplain Envelope fields of every question},
 * {@code interval?} for a trend, and {@code limit?}, how many values of each list have a row of
 * their own.
 */
public final class AudienceQuestions {
  private static final List<String> KNOWN =
      Stream.concat(Envelope.FIELDS.stream(), Stream.of("interval", "limit")).toList();

  private AudienceQuestions() {}

  /**
   * Reads a question.
   *
   * @param json the body, at most {@value FunnelQuestions#MAX_BYTES} bytes
   * @param configured the app's time zone
   * @throws Rejection MALFORMED if it is no JSON object, TOO_LARGE, or INVALID with everything that
   *     is wrong with it
   */
  public static Asked<AudienceQuestion> read(String json, Configured configured) {
    Findings findings = Findings.in(json, FunnelQuestions.MAX_BYTES);
    Place body = findings.body();
    body.onlyKnows(KNOWN);
    Optional<Envelope> envelope = Envelope.read(body, configured.timeZone());
    Optional<Interval> interval = Definitions.interval(body.at("interval"));
    Optional<Integer> limit = body.at("limit").number(1, AudienceQuestion.MAX_LIMIT);
    findings.check();
    Envelope shared = envelope.orElseThrow();
    return shared.asked(
        new AudienceQuestion(
            shared.range(),
            shared.filter(),
            shared.zone(),
            interval,
            shared.breakdown(),
            limit.orElse(AudienceQuestion.DEFAULT_LIMIT)));
  }
}
