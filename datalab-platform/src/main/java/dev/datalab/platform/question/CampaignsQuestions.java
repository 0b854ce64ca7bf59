package dev.datalab.platform.question;

import dev.datalab.core.campaign.CampaignsQuestion;
import dev.datalab.core.funnel.Goal;
import dev.datalab.platform.rpc.Rejection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Reads questions of the kind {@code campaigns}: the {@linkplain Envelope fields of every
 * question}, {@code funnel?}, a configured one's id or a funnel, and {@code limit?}, the most rows
 * of each list.
 */
public final class CampaignsQuestions {
  private static final List<String> KNOWN =
      Stream.concat(Envelope.FIELDS.stream(), Stream.of("funnel", "limit")).toList();

  private CampaignsQuestions() {}

  /**
   * Reads a question.
   *
   * @param json the body, at most {@value FunnelQuestions#MAX_BYTES} bytes
   * @param configured the app's time zone and funnels
   * @throws Rejection MALFORMED if it is no JSON object, TOO_LARGE, or INVALID with everything that
   *     is wrong with it
   */
  public static Asked<CampaignsQuestion> read(String json, Configured configured) {
    Findings findings = Findings.in(json, FunnelQuestions.MAX_BYTES);
    Place body = findings.body();
    body.onlyKnows(KNOWN);
    Optional<Envelope> envelope = Envelope.read(body, configured.timeZone());
    Optional<Goal> goal = Goals.read(body.at("funnel"), configured);
    Optional<Integer> limit = body.at("limit").number(1, CampaignsQuestion.MAX_LIMIT);
    findings.check();
    Envelope shared = envelope.orElseThrow();
    return shared.asked(
        new CampaignsQuestion(
            shared.range(),
            shared.filter(),
            goal,
            shared.breakdown(),
            limit.orElse(CampaignsQuestion.DEFAULT_LIMIT)));
  }
}
