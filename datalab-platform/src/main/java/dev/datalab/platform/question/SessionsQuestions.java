package dev.datalab.platform.question;

import dev.datalab.core.session.CourseQuestion;
import dev.datalab.core.session.SessionOrder;
import dev.datalab.core.session.SessionsQuestion;
import dev.datalab.platform.rpc.Rejection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Reads questions of the kind {@code sessions}: the {@linkplain Envelope fields of every question}
 * and {@code visitor?, order?: "newest|longest", limit?, after?}; or, with {@code session}, the
 * events of that one: {@code session, visitor?, limit?, after?} without {@code order} and {@code
 * breakdown}.
 */
public final class SessionsQuestions {
  private static final List<String> KNOWN =
      Stream.concat(
              Envelope.FIELDS.stream(), Stream.of("session", "visitor", "order", "limit", "after"))
          .toList();

  private SessionsQuestions() {}

  /**
   * Reads a question.
   *
   * @param json the body, at most {@value FunnelQuestions#MAX_BYTES} bytes
   * @param configured the app's time zone
   * @throws Rejection MALFORMED if it is no JSON object, TOO_LARGE, or INVALID with everything that
   *     is wrong with it
   */
  public static Asked<SessionsAsked> read(String json, Configured configured) {
    Findings findings = Findings.in(json, FunnelQuestions.MAX_BYTES);
    Place body = findings.body();
    body.onlyKnows(KNOWN);
    Optional<Envelope> envelope = Envelope.read(body, configured.timeZone());
    Optional<String> visitor = body.at("visitor").text(Place.MAX_TEXT);
    return body.at("session").isGiven()
        ? course(findings, envelope, visitor)
        : list(findings, envelope, visitor);
  }

  private static Asked<SessionsAsked> list(
      Findings findings, Optional<Envelope> envelope, Optional<String> visitor) {
    Place body = findings.body();
    SessionOrder order =
        body.at("order").choice(Words.of(SessionOrder.class)).orElse(SessionOrder.NEWEST);
    Optional<Integer> limit = body.at("limit").number(1, SessionsQuestion.MAX_LIMIT);
    var after = Cursors.sessions(body.at("after"), order);
    findings.check();
    Envelope shared = envelope.orElseThrow();
    return shared.asked(
        new SessionsAsked.OfList(
            new SessionsQuestion(
                shared.range(),
                shared.filter(),
                shared.breakdown(),
                visitor,
                order,
                limit.orElse(SessionsQuestion.DEFAULT_LIMIT),
                after),
            shared.zone()));
  }

  private static Asked<SessionsAsked> course(
      Findings findings, Optional<Envelope> envelope, Optional<String> visitor) {
    Place body = findings.body();
    Optional<String> session = body.at("session").text(Place.MAX_TEXT);
    for (String field : List.of("order", "breakdown")) {
      if (body.at(field).isGiven()) {
        body.at(field)
            .wrong("%s: one session has its events in their order; leave it out.".formatted(field));
      }
    }
    Optional<Integer> limit = body.at("limit").number(1, CourseQuestion.MAX_LIMIT);
    var after = Cursors.events(body.at("after"));
    findings.check();
    Envelope shared = envelope.orElseThrow();
    return shared.asked(
        new SessionsAsked.OfCourse(
            new CourseQuestion(
                shared.range(),
                shared.filter(),
                session.orElseThrow(),
                visitor,
                limit.orElse(CourseQuestion.DEFAULT_LIMIT),
                after),
            shared.zone()));
  }
}
