package dev.datalab.platform.question;

import static dev.datalab.platform.question.Bodies.RANGE;
import static dev.datalab.platform.question.Bodies.STAGES;
import static dev.datalab.platform.question.Bodies.json;
import static dev.datalab.platform.question.Bodies.pointers;
import static dev.datalab.platform.question.Bodies.rejection;
import static dev.datalab.platform.question.Bodies.tree;
import static org.assertj.core.api.Assertions.assertThat;

import dev.datalab.core.funnel.Stage;
import dev.datalab.core.journey.JourneyAnswer;
import dev.datalab.core.journey.JourneyAnswer.Edge;
import dev.datalab.core.journey.JourneyAnswer.Node;
import dev.datalab.core.journey.JourneyAnswer.OtherPaths;
import dev.datalab.core.journey.JourneyAnswer.Row;
import dev.datalab.core.journey.JourneyAnswer.Time;
import dev.datalab.core.journey.JourneyAnswer.WholePath;
import dev.datalab.core.journey.JourneyQuestion;
import dev.datalab.core.journey.JourneyQuestion.By;
import dev.datalab.core.journey.JourneyQuestion.Direction;
import dev.datalab.core.journey.JourneyQuestion.Form;
import dev.datalab.core.match.CleaningRule;
import dev.datalab.core.match.Matcher.Click;
import dev.datalab.core.match.Matcher.Named;
import dev.datalab.core.match.Matcher.Url;
import dev.datalab.core.match.Matcher.UrlOp;
import dev.datalab.core.query.Dimension;
import dev.datalab.core.query.Filter;
import dev.datalab.core.query.Range;
import dev.datalab.core.query.Unit;
import dev.datalab.platform.rpc.Rejection;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class JourneyJsonTest {
  private static final Range NOVEMBER = new Range(1_793_491_200_000L, 1_796_083_200_000L);
  private static final CleaningRule PRODUCTS = new CleaningRule("^/product/", "/product/{id}");
  private static final Configured SHOP =
      new Configured(
          ZoneOffset.UTC,
          Map.of(
              "checkout",
              tree(
                  "{'id':'checkout','name':'Checkout','unit':'session','window':'PT1H',"
                      + STAGES
                      + "}"),
              "broken",
              tree("{'id':'broken','name':'Broken','stages':[]}")),
          List.of(),
          List.of(PRODUCTS));

  @Test
  void everyFieldOfAQuestionIsRead() {
    String body =
        json(
            "{"
                + RANGE
                + """
                ,'filters':{'browser':'Firefox'},'breakdown':'plan','archive':'3',
                'by':'event','start':{'type':'event','name':'signup'},
                'end':{'type':'url','op':'prefix','value':'/thanks'},
                'passing':{'type':'click','target':'#buy'},
                'direction':'backward','form':'graph','steps':200,'top':7,'minWeight':3,'paths':0,
                'clean':[{'pattern':'^x','as':'y'}],'unit':'session','repeats':true,'time':true}
                """);

    Asked<JourneyQuestion> asked = JourneyQuestions.read(body, SHOP);

    assertThat(asked.archive()).isEqualTo("3");
    assertThat(asked.question())
        .isEqualTo(
            new JourneyQuestion(
                NOVEMBER,
                new Filter.Is(Dimension.BuiltIn.BROWSER, Filter.Op.EQUALS, List.of("Firefox")),
                new By.Event(),
                Optional.of(new Named("signup", Map.of())),
                Optional.of(new Url(UrlOp.PREFIX, "/thanks")),
                Optional.of(new Click("#buy")),
                Direction.BACKWARD,
                Form.GRAPH,
                200,
                7,
                3,
                0,
                List.of(new CleaningRule("^x", "y")),
                Unit.SESSION,
                true,
                true,
                Optional.of(Dimension.of("plan"))));
  }

  @Test
  void aQuestionThatSaysLittleIsAsByDefaultAndCleansAsTheAppDoes() {
    assertThat(read("'by':'url'"))
        .isEqualTo(
            JourneyQuestion.builder(NOVEMBER, new By.Url()).clean(List.of(PRODUCTS)).build());
    assertThat(read("'by':'url','clean':[]").clean()).isEmpty();
    assertThat(read("'by':'event'").clean()).isEmpty();
  }

  @Test
  void stagesAreAConfiguredFunnelsOrTheQuestionsOwn() {
    By stages =
        new By.Stages(
            List.of(
                Stage.of("a", new Url(UrlOp.EQUALS, "/a")),
                Stage.of("b", new Url(UrlOp.PREFIX, "/b")),
                Stage.of("c", new Named("purchase", Map.of()))));

    assertThat(read("'by':'stage','funnel':'checkout'"))
        .isEqualTo(JourneyQuestion.builder(NOVEMBER, stages).build());
    assertThat(read("'by':'stage'," + STAGES).by()).isEqualTo(stages);
  }

  static Stream<Arguments> wrongFields() {
    return Stream.of(
        Arguments.of("'top':5", "/by"),
        Arguments.of("'by':'page'", "/by"),
        Arguments.of("'by':'stage'", "/funnel"),
        Arguments.of("'by':'stage','funnel':'checkout'," + STAGES, "/funnel"),
        Arguments.of("'by':'stage','funnel':'gone'", "/funnel"),
        Arguments.of("'by':'stage','funnel':'broken'", "/funnel"),
        Arguments.of("'by':'stage','funnel':7", "/funnel"),
        Arguments.of("'by':'stage','stages':[{'name':'a'}]", "/stages/0"),
        Arguments.of("'by':'url','funnel':'checkout'", "/funnel"),
        Arguments.of("'by':'event'," + STAGES, "/stages"),
        Arguments.of("'by':'url','start':{'type':'url','value':'/'}", "/start/op"),
        Arguments.of("'by':'url','end':'x'", "/end"),
        Arguments.of(
            "'by':'url','passing':{'type':'url','op':'regex','value':'('}", "/passing/value"),
        Arguments.of("'by':'url','direction':'up'", "/direction"),
        Arguments.of("'by':'url','form':'tree'", "/form"),
        Arguments.of("'by':'url','steps':21", "/steps"),
        Arguments.of("'by':'url','form':'graph','steps':1001", "/steps"),
        Arguments.of("'by':'url','top':1001", "/top"),
        Arguments.of("'by':'url','minWeight':0", "/minWeight"),
        Arguments.of("'by':'url','paths':1001", "/paths"),
        Arguments.of("'by':'url','clean':[{'pattern':'(','as':'x'}]", "/clean/0/pattern"),
        Arguments.of("'by':'url','clean':[{'pattern':'x'}]", "/clean/0/as"),
        Arguments.of("'by':'url','unit':'person'", "/unit"),
        Arguments.of("'by':'url','repeats':1", "/repeats"),
        Arguments.of("'by':'url','time':'yes'", "/time"),
        Arguments.of("'by':'url','window':'PT1H'", "/window"));
  }

  @ParameterizedTest
  @MethodSource("wrongFields")
  void whatIsWrongIsNamedAtItsPlace(String fields, String pointer) {
    Rejection rejection = rejection(() -> read(fields));

    assertThat(pointers(rejection)).containsExactly(pointer);
    assertThat(rejection.violations().get(0).detail()).contains(": ").endsWith(".");
  }

  @Test
  void anAnswerIsWrittenFieldByField() {
    JourneyAnswer answer =
        new JourneyAnswer(
            5,
            List.of(
                new Node(0, OptionalInt.of(0), "/", 5, 5, 1, OptionalInt.empty()),
                new Node(1, OptionalInt.of(1), "…", 4, 0, 4, OptionalInt.of(2))),
            List.of(new Edge(0, 1, 4, 4, Optional.of(new Time(1.5, 2)))),
            List.of(new WholePath(List.of("/", "/a"), 3)),
            new OtherPaths(2, 2),
            Optional.of(List.of(new Row("Firefox", 5, List.of(5L, 4L)))));

    assertThat(JourneyAnswers.json(answer))
        .isEqualTo(
            json(
                "{'visitors':5,'nodes':["
                    + "{'id':0,'step':0,'name':'/','visitors':5,'entries':5,'exits':1},"
                    + "{'id':1,'step':1,'name':'…','visitors':4,'entries':0,'exits':4,'merged':2}],"
                    + "'edges':[{'from':0,'to':1,'visitors':4,'transitions':4,"
                    + "'time':{'average':1.5,'median':2}}],"
                    + "'paths':[{'names':['/','/a'],'visitors':3}],"
                    + "'otherPaths':{'paths':2,'visitors':2},"
                    + "'breakdown':[{'value':'Firefox','visitors':5,"
                    + "'steps':[{'visitors':5},{'visitors':4}]}]}"));
  }

  @Test
  void aGraphHasNoSteps() {
    JourneyAnswer answer =
        new JourneyAnswer(
            1,
            List.of(new Node(0, OptionalInt.empty(), "/", 1, 1, 1, OptionalInt.empty())),
            List.of(new Edge(0, 0, 1, 2, Optional.empty())),
            List.of(),
            new OtherPaths(0, 0),
            Optional.of(List.of(new Row("", 1, List.of()))));

    assertThat(JourneyAnswers.json(answer))
        .isEqualTo(
            json(
                "{'visitors':1,'nodes':[{'id':0,'name':'/','visitors':1,'entries':1,'exits':1}],"
                    + "'edges':[{'from':0,'to':0,'visitors':1,'transitions':2}],'paths':[],"
                    + "'otherPaths':{'paths':0,'visitors':0},"
                    + "'breakdown':[{'value':'','visitors':1}]}"));
  }

  private static JourneyQuestion read(String fields) {
    return JourneyQuestions.read(json("{" + RANGE + "," + fields + "}"), SHOP).question();
  }
}
