package dev.datalab.platform.question;

import static dev.datalab.platform.question.Bodies.json;
import static dev.datalab.platform.question.Bodies.pointers;
import static dev.datalab.platform.question.Bodies.rejection;
import static org.assertj.core.api.Assertions.assertThat;

import dev.datalab.core.element.ElementsAnswer;
import dev.datalab.core.element.ElementsAnswer.ElementRow;
import dev.datalab.core.element.ElementsAnswer.HoverFigures;
import dev.datalab.core.element.ElementsAnswer.ValueRows;
import dev.datalab.core.element.ElementsQuestion;
import dev.datalab.core.element.InterestingElement;
import dev.datalab.core.query.Correlation;
import dev.datalab.core.query.Dimension.BuiltIn;
import dev.datalab.core.query.Distribution;
import dev.datalab.core.query.Distribution.Bin;
import dev.datalab.core.query.Filter;
import dev.datalab.core.query.Range;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ElementsJsonTest {
  private static final InterestingElement BUY = new InterestingElement("buy", "Buy", "#buy");
  private static final Configured SHOP =
      new Configured(ZoneOffset.UTC, Map.of(), List.of(BUY), List.of());

  @Test
  void aQuestionIsAboutTheConfiguredElements() {
    assertThat(
            ElementsQuestions.read(
                json("{'from':0,'to':1000,'breakdown':'device','archive':'all'}"), SHOP))
        .isEqualTo(
            new Asked<>(
                new ElementsQuestion(
                    new Range(0, 1_000),
                    Filter.ALL,
                    List.of(BUY),
                    Optional.of(BuiltIn.DEVICE),
                    ElementsQuestion.DEFAULT_LIMIT),
                "all"));
    assertThat(ElementsQuestions.read(json("{'from':0,'to':1,'limit':0}"), SHOP).question().limit())
        .isZero();
  }

  @Test
  void whatIsWrongIsNamedAtItsPlace() {
    assertThat(
            pointers(
                rejection(
                    () ->
                        ElementsQuestions.read(
                            json("{'from':0,'to':0,'limit':-1,'elements':[]}"), SHOP))))
        .containsExactlyInAnyOrder("/from", "/limit", "/elements");
  }

  @Test
  void anAnswerIsWrittenFieldByField() {
    Optional<Distribution> second =
        Optional.of(new Distribution(1, 1, 1, List.of(new Bin(1, 2, 3))));
    HoverFigures some = new HoverFigures(3, 3, 0, 1, 0, 2, second, second, Optional.empty());
    HoverFigures none =
        new HoverFigures(0, 0, 0, 0, 0, 0, Optional.empty(), Optional.empty(), Optional.empty());
    ElementRow buy =
        new ElementRow(
            Optional.of("buy"),
            "Buy",
            "#buy",
            some,
            Optional.of(new Correlation(-1, 3, Double.NEGATIVE_INFINITY, 0)),
            none);
    ElementRow other = new ElementRow(Optional.empty(), "q", "q", none, Optional.empty(), none);
    ElementRow partly =
        new ElementRow(
            Optional.empty(), "q", "q", none, Optional.of(new Correlation(0.5, 4, 0.25, 1)), none);

    String time = "{'average':1,'median':1,'p90':1,'histogram':[{'from':1,'to':2,'count':3}]}";
    String someText =
        "'hovers':3,'clicks':3,'leaves':0,'clickShare':1,'leaveShare':0,'visitors':2,"
            + "'hesitation':"
            + time
            + ",'click':"
            + time
            + ",'leave':null";
    String noneText =
        "'hovers':0,'clicks':0,'leaves':0,'clickShare':0,'leaveShare':0,'visitors':0,"
            + "'hesitation':null,'click':null,'leave':null";
    String buyText =
        "{'id':'buy','name':'Buy','target':'#buy',"
            + someText
            + ",'correlation':{'coefficient':-1,'n':3,'t':null,'pValue':0},'touch':{"
            + noneText
            + "}}";
    String otherText = "{'name':'q','target':'q'," + noneText + ",'correlation':";
    assertThat(
            ElementsAnswers.json(
                new ElementsAnswer(
                    List.of(buy, other),
                    7,
                    Optional.of(List.of(new ValueRows("mobile", List.of(partly)))))))
        .isEqualTo(
            json(
                "{'elements':["
                    + buyText
                    + ","
                    + otherText
                    + "null,'touch':{"
                    + noneText
                    + "}}],'more':7,'breakdown':[{'value':'mobile','elements':["
                    + otherText
                    + "{'coefficient':0.5,'n':4,'t':0.25,'pValue':1},'touch':{"
                    + noneText
                    + "}}]}]}"));
    assertThat(ElementsAnswers.json(new ElementsAnswer(List.of(), 0, Optional.empty())))
        .isEqualTo(json("{'elements':[],'more':0}"));
  }
}
