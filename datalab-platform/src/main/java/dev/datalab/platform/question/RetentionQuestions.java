package dev.datalab.platform.question;

import dev.datalab.core.query.Interval;
import dev.datalab.core.retention.RetentionQuestion;
import dev.datalab.platform.rpc.Rejection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Reads questions of the kind {@code retention}: the {@linkplain Envelope fields of every
 * question}, {@code interval?: day | week | month}, a week unless set, {@code periods?}, how many
 * after its own a cohort is followed, and {@code limit?}, the most rows of the breakdown.
 */
public final class RetentionQuestions {
  private static final List<String> KNOWN =
      Stream.concat(Envelope.FIELDS.stream(), Stream.of("interval", "periods", "limit")).toList();

  private static final Map<String, Interval> INTERVALS =
      Map.of("day", Interval.DAY, "week", Interval.WEEK, "month", Interval.MONTH);

  private RetentionQuestions() {}

  /**
   * Reads a question.
   *
   * @param json the body, at most {@value FunnelQuestions#MAX_BYTES} bytes
   * @param configured the app's time zone
   * @throws Rejection MALFORMED if it is no JSON object, TOO_LARGE, or INVALID with everything that
   *     is wrong with it
   */
  public static Asked<RetentionQuestion> read(String json, Configured configured) {
    Findings findings = Findings.in(json, FunnelQuestions.MAX_BYTES);
    Place body = findings.body();
    body.onlyKnows(KNOWN);
    Optional<Envelope> envelope = Envelope.read(body, configured.timeZone());
    Interval interval = body.at("interval").choice(INTERVALS).orElse(Interval.WEEK);
    Optional<Integer> periods = body.at("periods").number(1, RetentionQuestion.MAX_PERIODS);
    Optional<Integer> limit = body.at("limit").number(1, RetentionQuestion.MAX_LIMIT);
    findings.check();
    Envelope shared = envelope.orElseThrow();
    return shared.asked(
        new RetentionQuestion(
            shared.range(),
            shared.filter(),
            shared.zone(),
            interval,
            periods.orElse(RetentionQuestion.defaultPeriods(interval)),
            shared.breakdown(),
            limit.orElse(RetentionQuestion.DEFAULT_LIMIT)));
  }
}
