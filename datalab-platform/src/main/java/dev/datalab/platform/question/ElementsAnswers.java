package dev.datalab.platform.question;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.datalab.core.element.ElementsAnswer;
import dev.datalab.core.element.ElementsAnswer.ElementRow;
import dev.datalab.core.element.ElementsAnswer.HoverFigures;
import dev.datalab.core.element.ElementsAnswer.ValueRows;
import dev.datalab.core.query.Correlation;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * Writes answers of the kind {@code elements}:
 *
 * <pre>{@code
 * {elements: [{id?, name, target, FIGURES, correlation: {coefficient, n, t, pValue} | null,
 *              touch: {FIGURES}}],
 *  more, breakdown?: [{value, elements}]}
 * }</pre>
 *
 * with the figures {@code hovers, clicks, leaves, clickShare, leaveShare, visitors} and the times
 * {@code hesitation, click, leave}, each {@code {average, median, p90, histogram: [{from, to,
 * count}]} | null}. An infinite {@code t} is null.
 */
public final class ElementsAnswers {
  private ElementsAnswers() {}

  /** The answer as JSON. */
  public static String json(ElementsAnswer answer) {
    return AnswerText.of(
        json -> {
          writeRows(json, answer.elements());
          json.writeNumberField("more", answer.more());
          if (answer.breakdown().isPresent()) {
            json.writeArrayFieldStart("breakdown");
            for (ValueRows rows : answer.breakdown().get()) {
              json.writeStartObject();
              json.writeStringField("value", rows.value());
              writeRows(json, rows.elements());
              json.writeEndObject();
            }
            json.writeEndArray();
          }
        });
  }

  private static void writeRows(JsonGenerator json, List<ElementRow> rows) throws IOException {
    json.writeArrayFieldStart("elements");
    for (ElementRow row : rows) {
      json.writeStartObject();
      if (row.id().isPresent()) {
        json.writeStringField("id", row.id().get());
      }
      json.writeStringField("name", row.name());
      json.writeStringField("target", row.target());
      writeFigures(json, row.pointer());
      writeCorrelation(json, row.correlation());
      json.writeObjectFieldStart("touch");
      writeFigures(json, row.touch());
      json.writeEndObject();
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void writeFigures(JsonGenerator json, HoverFigures of) throws IOException {
    json.writeNumberField("hovers", of.hovers());
    json.writeNumberField("clicks", of.clicks());
    json.writeNumberField("leaves", of.leaves());
    AnswerText.number(json, "clickShare", of.clickShare());
    AnswerText.number(json, "leaveShare", of.leaveShare());
    json.writeNumberField("visitors", of.visitors());
    AnswerText.distribution(json, "hesitation", of.hesitation());
    AnswerText.distribution(json, "click", of.click());
    AnswerText.distribution(json, "leave", of.leave());
  }

  private static void writeCorrelation(JsonGenerator json, Optional<Correlation> of)
      throws IOException {
    if (of.isEmpty()) {
      json.writeNullField("correlation");
      return;
    }
    Correlation correlation = of.get();
    json.writeObjectFieldStart("correlation");
    AnswerText.number(json, "coefficient", correlation.coefficient());
    json.writeNumberField("n", correlation.n());
    if (Double.isInfinite(correlation.t())) {
      json.writeNullField("t");
    } else {
      AnswerText.number(json, "t", correlation.t());
    }
    AnswerText.number(json, "pValue", correlation.pValue());
    json.writeEndObject();
  }
}
