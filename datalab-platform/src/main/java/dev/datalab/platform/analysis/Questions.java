package dev.datalab.platform.analysis;

import static java.util.Objects.requireNonNull;

import dev.datalab.core.Analysis;
import dev.datalab.core.element.ElementsQuestion;
import dev.datalab.core.funnel.FunnelQuestion;
import dev.datalab.core.page.PagesQuestion;
import dev.datalab.core.query.Scope;
import dev.datalab.core.store.EventStore;
import dev.datalab.platform.config.AppConfiguration;
import dev.datalab.platform.question.Asked;
import dev.datalab.platform.question.ElementsAnswers;
import dev.datalab.platform.question.ElementsQuestions;
import dev.datalab.platform.question.Envelope;
import dev.datalab.platform.question.FunnelAnswers;
import dev.datalab.platform.question.FunnelQuestions;
import dev.datalab.platform.question.PagesAnswers;
import dev.datalab.platform.question.PagesQuestions;
import dev.datalab.platform.rpc.Rejection;
import dev.datalab.proto.appmeta.v1.App;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The kinds of questions, and how each is answered. Safe for use by many threads. */
final class Questions {
  private static final Logger log = LoggerFactory.getLogger(Questions.class);

  /** How the core says which field it refuses. */
  private static final Pattern FIELD_FIRST = Pattern.compile("([a-zA-Z]+): .*");

  /** Answers questions of one kind. */
  interface Kind {
    /**
     * From the text of a question to the text of its answer.
     *
     * @throws Rejection INVALID, MALFORMED or TOO_LARGE
     */
    String answer(String question, App app, AppConfiguration configuration);
  }

  /** What the engine makes of a question. */
  private interface Engine<T> {
    T answer() throws IOException;
  }

  private final Analysis analysis;
  private final EventStore store;
  private final Map<String, Kind> kinds = new TreeMap<>();

  Questions(Analysis analysis, EventStore store) {
    this.analysis = requireNonNull(analysis, "analysis");
    this.store = requireNonNull(store, "store");
    kinds.put("funnel", this::funnel);
    kinds.put("pages", this::pages);
    kinds.put("elements", this::elements);
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

  private String funnel(String question, App app, AppConfiguration configuration) {
    Asked<FunnelQuestion> asked = FunnelQuestions.read(question, configuration.questions());
    Scope scope = scope(asked.archive(), app, configuration);
    return FunnelAnswers.json(ask(() -> analysis.funnel(scope, asked.question())));
  }

  private String pages(String question, App app, AppConfiguration configuration) {
    Asked<PagesQuestion> asked = PagesQuestions.read(question, configuration.questions());
    Scope scope = scope(asked.archive(), app, configuration);
    return PagesAnswers.json(ask(() -> analysis.pages(scope, asked.question())));
  }

  private String elements(String question, App app, AppConfiguration configuration) {
    Asked<ElementsQuestion> asked = ElementsQuestions.read(question, configuration.questions());
    Scope scope = scope(asked.archive(), app, configuration);
    return ElementsAnswers.json(ask(() -> analysis.elements(scope, asked.question())));
  }

  private Scope scope(String archive, App app, AppConfiguration configuration) {
    return new Scope(app.getId(), generation(archive, app), configuration.site(app.getUrl()));
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

  private static <T> T ask(Engine<T> engine) {
    try {
      return engine.answer();
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
