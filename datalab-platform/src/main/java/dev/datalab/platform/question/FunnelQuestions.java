package dev.datalab.platform.question;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.datalab.core.funnel.Breakdown;
import dev.datalab.core.funnel.FunnelBaseline;
import dev.datalab.core.funnel.FunnelCorrelating;
import dev.datalab.core.funnel.FunnelQuestion;
import dev.datalab.core.funnel.FunnelQuestion.Definition;
import dev.datalab.core.funnel.VisitorListing;
import dev.datalab.core.query.Interval;
import dev.datalab.core.query.Range;
import dev.datalab.platform.rpc.Rejection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Reads questions of the kind {@code funnel}: the {@linkplain Envelope fields of every question},
 * and
 *
 * <pre>{@code
 * {stages: [{id?, name, match | anyOf, optional?, within?}], window?, order?, unit?,
 *  exclude?: [{match | anyOf, after?, before?, filters?}], hold?, interval?,
 *  breakdown?: FIELD | {by, at?: "first" | "last" | STAGE},
 *  list?: {stage, outcome: "converted" | "dropped", limit?, after?},
 *  compare?: {name?, from?, to?, filters?, segment?}, correlate?: {stage?, limit?, minimum?}}
 * }</pre>
 *
 * or {@code {funnel: ID}} for a configured one. That one may have every field of a question but the
 * range; a field that the question itself has goes before it, all but {@code stages}, which would
 * be another funnel. What then does not fit in the configured one is noted at {@code /funnel}.
 */
public final class FunnelQuestions {
  /** The most that a question may have, in bytes. */
  public static final int MAX_BYTES = 262_144;

  /** The most buckets of a trend. */
  public static final int MAX_BUCKETS = 10_000;

  private static final List<String> OWN =
      Stream.concat(
              Definitions.FIELDS.stream(), Stream.of("interval", "list", "compare", "correlate"))
          .toList();
  private static final List<String> KNOWN =
      Stream.of(Envelope.FIELDS, OWN, List.of("funnel")).flatMap(List::stream).toList();
  private static final List<String> CONFIGURABLE =
      Stream.of(List.of("id", "name"), OWN, Envelope.FIELDS)
          .flatMap(List::stream)
          .filter(field -> !field.equals("from") && !field.equals("to"))
          .toList();

  private FunnelQuestions() {}

  /**
   * Reads a question.
   *
   * @param json the body, at most {@value #MAX_BYTES} bytes
   * @param configured the app's time zone and funnels
   * @throws Rejection MALFORMED if it is no JSON object, TOO_LARGE, or INVALID with everything that
   *     is wrong with it
   */
  public static Asked<FunnelQuestion> read(String json, Configured configured) {
    Findings findings = Findings.in(json, MAX_BYTES);
    Place body = findings.body();
    body.onlyKnows(KNOWN);
    Place question = withFunnel(body, configured);
    Optional<Envelope> envelope = Envelope.readButBreakdown(question, configured.timeZone());
    Optional<Definition> definition =
        body.at("funnel").isGiven() && !question.hasFallback()
            ? Optional.empty()
            : Definitions.read(question);
    Optional<Interval> interval = Definitions.interval(question.at("interval"));
    int stages = Stages.count(question);
    Optional<Breakdown> breakdown = Breakdowns.read(question.at("breakdown"), stages);
    Optional<VisitorListing> list = Listings.read(question.at("list"), stages);
    if (envelope.isPresent() && interval.isPresent()) {
      checkBuckets(question.at("interval"), interval.get(), envelope.get().range());
    }
    Optional<FunnelCorrelating> correlate = Correlatings.read(question.at("correlate"), stages);
    Optional<FunnelBaseline> compare = Baselines.read(question.at("compare"));
    if (envelope.isPresent() && compare.isPresent()) {
      checkRange(question.at("compare"), compare.get(), envelope.get().range());
    }
    findings.check();
    Envelope shared = envelope.orElseThrow();
    return shared.asked(
        new FunnelQuestion(
            shared.range(),
            shared.filter(),
            shared.zone(),
            definition.orElseThrow(),
            interval,
            breakdown,
            list,
            compare,
            correlate));
  }

  /** Notes what is wrong with a configured funnel, but for the ids. */
  public static void checkConfigured(Place funnel) {
    funnel.onlyKnows(CONFIGURABLE);
    funnel.at("name").name();
    Envelope.checkWithoutRange(funnel);
    Definitions.read(funnel);
    Definitions.interval(funnel.at("interval"));
    Breakdowns.read(funnel.at("breakdown"), Stages.count(funnel));
    Listings.read(funnel.at("list"), Stages.count(funnel));
    Baselines.read(funnel.at("compare"));
    Correlatings.read(funnel.at("correlate"), Stages.count(funnel));
  }

  /** The question over the configured funnel that it names, if it names one. */
  private static Place withFunnel(Place body, Configured configured) {
    Place funnel = body.at("funnel");
    Optional<String> id = funnel.text(Place.MAX_TEXT);
    if (id.isEmpty()) {
      return body;
    }
    if (body.at("stages").isGiven()) {
      body.at("stages").wrong("stages: not with 'funnel', which has its own; leave one out.");
      return body;
    }
    ObjectNode tree = configured.funnels().get(id.get());
    if (tree == null) {
      funnel.wrong(
          "funnel: no funnel '%s' is configured; give the id of one that is, or 'stages'."
              .formatted(Place.shortened(id.get())));
      return body;
    }
    return body.over(tree, funnel);
  }

  private static void checkRange(Place at, FunnelBaseline compare, Range range) {
    if (compare.fromMillis().orElse(range.fromMillis())
        >= compare.toMillis().orElse(range.toMillis())) {
      at.at("from").wrong("from: before 'to'; what 'compare' leaves out is the question's.");
    }
  }

  private static void checkBuckets(Place at, Interval interval, Range range) {
    long bucketMillis =
        switch (interval) {
          case HOUR -> 3_600_000L;
          case DAY -> 86_400_000L;
          case WEEK -> 7 * 86_400_000L;
          case MONTH -> 28 * 86_400_000L;
        };
    if ((range.toMillis() - range.fromMillis()) / bucketMillis > MAX_BUCKETS) {
      at.wrong(
          "interval: the range has over %,d of them; ask for a longer one, or a shorter range."
              .formatted(MAX_BUCKETS));
    }
  }
}
