package dev.datalab.platform.question;

import dev.datalab.core.map.MapQuestion;
import dev.datalab.core.map.MapQuestion.Grid;
import dev.datalab.platform.rpc.Rejection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Reads questions of the kind {@code map}: the {@linkplain Envelope fields of every question},
 * {@code page}, and {@code columns?, rowHeight?, assumedWidth?, limit?}.
 */
public final class MapQuestions {
  private static final List<String> KNOWN =
      Stream.concat(
              Envelope.FIELDS.stream(),
              Stream.of("page", "columns", "rowHeight", "assumedWidth", "limit"))
          .toList();

  private MapQuestions() {}

  /**
   * Reads a question.
   *
   * @param json the body, at most {@value FunnelQuestions#MAX_BYTES} bytes
   * @param configured the app's time zone and elements
   * @throws Rejection MALFORMED if it is no JSON object, TOO_LARGE, or INVALID with everything that
   *     is wrong with it
   */
  public static Asked<MapQuestion> read(String json, Configured configured) {
    Findings findings = Findings.in(json, FunnelQuestions.MAX_BYTES);
    Place body = findings.body();
    body.onlyKnows(KNOWN);
    Optional<Envelope> envelope = Envelope.read(body, configured.timeZone());
    Optional<String> page = body.at("page").requireText(Place.MAX_TEXT);
    Grid none = Grid.DEFAULT;
    int columns = body.at("columns").number(1, Grid.MAX_COLUMNS).orElse(none.columns());
    int rowHeight = body.at("rowHeight").number(1, Grid.MAX_ROW_HEIGHT).orElse(none.rowHeight());
    int width = body.at("assumedWidth").number(1, Grid.MAX_WIDTH).orElse(none.assumedWidth());
    int limit = body.at("limit").number(1, MapQuestion.MAX_LIMIT).orElse(MapQuestion.DEFAULT_LIMIT);
    Optional<MapQuestion> question =
        envelope.isEmpty() || page.isEmpty()
            ? Optional.empty()
            : body.make(
                () ->
                    new MapQuestion(
                        envelope.get().range(),
                        envelope.get().filter(),
                        page.get(),
                        new Grid(columns, rowHeight, width),
                        configured.elements(),
                        envelope.get().breakdown(),
                        limit));
    findings.check();
    return envelope.orElseThrow().asked(question.orElseThrow());
  }
}
