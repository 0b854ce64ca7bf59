package dev.datalab.core.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.datalab.core.Told;
import dev.datalab.core.event.EventType;
import dev.datalab.core.funnel.Visits;
import dev.datalab.core.query.Dimension;
import dev.datalab.core.query.Dimension.BuiltIn;
import dev.datalab.core.query.Filter;
import dev.datalab.core.query.Filter.Op;
import dev.datalab.core.session.CourseAnswer.Course;
import dev.datalab.core.session.SessionsAnswer.Value;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** How many sessions, how long, which, and what happened in one. */
final class SessionsTest {
  private static final long START = Visits.START.toEpochMilli();
  private static final String[] VISITS = {
    "ann [browser=Firefox utm.source=google utm.medium=cpc]: /@0 /basket@20 #buy@30 <@90",
    "ann [browser=Firefox]: /a/@7200",
    "bob [session=s1 browser=Chrome]: /b@100 !purchase@160"
  };

  @Test
  void aSessionLastsFromItsFirstEventToItsLast() throws IOException {
    SessionsAnswer answer = ask(SessionOrder.NEWEST, 10, Optional.empty(), VISITS);

    assertThat(answer.sessions()).isEqualTo(3);
    assertThat(answer.visitors()).isEqualTo(2);
    assertThat(answer.length().orElseThrow().average()).isEqualTo(50);
    assertThat(answer.length().orElseThrow().median()).isEqualTo(60);
    assertThat(answer.next()).isEmpty();
    assertThat(answer.list())
        .extracting(SessionRow::visitor, SessionRow::id, SessionRow::length, SessionRow::returning)
        .containsExactly(
            tuple("ann", "~" + (START + 7_200_000), 0.0, true),
            tuple("bob", "s1", 60.0, false),
            tuple("ann", "~" + START, 90.0, false));
    SessionRow first = answer.list().get(2);
    assertThat(first.events()).as("a leaving is none").isEqualTo(3);
    assertThat(first.views()).isEqualTo(2);
    assertThat(first.clicks()).isEqualTo(1);
    assertThat(first.entry()).isEqualTo("/");
    assertThat(first.exit()).isEqualTo("/basket");
    assertThat(first.channel()).isEqualTo("Paid Search");
    assertThat(first.came().browser()).isEqualTo("Firefox");
  }

  @Test
  void hintsAndPointersPathsMakeNoSessionLonger() throws IOException {
    SessionsAnswer answer = ask(SessionOrder.NEWEST, 10, Optional.empty(), "ann: *@0 /@5 *@60");

    assertThat(answer.list()).extracting(SessionRow::length).containsExactly(0.0);
    assertThat(answer.list().get(0).id()).as("it began with the path").isEqualTo("~" + START);
    assertThat(
            tell(course("~" + START, Optional.empty(), 9, Optional.empty()), "ann: *@0 /@5 *@60")
                .orElseThrow()
                .events())
        .hasSize(3);
  }

  @Test
  void theLongestGoFirstIfAsked() throws IOException {
    assertThat(ask(SessionOrder.LONGEST, 10, Optional.empty(), VISITS).list())
        .extracting(SessionRow::length)
        .containsExactly(90.0, 60.0, 0.0);
  }

  @Test
  void pagesFollowOneAnotherAlsoWhereSessionsBeganAtTheSameTime() throws IOException {
    String[] visits = {"cyd: /@5", "ann: /@5", "bob [session=b]: /@5", "bob [session=a]: /@5"};

    SessionsAnswer first = ask(SessionOrder.NEWEST, 3, Optional.empty(), visits);
    SessionsAnswer second = ask(SessionOrder.NEWEST, 3, first.next(), visits);

    assertThat(first.list())
        .extracting(SessionRow::visitor, SessionRow::id)
        .containsExactly(tuple("ann", "~" + (START + 5_000)), tuple("bob", "a"), tuple("bob", "b"));
    assertThat(second.list()).extracting(SessionRow::visitor).containsExactly("cyd");
    assertThat(second.next()).isEmpty();
    assertThat(second.sessions()).as("all of them, on every page").isEqualTo(4);
  }

  @Test
  void aBreakdownGivesEachSessionToWhatItCameBy() throws IOException {
    SessionsAnswer answer =
        Told.ask(
            Told.SHOP,
            (analysis, scope) ->
                analysis.ask(
                    scope,
                    question(
                        SessionOrder.NEWEST, 1, Optional.empty(), Optional.of(BuiltIn.BROWSER))),
            VISITS);

    assertThat(answer.breakdown().orElseThrow().values())
        .extracting(Value::value, Value::sessions, Value::visitors)
        .containsExactly(tuple("Firefox", 2L, 1L), tuple("Chrome", 1L, 1L));
    assertThat(answer.breakdown().orElseThrow().more()).isZero();
  }

  @Test
  void whatMakesNobodyAVisitorIsNoSession() throws IOException {
    SessionsAnswer answer = ask(SessionOrder.NEWEST, 10, Optional.empty(), "ann: <@0 *@5");

    assertThat(answer.sessions()).isZero();
    assertThat(answer.length()).isEmpty();
    assertThat(answer.list()).isEmpty();
  }

  @Test
  void aLimitIsChecked() {
    assertThatThrownBy(() -> question(SessionOrder.NEWEST, 0, Optional.empty(), Optional.empty()))
        .hasMessageStartingWith("limit: 1 to 1000");
    assertThatThrownBy(() -> course("s1", Optional.empty(), 1_001, Optional.empty()))
        .hasMessageStartingWith("limit: 1 to 1000");
  }

  @Test
  void theCourseOfASessionIsItsEventsInOrder() throws IOException {
    Course course =
        tell(course("~" + START, Optional.of("ann"), 3, Optional.empty()), VISITS).orElseThrow();
    Course rest =
        tell(course("~" + START, Optional.empty(), 3, course.next()), VISITS).orElseThrow();

    assertThat(course.row().events()).isEqualTo(3);
    assertThat(course.events())
        .extracting(each -> each.event().type())
        .containsExactly(EventType.URL, EventType.URL, EventType.CLICK);
    assertThat(rest.row()).isEqualTo(course.row());
    assertThat(rest.events()).as("the leaving").hasSize(1);
    assertThat(rest.next()).isEmpty();
  }

  @Test
  void aSessionIsFoundByItsNameAloneAndNotUnderAnotherVisitor() throws IOException {
    assertThat(tell(course("s1", Optional.empty(), 9, Optional.empty()), VISITS)).isPresent();
    assertThat(tell(course("s1", Optional.of("bob"), 9, Optional.empty()), VISITS)).isPresent();
    assertThat(tell(course("s1", Optional.of("ann"), 9, Optional.empty()), VISITS)).isEmpty();
    assertThat(tell(course("~1", Optional.empty(), 9, Optional.empty()), VISITS)).isEmpty();
  }

  @Test
  void anIdThatLooksLikeATimeIsAnId() throws IOException {
    String[] visits = {"ann [session=~" + START + "]: /@5", "ann: /@0", "ann [session=~]: /@6"};
    List<SessionRow> rows = ask(SessionOrder.NEWEST, 10, Optional.empty(), visits).list();

    assertThat(rows).extracting(SessionRow::id).containsExactly("~~", "~~" + START, "~" + START);
    for (SessionRow row : rows) {
      assertThat(
              tell(course(row.id(), Optional.empty(), 9, Optional.empty()), visits)
                  .map(Course::row))
          .contains(row);
    }
    assertThat(tell(course("~", Optional.empty(), 9, Optional.empty()), visits)).isEmpty();
    assertThat(tell(course("~+" + START, Optional.empty(), 9, Optional.empty()), visits)).isEmpty();
  }

  @Test
  void whatAFilterKeepsOutIsNotInTheCourse() throws IOException {
    CourseQuestion question =
        new CourseQuestion(
            Told.DAY,
            new Filter.Is(BuiltIn.PAGE, Op.EQUALS, List.of("/basket")),
            "~" + START,
            Optional.of("ann"),
            10,
            Optional.empty());

    Course course = tell(question, VISITS).orElseThrow();

    assertThat(course.events()).hasSize(1);
    assertThat(course.row().entry()).isEqualTo("/basket");
    assertThat(course.row().startMillis()).isEqualTo(START + 20_000);
  }

  private static SessionsAnswer ask(
      SessionOrder order, int limit, Optional<SessionPosition> after, String... visits)
      throws IOException {
    return Told.ask(
        Told.SHOP,
        (analysis, scope) -> analysis.ask(scope, question(order, limit, after, Optional.empty())),
        visits);
  }

  private static SessionsQuestion question(
      SessionOrder order, int limit, Optional<SessionPosition> after, Optional<Dimension> by) {
    return new SessionsQuestion(Told.DAY, Filter.ALL, by, Optional.empty(), order, limit, after);
  }

  private static CourseQuestion course(
      String session, Optional<String> visitor, int limit, Optional<EventPosition> after) {
    return new CourseQuestion(Told.DAY, Filter.ALL, session, visitor, limit, after);
  }

  private static Optional<Course> tell(CourseQuestion question, String... visits)
      throws IOException {
    return Told.ask(Told.SHOP, (analysis, scope) -> analysis.ask(scope, question), visits)
        .session();
  }
}
