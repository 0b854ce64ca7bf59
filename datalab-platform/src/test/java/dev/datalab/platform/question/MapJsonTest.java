package dev.datalab.platform.question;

import static dev.datalab.platform.question.Bodies.json;
import static dev.datalab.platform.question.Bodies.pointers;
import static dev.datalab.platform.question.Bodies.rejection;
import static org.assertj.core.api.Assertions.assertThat;

import dev.datalab.core.element.InterestingElement;
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
import dev.datalab.core.query.Dimension.BuiltIn;
import dev.datalab.core.query.Filter;
import dev.datalab.core.query.Range;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class MapJsonTest {
  private static final InterestingElement BUY = new InterestingElement("buy", "Buy", "#buy");
  private static final Configured SHOP =
      new Configured(ZoneOffset.UTC, Map.of(), List.of(BUY), List.of());

  private static Asked<MapQuestion> read(String fields) {
    return MapQuestions.read(json("{'from':0,'to':1000" + fields + "}"), SHOP);
  }

  @Test
  void aQuestionIsAboutAPage() {
    assertThat(read(",'page':'/a/'").question())
        .isEqualTo(
            new MapQuestion(
                new Range(0, 1_000),
                Filter.ALL,
                "/a",
                Grid.DEFAULT,
                List.of(BUY),
                Optional.empty(),
                MapQuestion.DEFAULT_LIMIT));
    assertThat(
            read(
                ",'page':'/a','columns':7,'rowHeight':8,'assumedWidth':900,'limit':3,"
                    + "'breakdown':'device','archive':'all'"))
        .isEqualTo(
            new Asked<>(
                new MapQuestion(
                    new Range(0, 1_000),
                    Filter.ALL,
                    "/a",
                    new Grid(7, 8, 900),
                    List.of(BUY),
                    Optional.of(BuiltIn.DEVICE),
                    3),
                "all"));
  }

  @Test
  void whatIsWrongIsNamedAtItsPlace() {
    assertThat(wrong("")).containsExactly("/page");
    assertThat(wrong(",'page':'a'")).containsExactly("/page");
    assertThat(
            wrong(",'page':'/a','columns':201,'rowHeight':0,'assumedWidth':0,'limit':50001,'x':1"))
        .containsExactly("/columns", "/rowHeight", "/assumedWidth", "/limit", "/x");
  }

  private static List<String> wrong(String fields) {
    return pointers(rejection(() -> read(fields)));
  }

  @Test
  void anAnswerIsWrittenFieldByField() {
    Area some =
        new Area(
            new Clicks(9, 4, 1, 2, new Cells(List.of(new Cell(1, 3, 5)), 2, 3)),
            new Rests(6, 3, 2_500, 1, new Cells(List.of(new Cell(0, 0, 1_500)), 1, 1_000)));
    ElementRow buy = new ElementRow(Optional.of("buy"), "Buy", "#buy", 3, 2, 1, 500);
    ElementRow other = new ElementRow(Optional.empty(), "#a", "#a", 1, 1, 0, 0);

    String area =
        "'clicks':{'count':9,'visitors':4,'unplaced':1,'assumed':2,"
            + "'cells':[{'x':0.25,'y':60,'count':5}],'more':{'cells':2,'count':3}},"
            + "'rests':{'count':6,'visitors':3,'seconds':2.5,'assumed':1,"
            + "'cells':[{'x':0,'y':0,'seconds':1.5}],'more':{'cells':1,'seconds':1}}";
    MapQuestion question = read(",'page':'/a','columns':4,'rowHeight':20").question();
    assertThat(
            MapAnswers.json(
                new MapAnswer(
                    some,
                    List.of(buy, other),
                    7,
                    Optional.of(List.of(new ValueArea("mobile", some)))),
                question))
        .isEqualTo(
            json(
                "{'page':'/a','columns':4,'rowHeight':20,"
                    + area
                    + ",'elements':[{'id':'buy','name':'Buy','target':'#buy','clicks':3,"
                    + "'clickVisitors':2,'rests':1,'restSeconds':0.5},{'name':'#a','target':'#a',"
                    + "'clicks':1,'clickVisitors':1,'rests':0,'restSeconds':0}],"
                    + "'breakdown':[{'value':'mobile',"
                    + area
                    + "}],'more':{'elements':7}}"));
  }
}
