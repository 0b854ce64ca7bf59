package dev.datalab.platform.analysis;

import static java.util.Objects.requireNonNull;

import dev.datalab.core.Analysis;
import dev.datalab.core.query.Scope;
import dev.datalab.core.store.EventStore;
import dev.datalab.platform.config.AppConfiguration;
import dev.datalab.platform.question.Asked;
import dev.datalab.platform.question.AudienceAnswers;
import dev.datalab.platform.question.AudienceQuestions;
import dev.datalab.platform.question.CampaignsAnswers;
import dev.datalab.platform.question.CampaignsQuestions;
import dev.datalab.platform.question.Configured;
import dev.datalab.platform.question.DeliveryAnswers;
import dev.datalab.platform.question.DeliveryQuestions;
import dev.datalab.platform.question.ElementsAnswers;
import dev.datalab.platform.question.ElementsQuestions;
import dev.datalab.platform.question.Envelope;
import dev.datalab.platform.question.EventText;
import dev.datalab.platform.question.FunnelAnswers;
import dev.datalab.platform.question.FunnelQuestions;
import dev.datalab.platform.question.JourneyAnswers;
import dev.datalab.platform.question.JourneyQuestions;
import dev.datalab.platform.question.MapAnswers;
import dev.datalab.platform.question.MapQuestions;
import dev.datalab.platform.question.OverviewAnswers;
import dev.datalab.platform.question.OverviewQuestions;
import dev.datalab.platform.question.PagesAnswers;
import dev.datalab.platform.question.PagesQuestions;
import dev.datalab.platform.question.RetentionAnswers;
import dev.datalab.platform.question.RetentionQuestions;
import dev.datalab.platform.question.SessionsAnswers;
import dev.datalab.platform.question.SessionsAsked;
import dev.datalab.platform.question.SessionsQuestions;
import dev.datalab.platform.rpc.Rejection;
import dev.datalab.proto.appmeta.v1.App;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The kinds of questions, and how each is answered. Safe for use by many threads. */
final class Questions {
  private static final Logger log = LoggerFactory.getLogger(Questions.class);

  /** How the core says which field it refuses. */
  private static final Pattern FIELD_FIRST = Pattern.compile("([a-zA-Z][a-zA-Z0-9/]*): .*");

  /** Answers questions of one kind. */
  interface Kind {
    /**
     * From the text of a question to the text of its answer.
     *
     * @throws Rejection INVALID, MALFORMED or TOO_LARGE
     */
    String answer(String question, App app, AppConfiguration configuration);
  }

  /** Makes the core's question of a body. */
  private interface Reader<Q> {
    Asked<Q> read(String json, Configured configured);
  }

  /** Makes the core's answer of a question. */
  private interface Engine<Q, A> {
    A answer(Scope scope, Q question) throws IOException;
  }

  /** Asks engine or store. */
  private interface Asking<T> {
    T ask() throws IOException;
  }

  private final EventStore store;
  private final Map<String, Kind> kinds = new TreeMap<>();

  Questions(Analysis analysis, EventStore store, EventText events) {
    requireNonNull(analysis, "analysis");
    this.store = requireNonNull(store, "store");
    requireNonNull(events, "events");
    add("funnel", FunnelQuestions::read, analysis::funnel, FunnelAnswers::json);
    add("pages", PagesQuestions::read, analysis::pages, PagesAnswers::json);
    add("elements", ElementsQuestions::read, analysis::elements, ElementsAnswers::json);
    add("campaigns", CampaignsQuestions::read, analysis::campaigns, CampaignsAnswers::json);
    add("journey", JourneyQuestions::read, analysis::journey, JourneyAnswers::json);
    add("retention", RetentionQuestions::read, analysis::ask, RetentionAnswers::json);
    add("audience", AudienceQuestions::read, analysis::ask, AudienceAnswers::json);
    add("overview", OverviewQuestions::read, analysis::ask, OverviewAnswers::json);
    add("delivery", DeliveryQuestions::read, analysis::ask, DeliveryAnswers::json);
    add(
        "map",
        MapQuestions::read,
        (scope, question) -> MapAnswers.json(analysis.ask(scope, question), question),
        json -> json);
    add(
        "sessions",
        SessionsQuestions::read,
        (scope, asked) -> sessions(analysis, scope, asked, events),
        json -> json);
  }

  private static String sessions(
      Analysis analysis, Scope scope, SessionsAsked asked, EventText events) throws IOException {
    if (asked instanceof SessionsAsked.OfList list) {
      return SessionsAnswers.json(
          analysis.ask(scope, list.question()), list.question().order(), list.zone());
    }
    SessionsAsked.OfCourse course = (SessionsAsked.OfCourse) asked;
    return SessionsAnswers.json(analysis.ask(scope, course.question()), events, course.zone());
  }

  /**
   * The kind of this name.
   *
   * @throws Rejection NOT_FOUND if there is none
   */
  Kind kind(String name) {
    return Optional.ofNullable(kinds.get(name))
        .orElseThrow(
            () ->
                Rejection.notFound(
                    "There is no kind of question '%s' here; there is %s."
                        .formatted(
                            name.length() > 40 ? name.substring(0, 40) + "…" : name,
                            String.join(", ", kinds.keySet()))));
  }

  private <Q, A> void add(
      String name, Reader<Q> reader, Engine<Q, A> engine, Function<A, String> writer) {
    kinds.put(
        name,
        (question, app, configuration) -> {
          Asked<Q> asked = reader.read(question, configuration.questions());
          Scope scope = scope(asked, app, configuration);
          return writer.apply(ask(() -> engine.answer(scope, asked.question())));
        });
  }

  private Scope scope(Asked<?> asked, App app, AppConfiguration configuration) {
    return new Scope(
        app.getId(),
        generation(asked.archive(), app),
        configuration.site(app.getUrl()),
        asked.segment());
  }

  /** The generation that is asked: the app's, an archive's by its id, or none for all of them. */
  private OptionalInt generation(String archive, App app) {
    if (archive.equals(Envelope.ALL)) {
      return OptionalInt.empty();
    }
    if (archive.isEmpty()) {
      return OptionalInt.of(app.getGeneration());
    }
    return ask(() -> store.archives(app.getId())).stream()
        .filter(summary -> summary.generation() < app.getGeneration() && summary.events() > 0)
        .mapToInt(summary -> summary.generation())
        .filter(generation -> Integer.toString(generation).equals(archive))
        .mapToObj(OptionalInt::of)
        .findFirst()
        .orElseThrow(
            () ->
                Rejection.invalid(
                    "/archive",
                    "archive: the app has none with this id; give the id of one, 'all', or leave"
                        + " it out."));
  }

  private static <T> T ask(Asking<T> asking) {
    try {
      return asking.ask();
    } catch (IOException e) {
      log.error("The event store can't be read", e);
      throw Rejection.unavailable("The event store does not answer: try again soon.");
    } catch (IllegalArgumentException e) {
      String message = requireNonNull(e.getMessage());
      Matcher field = FIELD_FIRST.matcher(message);
      throw Rejection.invalid(field.matches() ? "/" + field.group(1) : "", message);
    }
  }
}
