package dev.datalab.core.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datalab.core.Analysis;
import dev.datalab.core.event.Dimensions;
import dev.datalab.core.event.Dimensions.Utm;
import dev.datalab.core.event.Event;
import dev.datalab.core.event.EventProperties;
import dev.datalab.core.event.RecordedEvent;
import dev.datalab.core.page.PagesAnswer.PageRow;
import dev.datalab.core.page.PagesAnswer.TimeOnPage;
import dev.datalab.core.query.Dimension.BuiltIn;
import dev.datalab.core.query.Filter;
import dev.datalab.core.query.Range;
import dev.datalab.core.query.Scope;
import dev.datalab.core.query.Site;
import dev.datalab.core.store.Frame;
import dev.datalab.core.store.Partition;
import dev.datalab.core.store.memory.InMemoryEventStore;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** What a page's figures say; times in seconds after the start of a day. */
final class PagesTest {
  private static final long START = Instant.parse("2026-11-02T00:00:00Z").toEpochMilli();
  private static final Partition PARTITION = new Partition("app", 0);

  private final List<RecordedEvent> events = new ArrayList<>();

  @Test
  void viewsVisitorsEntriesExitsAndBouncesOfAPage() throws IOException {
    view("ann", 0, "/");
    view("ann", 10, "/a/");
    view("ann", 30, "/");
    view("bob", 0, "https://shop.example/a?x=1");
    view("cyd", 5, "/");

    PagesAnswer answer = ask(Filter.ALL);

    assertThat(answer.views()).isEqualTo(5);
    assertThat(answer.visitors()).isEqualTo(3);
    assertThat(answer.sessions()).isEqualTo(3);
    assertThat(answer.bounces()).isEqualTo(2);
    assertThat(answer.bounceRate()).isEqualTo(2 / 3.0);
    assertThat(row(answer, "/")).isEqualTo(page("/", 3, 2, 2, 2, 1, time(10, 10, 1)));
    assertThat(row(answer, "/a")).isEqualTo(page("/a", 2, 2, 1, 1, 1, time(20, 20, 1)));
  }

  @Test
  void theTimeOnAPageIsWhatTheNextChangeReportsElseTheTimeBetween() throws IOException {
    view("ann", 0, "/");
    change("ann", 9, "/", "/a", 7_000);
    change("ann", 20, "/a", "", 4_000);
    view("bob", 0, "/");
    view("bob", 3, "/a");

    PagesAnswer answer = ask(Filter.ALL);

    assertThat(row(answer, "/").time()).isEqualTo(time(5, 5, 2));
    assertThat(row(answer, "/a").time()).isEqualTo(time(4, 4, 1));
    assertThat(row(answer, "/a").views()).isEqualTo(2);
  }

  @Test
  void tabsHaveTheirOwnTimesButOneSession() throws IOException {
    add("ann", 1, 1, new Event.UrlChange(at(0), "", "/", EventProperties.NONE, -1));
    add("ann", 2, 1, new Event.UrlChange(at(10), "", "/a", EventProperties.NONE, -1));
    add("ann", 1, 2, new Event.UrlChange(at(60), "/", "/b", EventProperties.NONE, 60_000));
    add("ann", 2, 2, new Event.UrlChange(at(70), "/a", "", EventProperties.NONE, 60_000));

    PagesAnswer answer = ask(Filter.ALL);

    assertThat(answer.sessions()).isEqualTo(1);
    assertThat(answer.bounces()).isZero();
    assertThat(row(answer, "/").time()).isEqualTo(time(60, 60, 1));
    assertThat(row(answer, "/a").time()).isEqualTo(time(60, 60, 1));
    assertThat(row(answer, "/b").exits()).isEqualTo(1);
  }

  @Test
  void aChangeThatReportsOfItsOwnTabEndsNoOther() throws IOException {
    view("ann", 0, "/");
    view("ann", 10, "/a");
    change("ann", 60, "/", "", 60_000);
    view("bob", 0, "/");
    view("bob", 10, "/a");
    change("bob", 60, "/", "/b", 60_000);
    change("bob", 90, "/unseen", "/c", 1_000);

    PagesAnswer answer = ask(Filter.ALL);

    assertThat(row(answer, "/").time()).isEqualTo(time(60, 60, 2));
    assertThat(row(answer, "/a").time()).isEmpty();
    assertThat(row(answer, "/b").time()).isEqualTo(time(30, 30, 1));
  }

  @Test
  void anotherSessionsViewsDoNotHideThatAViewWasFollowed() throws IOException {
    for (int session = 0; session < 600; session++) {
      add("ann", "s" + session, session, "", "/", Event.UNKNOWN_ELAPSED);
    }
    for (int session = 0; session < 600; session++) {
      boolean reports = session % 2 == 0;
      long elapsed = reports ? 5_000 : Event.UNKNOWN_ELAPSED;
      add("ann", "s" + session, 1_000 + session, "/", "/a", elapsed);
    }

    PagesAnswer answer = ask(Filter.ALL);

    assertThat(answer.sessions()).isEqualTo(600);
    assertThat(row(answer, "/").time()).isEqualTo(time(502.5, 502.5, 600));
  }

  @Test
  void aHistoryThatCameInPiecesHasTheTimesOfOneThatCameWhole() throws IOException {
    add("ann", 1, 1, new Event.UrlChange(at(0), "", "/a", EventProperties.NONE, -1));
    add("ann", 1, 2, new Event.UrlChange(at(30), "", "/b", EventProperties.NONE, -1));
    add("ann", 1, 3, new Event.UrlChange(at(61), "", "/c", EventProperties.NONE, -1));
    add("ann", 2, 1, new Event.UrlChange(at(45), "", "/x", EventProperties.NONE, -1));

    PagesAnswer answer = ask(Filter.ALL);

    assertThat(row(answer, "/b").time()).isEqualTo(time(15, 15, 1));
    assertThat(row(answer, "/x").time()).isEqualTo(time(16, 16, 1));
  }

  @Test
  void aPauseOfMoreThanThirtyMinutesBeginsASession() throws IOException {
    view("ann", 0, "/");
    view("ann", 1_800, "/a");
    view("ann", 3_601, "/");

    PagesAnswer answer = ask(Filter.ALL);

    assertThat(answer.sessions()).isEqualTo(2);
    assertThat(row(answer, "/")).isEqualTo(page("/", 2, 1, 2, 1, 1, time(1_800, 1_800, 1)));
    assertThat(row(answer, "/a").exits()).isEqualTo(1);
  }

  @Test
  void whatIsOutsideTheRangeOrFailsTheFilterIsNotThere() throws IOException {
    view("ann", -1, "/before");
    view("ann", 0, "/");
    view("ann", 86_400, "/after");
    view("bob", 5, "/");
    events.add(
        new RecordedEvent(
            "cyd",
            "",
            1,
            events.size() + 1,
            new Dimensions("", "Firefox", "", "", "", "", Utm.NONE),
            "",
            new Event.UrlChange(at(7), "", "/", EventProperties.NONE, -1)));

    assertThat(ask(Filter.ALL).pages()).extracting(PageRow::page).containsExactly("/");
    Filter firefox = new Filter.Is(BuiltIn.BROWSER, Filter.Op.EQUALS, List.of("Firefox"));
    assertThat(ask(firefox).visitors()).isEqualTo(1);
    assertThat(ask(new Filter.Not(firefox)).visitors()).isEqualTo(2);
  }

  @Test
  void aLimitKeepsTheMostViewedAndSaysHowManyItLeavesOut() throws IOException {
    view("ann", 0, "/b");
    view("ann", 1, "/a");
    view("ann", 2, "/c");
    view("ann", 3, "/c");

    PagesAnswer answer = ask(Filter.ALL, 2);

    assertThat(answer.pages()).extracting(PageRow::page).containsExactly("/c", "/a");
    assertThat(answer.more()).isEqualTo(1);
    assertThat(answer.views()).isEqualTo(4);
  }

  @Test
  void bucketsOfVisitorsAddUp() throws IOException {
    for (int visitor = 0; visitor < 200; visitor++) {
      view("visitor-" + visitor, 0, "/");
      view("visitor-" + visitor, 1 + visitor, visitor % 2 == 0 ? "/even" : "/odd");
    }
    PagesAnswer whole = ask(Filter.ALL);
    assertThat(whole.visitors()).isEqualTo(200);
    assertThat(row(whole, "/").time()).isEqualTo(time(100.5, 100.5, 200));
    assertThat(answer(new InMemoryEventStore(16, InstantSource.system()), Filter.ALL, 10))
        .isEqualTo(whole);
  }

  private void view(String visitor, long second, String url) {
    change(visitor, second, "", url, Event.UNKNOWN_ELAPSED);
  }

  private void change(String visitor, long second, String from, String to, long elapsed) {
    add(
        visitor,
        1,
        events.size() + 1,
        new Event.UrlChange(at(second), from, to, EventProperties.NONE, elapsed));
  }

  private void add(
      String visitor, String session, long second, String from, String to, long elapsed) {
    Event event = new Event.UrlChange(at(second), from, to, EventProperties.NONE, elapsed);
    events.add(
        new RecordedEvent(visitor, session, 1, events.size() + 1, Dimensions.NONE, "", event));
  }

  private void add(String visitor, long stream, long seq, Event event) {
    events.add(new RecordedEvent(visitor, "", stream, seq, Dimensions.NONE, "", event));
  }

  private static long at(long second) {
    return START + second * 1_000;
  }

  private PagesAnswer ask(Filter filter) throws IOException {
    return ask(filter, 10);
  }

  private PagesAnswer ask(Filter filter, int limit) throws IOException {
    return answer(new InMemoryEventStore(), filter, limit);
  }

  private PagesAnswer answer(InMemoryEventStore store, Filter filter, int limit)
      throws IOException {
    for (long stream = 1; stream <= 2; stream++) {
      long id = stream;
      List<RecordedEvent> own = events.stream().filter(event -> event.stream() == id).toList();
      store.append(Frame.of(PARTITION, id, own)).join();
    }
    Scope scope = new Scope("app", OptionalInt.of(0), new Site("", ZoneOffset.UTC, List.of()));
    return new Analysis(store, Runnable::run, InstantSource.system())
        .pages(scope, new PagesQuestion(new Range(at(0), at(86_400)), filter, limit));
  }

  private static PageRow row(PagesAnswer answer, String page) {
    return answer.pages().stream().filter(row -> row.page().equals(page)).findFirst().orElseThrow();
  }

  private static Optional<TimeOnPage> time(double average, double median, long views) {
    return Optional.of(new TimeOnPage(average, median, views));
  }

  private static PageRow page(
      String page,
      long views,
      long visitors,
      long entries,
      long exits,
      long bounces,
      Optional<TimeOnPage> time) {
    return new PageRow(
        page,
        views,
        visitors,
        entries,
        exits,
        bounces,
        entries == 0 ? 0 : (double) bounces / entries,
        time);
  }
}
