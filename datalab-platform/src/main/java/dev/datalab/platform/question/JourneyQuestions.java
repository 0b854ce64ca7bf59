package dev.datalab.platform.question;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.datalab.core.journey.JourneyQuestion;
import dev.datalab.core.journey.JourneyQuestion.By;
import dev.datalab.core.journey.JourneyQuestion.Direction;
import dev.datalab.core.journey.JourneyQuestion.Form;
import dev.datalab.core.match.CleaningRule;
import dev.datalab.core.match.Matcher;
import dev.datalab.core.query.Unit;
import dev.datalab.platform.rpc.Rejection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Reads questions of the kind {@code journey}: the {@linkplain Envelope fields of every question},
 * and
 *
 * <pre>{@code
 * {by: url | stage | event, funnel | stages, start?, end?, passing?, direction?: forward | backward,
 *  form?: steps | graph, steps?, top?, minWeight?, paths?, clean?: [{pattern, as}],
 *  unit?: visitor | session, repeats?, time?}
 * }</pre>
 *
 * <p>By stages, and only then, it has the id of a configured {@code funnel}, of which it takes the
 * stages and nothing else, or {@code stages} as a funnel has them. By addresses, and only then, the
 * app's own rules clean the names where the question has none; an empty list has none applied.
 */
public final class JourneyQuestions {
  private static final List<String> KNOWN =
      Stream.concat(
              Envelope.FIELDS.stream(),
              Stream.of(
                  "by",
                  "funnel",
                  "stages",
                  "start",
                  "end",
                  "passing",
                  "direction",
                  "form",
                  "steps",
                  "top",
                  "minWeight",
                  "paths",
                  "clean",
                  "unit",
                  "repeats",
                  "time"))
          .toList();

  private enum Kind {
    URL,
    STAGE,
    EVENT
  }

  private static final Map<String, Kind> KINDS = Words.of(Kind.class);
  private static final Map<String, Direction> DIRECTIONS = Words.of(Direction.class);
  private static final Map<String, Form> FORMS = Words.of(Form.class);
  private static final Map<String, Unit> UNITS = Words.of(Unit.class);

  private JourneyQuestions() {}

  /**
   * Reads a question.
   *
   * @param json the body, at most {@value FunnelQuestions#MAX_BYTES} bytes
   * @param configured the app's time zone, funnels and cleaning rules
   * @throws Rejection MALFORMED if it is no JSON object, TOO_LARGE, or INVALID with everything that
   *     is wrong with it
   */
  public static Asked<JourneyQuestion> read(String json, Configured configured) {
    Findings findings = Findings.in(json, FunnelQuestions.MAX_BYTES);
    Place body = findings.body();
    body.onlyKnows(KNOWN);
    Optional<Envelope> envelope = Envelope.read(body, configured.timeZone());
    Optional<Kind> kind = body.at("by").requireChoice(KINDS);
    Optional<By> by = kind.flatMap(of -> by(of, body, configured));
    Optional<Matcher> start = matcher(body.at("start"));
    Optional<Matcher> end = matcher(body.at("end"));
    Optional<Matcher> passing = matcher(body.at("passing"));
    Optional<Direction> direction = body.at("direction").choice(DIRECTIONS);
    Form form = body.at("form").choice(FORMS).orElse(Form.STEPS);
    Optional<Integer> steps =
        body.at("steps")
            .number(
                1,
                form == Form.STEPS ? JourneyQuestion.MAX_STEPS : JourneyQuestion.MAX_GRAPH_STEPS);
    Optional<Integer> top = body.at("top").number(1, JourneyQuestion.MAX_TOP);
    Optional<Integer> minWeight = body.at("minWeight").number(1, Integer.MAX_VALUE);
    Optional<Integer> paths = body.at("paths").number(0, JourneyQuestion.MAX_PATHS);
    List<CleaningRule> clean = CleaningRules.read(body.at("clean"), JourneyQuestion.MAX_RULES);
    Optional<Unit> unit = body.at("unit").choice(UNITS);
    boolean repeats = body.at("repeats").flag();
    boolean time = body.at("time").flag();
    findings.check();
    Envelope shared = envelope.orElseThrow();
    boolean cleansAsConfigured = kind.orElseThrow() == Kind.URL && !body.at("clean").isGiven();
    return shared.asked(
        new JourneyQuestion(
            shared.range(),
            shared.filter(),
            by.orElseThrow(),
            start,
            end,
            passing,
            direction.orElse(Direction.FORWARD),
            form,
            steps.orElse(JourneyQuestion.DEFAULT_STEPS),
            top.orElse(JourneyQuestion.DEFAULT_TOP),
            minWeight.orElse(1),
            paths.orElse(JourneyQuestion.DEFAULT_PATHS),
            cleansAsConfigured ? configured.clean() : clean,
            unit.orElse(Unit.VISITOR),
            repeats,
            time,
            shared.breakdown()));
  }

  private static Optional<Matcher> matcher(Place at) {
    return at.isGiven() ? Matchers.matcher(at) : Optional.empty();
  }

  private static Optional<By> by(Kind kind, Place body, Configured configured) {
    Place funnel = body.at("funnel");
    Place stages = body.at("stages");
    if (kind != Kind.STAGE) {
      for (Place place : List.of(funnel, stages)) {
        if (place.isGiven()) {
          place.wrong("%s: only where 'by' is 'stage'; leave it out.".formatted(place.label()));
        }
      }
      return Optional.of(kind == Kind.URL ? new By.Url() : new By.Event());
    }
    if (funnel.isGiven() == stages.isGiven()) {
      return funnel.refused(
          "funnel: give either the id of a configured funnel, or 'stages'%s."
              .formatted(funnel.isGiven() ? ", not both" : ""));
    }
    return withFunnel(body, funnel, configured)
        .flatMap(Definitions::stages)
        .flatMap(list -> body.make(() -> new By.Stages(list)));
  }

  /** The body over the configured funnel that it names, if it names one. */
  private static Optional<Place> withFunnel(Place body, Place funnel, Configured configured) {
    if (!funnel.isGiven()) {
      return Optional.of(body);
    }
    Optional<String> id = funnel.text(Place.MAX_TEXT);
    if (id.isEmpty()) {
      return Optional.empty();
    }
    ObjectNode tree = configured.funnels().get(id.get());
    return tree == null
        ? funnel.refused(
            "funnel: no funnel '%s' is configured; give the id of one that is, or 'stages'."
                .formatted(Place.shortened(id.get())))
        : Optional.of(body.over(tree, funnel));
  }
}
