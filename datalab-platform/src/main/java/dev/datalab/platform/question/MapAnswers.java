package dev.datalab.platform.question;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.datalab.core.map.MapAnswer;
import dev.datalab.core.map.MapAnswer.Area;
import dev.datalab.core.map.MapAnswer.Cell;
import dev.datalab.core.map.MapAnswer.Cells;
import dev.datalab.core.map.MapAnswer.Clicks;
import dev.datalab.core.map.MapAnswer.ElementRow;
import dev.datalab.core.map.MapAnswer.Rests;
import dev.datalab.core.map.MapAnswer.ValueArea;
import dev.datalab.core.map.MapQuestion;
import dev.datalab.core.map.MapQuestion.Grid;
import java.io.IOException;

/**
 * Writes answers of the kind {@code map}:
 *
 * <pre>{@code
 * {page, columns, rowHeight, AREA,
 *  elements: [{id?, name, target, clicks, clickVisitors, rests, restSeconds}],
 *  breakdown?: [{value, AREA}], more: {elements}}
 * }</pre>
 *
 * with an area of {@code clicks: {count, visitors, unplaced, assumed, cells: [{x, y, count}], more:
 * {cells, count}}} and {@code rests: {count, visitors, seconds, assumed, cells: [{x, y, seconds}],
 * more: {cells, seconds}}}. A cell's {@code x} is the share of the screen's width at its left edge,
 * a column wide; its {@code y} the pixels from the page's top, a row high.
 */
public final class MapAnswers {
  private static final double MILLIS_PER_SECOND = 1_000;

  private MapAnswers() {}

  /** The answer to a question as JSON. */
  public static String json(MapAnswer answer, MapQuestion question) {
    Grid grid = question.grid();
    return AnswerText.of(
        json -> {
          json.writeStringField("page", question.page());
          json.writeNumberField("columns", grid.columns());
          json.writeNumberField("rowHeight", grid.rowHeight());
          write(json, answer.area(), grid);
          json.writeArrayFieldStart("elements");
          for (ElementRow row : answer.elements()) {
            write(json, row);
          }
          json.writeEndArray();
          if (answer.breakdown().isPresent()) {
            json.writeArrayFieldStart("breakdown");
            for (ValueArea value : answer.breakdown().get()) {
              json.writeStartObject();
              json.writeStringField("value", value.value());
              write(json, value.area(), grid);
              json.writeEndObject();
            }
            json.writeEndArray();
          }
          json.writeObjectFieldStart("more");
          json.writeNumberField("elements", answer.moreElements());
          json.writeEndObject();
        });
  }

  private static void write(JsonGenerator json, Area area, Grid grid) throws IOException {
    Clicks clicks = area.clicks();
    json.writeObjectFieldStart("clicks");
    json.writeNumberField("count", clicks.count());
    json.writeNumberField("visitors", clicks.visitors());
    json.writeNumberField("unplaced", clicks.unplaced());
    json.writeNumberField("assumed", clicks.assumed());
    write(json, clicks.cells(), grid, "count", 1);
    json.writeEndObject();
    Rests rests = area.rests();
    json.writeObjectFieldStart("rests");
    json.writeNumberField("count", rests.count());
    json.writeNumberField("visitors", rests.visitors());
    AnswerText.number(json, "seconds", rests.millis() / MILLIS_PER_SECOND);
    json.writeNumberField("assumed", rests.assumed());
    write(json, rests.cells(), grid, "seconds", MILLIS_PER_SECOND);
    json.writeEndObject();
  }

  private static void write(JsonGenerator json, Cells cells, Grid grid, String amount, double unit)
      throws IOException {
    json.writeArrayFieldStart("cells");
    for (Cell cell : cells.cells()) {
      json.writeStartObject();
      AnswerText.number(json, "x", (double) cell.column() / grid.columns());
      json.writeNumberField("y", (long) cell.row() * grid.rowHeight());
      AnswerText.number(json, amount, cell.amount() / unit);
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeObjectFieldStart("more");
    json.writeNumberField("cells", cells.more());
    AnswerText.number(json, amount, cells.moreAmount() / unit);
    json.writeEndObject();
  }

  private static void write(JsonGenerator json, ElementRow row) throws IOException {
    json.writeStartObject();
    if (row.id().isPresent()) {
      json.writeStringField("id", row.id().get());
    }
    json.writeStringField("name", row.name());
    json.writeStringField("target", row.target());
    json.writeNumberField("clicks", row.clicks());
    json.writeNumberField("clickVisitors", row.clickVisitors());
    json.writeNumberField("rests", row.rests());
    AnswerText.number(json, "restSeconds", row.restMillis() / MILLIS_PER_SECOND);
    json.writeEndObject();
  }
}
