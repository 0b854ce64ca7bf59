package dev.datalab.platform.question;

import static dev.datalab.platform.question.Bodies.configured;
import static dev.datalab.platform.question.Bodies.json;
import static dev.datalab.platform.question.Bodies.pointers;
import static dev.datalab.platform.question.Bodies.rejection;
import static org.assertj.core.api.Assertions.assertThat;

import dev.datalab.core.event.Dimensions;
import dev.datalab.core.event.Dimensions.Utm;
import dev.datalab.core.event.Event;
import dev.datalab.core.event.EventProperties;
import dev.datalab.core.event.RecordedEvent;
import dev.datalab.core.query.Dimension.BuiltIn;
import dev.datalab.core.query.Distribution;
import dev.datalab.core.query.Distribution.Bin;
import dev.datalab.core.query.Filter;
import dev.datalab.core.query.Range;
import dev.datalab.core.session.CourseAnswer;
import dev.datalab.core.session.CourseAnswer.Course;
import dev.datalab.core.session.CourseQuestion;
import dev.datalab.core.session.EventPosition;
import dev.datalab.core.session.SessionOrder;
import dev.datalab.core.session.SessionPosition;
import dev.datalab.core.session.SessionRow;
import dev.datalab.core.session.SessionsAnswer;
import dev.datalab.core.session.SessionsAnswer.Value;
import dev.datalab.core.session.SessionsAnswer.Values;
import dev.datalab.core.session.SessionsQuestion;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class SessionsJsonTest {
  private static final Configured SHOP = configured(ZoneOffset.UTC, Map.of());
  private static final ZoneId TOKYO = ZoneId.of("Asia/Tokyo");
  private static final SessionPosition POSITION = new SessionPosition(-7, "änn", "s1");
  private static final EventPosition EVENT = new EventPosition(5, 6, 7);
  private static final SessionRow ROW =
      new SessionRow(
          "s1",
          "ann",
          0,
          1_500,
          3,
          2,
          1,
          "/a",
          "/b",
          new Dimensions(
              "https://news.example/x",
              "Firefox",
              "Linux",
              "desktop",
              "de",
              "1920x1080",
              new Utm("s", "m", "c", "t", "n")),
          "Email",
          "Spring",
          true);

  private static Asked<SessionsAsked> read(String fields) {
    return SessionsQuestions.read(json("{'from':0,'to':1000" + fields + "}"), SHOP);
  }

  @Test
  void aQuestionWithoutASessionIsAboutAllOfThem() {
    String cursor = Cursors.of(SessionOrder.LONGEST, POSITION);

    assertThat(read("").question())
        .isEqualTo(
            new SessionsAsked.OfList(
                new SessionsQuestion(
                    new Range(0, 1_000),
                    Filter.ALL,
                    Optional.empty(),
                    Optional.empty(),
                    SessionOrder.NEWEST,
                    SessionsQuestion.DEFAULT_LIMIT,
                    Optional.empty()),
                ZoneOffset.UTC));
    assertThat(
            read(
                ",'breakdown':'os','visitor':'ann','order':'longest','limit':7,'archive':'all',"
                    + "'timeZone':'Asia/Tokyo','after':'"
                    + cursor
                    + "'"))
        .isEqualTo(
            new Asked<SessionsAsked>(
                new SessionsAsked.OfList(
                    new SessionsQuestion(
                        new Range(0, 1_000),
                        Filter.ALL,
                        Optional.of(BuiltIn.OS),
                        Optional.of("ann"),
                        SessionOrder.LONGEST,
                        7,
                        Optional.of(POSITION)),
                    TOKYO),
                "all"));
  }

  @Test
  void aQuestionWithASessionIsAboutItsEvents() {
    assertThat(
            read(",'session':'~0','visitor':'ann','limit':7,'after':'" + Cursors.of(EVENT) + "'")
                .question())
        .isEqualTo(
            new SessionsAsked.OfCourse(
                new CourseQuestion(
                    new Range(0, 1_000),
                    Filter.ALL,
                    "~0",
                    Optional.of("ann"),
                    7,
                    Optional.of(EVENT)),
                ZoneOffset.UTC));
  }

  @Test
  void whatIsWrongIsNamedAtItsPlace() {
    assertThat(wrong(",'limit':1001,'order':'oldest','visitor':7,'sort':1"))
        .containsExactly("/limit", "/order", "/visitor", "/sort");
    assertThat(wrong(",'session':'s1','order':'newest','breakdown':'os','limit':0"))
        .containsExactly("/order", "/breakdown", "/limit");
  }

  @Test
  void aCursorThatIsNotThisListsIsRefused() {
    String cursor = Cursors.of(SessionOrder.NEWEST, POSITION);
    String changed = cursor.charAt(20) == 'A' ? "B" : "A";
    String other = cursor.substring(0, 20) + changed + cursor.substring(21);

    for (String bad :
        List.of(
            "x",
            "!",
            other,
            cursor.substring(0, 30),
            cursor + "AAAA",
            Cursors.of(EVENT),
            Cursors.of(SessionOrder.LONGEST, POSITION))) {
      assertThat(wrong(",'after':'" + bad + "'")).as(bad).containsExactly("/after");
    }
    assertThat(wrong(",'session':'s1','after':'" + cursor + "'")).containsExactly("/after");
  }

  private static List<String> wrong(String fields) {
    return pointers(rejection(() -> read(fields)));
  }

  @Test
  void aListIsWrittenFieldByField() {
    Distribution second = new Distribution(1.5, 1.5, 1.5, List.of(new Bin(1, 2, 1)));
    String time =
        "{'average':1.5,'median':1.5,'p90':1.5,'histogram':[{'from':1,'to':2,'count':1}]}";

    assertThat(
            SessionsAnswers.json(
                new SessionsAnswer(
                    2,
                    1,
                    Optional.of(second),
                    List.of(ROW),
                    Optional.of(POSITION),
                    Optional.of(
                        new Values(List.of(new Value("Linux", 2, 1, Optional.of(second))), 4))),
                SessionOrder.NEWEST,
                TOKYO))
        .isEqualTo(
            json(
                "{'sessions':2,'visitors':1,'length':"
                    + time
                    + ",'list':[{'id':'s1','visitor':'ann','start':'1970-01-01T09:00:00+09:00',"
                    + "'end':'1970-01-01T09:00:01.5+09:00','length':1.5,'events':3,"
                    + rest()
                    + "}],'next':'"
                    + Cursors.of(SessionOrder.NEWEST, POSITION)
                    + "','breakdown':[{'value':'Linux','sessions':2,'visitors':1,'length':"
                    + time
                    + "}],'more':{'breakdown':4}}"));
    assertThat(
            SessionsAnswers.json(
                new SessionsAnswer(
                    0, 0, Optional.empty(), List.of(), Optional.empty(), Optional.empty()),
                SessionOrder.NEWEST,
                TOKYO))
        .isEqualTo(json("{'sessions':0,'visitors':0,'length':null,'list':[]}"));
  }

  private static String rest() {
    return "'views':2,'clicks':1,'entry':'/a','exit':'/b','referrer':'https://news.example/x',"
        + "'channel':'Email','campaign':'Spring','utm':{'source':'s','medium':'m','campaign':'c',"
        + "'term':'t','content':'n'},'browser':'Firefox','os':'Linux','device':'desktop',"
        + "'language':'de','screen':'1920x1080','visitorType':'returning'";
  }

  @Test
  void aCourseHasTheEventsAsTheyAreExported() {
    RecordedEvent event =
        new RecordedEvent(
            "ann",
            "s1",
            6,
            7,
            Dimensions.NONE,
            "",
            new Event.Custom(5, "/a", EventProperties.NONE, "purchase"));

    assertThat(
            SessionsAnswers.json(
                new CourseAnswer(
                    Optional.of(new Course(ROW, List.of(event, event), Optional.of(EVENT)))),
                each -> "{\"seq\":" + each.seq() + "}",
                ZoneOffset.UTC))
        .isEqualTo(
            json(
                "{'session':{'id':'s1','visitor':'ann','start':'1970-01-01T00:00:00Z',"
                    + "'end':'1970-01-01T00:00:01.5Z','length':1.5,'eventCount':3,"
                    + rest()
                    + ",'events':[{'seq':7},{'seq':7}]},'next':'"
                    + Cursors.of(EVENT)
                    + "'}"));
    assertThat(SessionsAnswers.json(new CourseAnswer(Optional.empty()), each -> "", ZoneOffset.UTC))
        .isEqualTo(json("{'session':null}"));
  }
}
