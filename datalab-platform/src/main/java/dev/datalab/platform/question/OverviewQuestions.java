package dev.datalab.platform.question;

import dev.datalab.core.overview.OverviewQuestion;
import dev.datalab.core.query.Interval;
import dev.datalab.core.query.Range;
import dev.datalab.platform.rpc.Rejection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Reads questions of the kind {@code overview}: the {@linkplain Envelope fields of every question}
 * but {@code breakdown}, {@code compare?: {from, to}}, {@code interval?} for the trends, and {@code
 * limit?}, the most pages and the most sources.
 */
public final class OverviewQuestions {
  private static final List<String> KNOWN =
      Stream.concat(
              Envelope.FIELDS.stream().filter(field -> !field.equals("breakdown")),
              Stream.of("compare", "interval", "limit"))
          .toList();

  private OverviewQuestions() {}

  /**
   * Reads a question.
   *
   * @param json the body, at most {@value FunnelQuestions#MAX_BYTES} bytes
   * @param configured the app's time zone
   * @throws Rejection MALFORMED if it is no JSON object, TOO_LARGE, or INVALID with everything that
   *     is wrong with it
   */
  public static Asked<OverviewQuestion> read(String json, Configured configured) {
    Findings findings = Findings.in(json, FunnelQuestions.MAX_BYTES);
    Place body = findings.body();
    body.onlyKnows(KNOWN);
    Optional<Envelope> envelope = Envelope.read(body, configured.timeZone());
    Optional<Range> compare = compare(body.at("compare"));
    Optional<Interval> interval = Definitions.interval(body.at("interval"));
    Optional<Integer> limit = body.at("limit").number(1, OverviewQuestion.MAX_LIMIT);
    findings.check();
    Envelope shared = envelope.orElseThrow();
    return shared.asked(
        new OverviewQuestion(
            shared.range(),
            shared.filter(),
            shared.zone(),
            compare,
            interval,
            limit.orElse(OverviewQuestion.DEFAULT_LIMIT)));
  }

  private static Optional<Range> compare(Place at) {
    if (!at.isGiven() || !at.requireObject()) {
      return Optional.empty();
    }
    at.onlyKnows(List.of("from", "to"));
    Optional<Long> from = Times.instant(at.at("from"));
    Optional<Long> to = Times.instant(at.at("to"));
    return from.isEmpty() || to.isEmpty()
        ? Optional.empty()
        : at.make(() -> new Range(from.get(), to.get()));
  }
}
