package dev.datalab.platform.question;

import dev.datalab.core.page.PagesQuestion;
import dev.datalab.platform.rpc.Rejection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Reads questions of the kind {@code pages}: the {@linkplain Envelope fields of every question} but
 * {@code breakdown}, since every page is a row already, and {@code limit?}, the most rows.
 */
public final class PagesQuestions {
  private static final List<String> KNOWN =
      Stream.concat(
              Envelope.FIELDS.stream().filter(field -> !field.equals("breakdown")),
              Stream.of("limit"))
          .toList();

  private PagesQuestions() {}

  /**
   * Reads a question.
   *
   * @param json the body, at most {@value FunnelQuestions#MAX_BYTES} bytes
   * @param configured the app's time zone
   * @throws Rejection MALFORMED if it is no JSON object, TOO_LARGE, or INVALID with everything that
   *     is wrong with it
   */
  public static Asked<PagesQuestion> read(String json, Configured configured) {
    Findings findings = Findings.in(json, FunnelQuestions.MAX_BYTES);
    Place body = findings.body();
    body.onlyKnows(KNOWN);
    Optional<Envelope> envelope = Envelope.read(body, configured.timeZone());
    Optional<Integer> limit = body.at("limit").number(1, PagesQuestion.MAX_LIMIT);
    findings.check();
    Envelope shared = envelope.orElseThrow();
    return shared.asked(
        new PagesQuestion(
            shared.range(), shared.filter(), limit.orElse(PagesQuestion.DEFAULT_LIMIT)));
  }
}
