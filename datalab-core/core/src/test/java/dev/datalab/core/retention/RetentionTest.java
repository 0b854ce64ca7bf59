package dev.datalab.core.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.datalab.core.Analysis;
import dev.datalab.core.event.Dimensions;
import dev.datalab.core.event.Dimensions.Utm;
import dev.datalab.core.event.Event;
import dev.datalab.core.event.EventProperties;
import dev.datalab.core.event.RecordedEvent;
import dev.datalab.core.query.Dimension;
import dev.datalab.core.query.Dimension.BuiltIn;
import dev.datalab.core.query.Filter;
import dev.datalab.core.query.Interval;
import dev.datalab.core.query.Range;
import dev.datalab.core.query.Scope;
import dev.datalab.core.query.Site;
import dev.datalab.core.retention.RetentionAnswer.Cohort;
import dev.datalab.core.retention.RetentionAnswer.Period;
import dev.datalab.core.retention.RetentionAnswer.Return;
import dev.datalab.core.store.EventStore;
import dev.datalab.core.store.Frame;
import dev.datalab.core.store.Partition;
import dev.datalab.core.store.memory.InMemoryEventStore;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Retention")
final class RetentionTest {
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  private static final Scope SCOPE =
      new Scope("app", OptionalInt.of(0), new Site("", BERLIN, List.of()));

  private final List<RecordedEvent> events = new ArrayList<>();
  private String now = "2026-12-31T00:00";

  @Test
  @DisplayName("follows those first seen in a week through each week after, from Monday")
  void byWeek() throws IOException {
    sees("anna", "Firefox", "2026-10-19T00:00", "2026-10-25T23:59", "2026-11-02T10:00");
    sees("bert", "Firefox", "2026-10-20T09:00", "2026-10-26T00:00", "2026-10-28T10:00");
    sees("carl", "Chrome", "2026-10-27T09:00", "2026-11-08T23:59");
    sees("dora", "Chrome", "2026-11-03T09:00");

    RetentionAnswer answer = ask("2026-10-19T00:00", "2026-11-09T00:00", Interval.WEEK, 12);

    assertThat(answer.visitors()).isEqualTo(4);
    assertThat(answer.cohorts())
        .containsExactly(
            new Cohort(
                at("2026-10-19T00:00+02:00"),
                2,
                false,
                List.of(
                    new Period(at("2026-10-26T00:00+01:00"), 1, 0.5, false),
                    new Period(at("2026-11-02T00:00+01:00"), 1, 0.5, false))),
            new Cohort(
                at("2026-10-26T00:00+01:00"),
                1,
                false,
                List.of(new Period(at("2026-11-02T00:00+01:00"), 1, 1, false))),
            new Cohort(at("2026-11-02T00:00+01:00"), 1, false, List.of()));
    assertThat(answer.returns()).containsExactly(new Return(3, 2), new Return(2, 1));
    assertThat(answer.breakdown()).isEmpty();
  }

  @Test
  @DisplayName("takes nobody for new who was seen before the range, and looks at nothing behind it")
  void newMeansEver() throws IOException {
    sees("anna", "", "2026-09-01T10:00", "2026-11-01T10:00", "2026-11-02T10:00");
    sees("bert", "", "2026-11-01T10:00", "2026-11-03T00:00");

    RetentionAnswer answer = ask("2026-11-01T00:00", "2026-11-03T00:00", Interval.DAY, 5);

    assertThat(answer.visitors()).isEqualTo(1);
    assertThat(answer.returns()).containsExactly(new Return(1, 0));
  }

  @Test
  @DisplayName("has a day of 25 hours, and one of 23, for one day")
  void clocksChange() throws IOException {
    sees("anna", "", "2026-10-25T00:00", "2026-10-25T23:59", "2026-10-26T00:00");
    sees("bert", "", "2026-03-29T00:00", "2026-03-29T23:59", "2026-03-30T00:00");

    assertThat(ask("2026-10-25T00:00", "2026-10-27T00:00", Interval.DAY, 1).returns())
        .containsExactly(new Return(1, 1));
    assertThat(ask("2026-03-29T00:00", "2026-03-31T00:00", Interval.DAY, 1).returns())
        .containsExactly(new Return(1, 1));
    assertThat(ask("2026-03-29T00:00", "2026-03-30T00:00", Interval.DAY, 1).cohorts())
        .extracting(Cohort::periods)
        .containsExactly(List.of());
  }

  @Test
  @DisplayName("marks what is not over, and leaves it out of the figures over all cohorts")
  void incomplete() throws IOException {
    sees("anna", "", "2026-09-01T10:00", "2026-10-01T10:00", "2026-11-01T10:00");
    sees("bert", "", "2026-10-02T10:00", "2026-11-02T10:00");
    now = "2026-11-15T00:00";

    RetentionAnswer answer = ask("2026-09-01T00:00", "2026-12-01T00:00", Interval.MONTH, 12);

    assertThat(answer.cohorts()).extracting(Cohort::incomplete).containsExactly(false, false, true);
    assertThat(answer.cohorts().get(1).periods())
        .containsExactly(new Period(at("2026-11-01T00:00+01:00"), 1, 1, true));
    assertThat(answer.returns()).containsExactly(new Return(1, 1), new Return(0, 0));
    assertThat(answer.returns().get(1).share()).isZero();
  }

  @Test
  @DisplayName("follows a cohort for as many periods as are asked for")
  void periods() throws IOException {
    sees("anna", "", "2026-11-01T10:00", "2026-11-02T10:00", "2026-11-03T10:00");

    RetentionAnswer answer = ask("2026-11-01T00:00", "2026-11-05T00:00", Interval.DAY, 1);

    assertThat(answer.returns()).containsExactly(new Return(1, 1));
    assertThat(answer.cohorts())
        .extracting(cohort -> cohort.periods().size())
        .containsExactly(1, 1, 1, 0);
  }

  @Test
  @DisplayName("takes leavings and hints for no visit")
  void whatIsNoVisit() throws IOException {
    sees("anna", "", "2026-11-01T10:00");
    add(
        "anna",
        "",
        new Event.UrlChange(millis("2026-11-02T10:00"), "/", "", EventProperties.NONE, -1));
    add(
        "bert",
        "",
        new Event.StageChange(
            millis("2026-11-01T10:00"), "/", EventProperties.NONE, "f", "", "a", "url", -1));

    RetentionAnswer answer = ask("2026-11-01T00:00", "2026-11-03T00:00", Interval.DAY, 1);

    assertThat(answer.visitors()).isEqualTo(1);
    assertThat(answer.returns()).containsExactly(new Return(1, 0));
  }

  @Test
  @DisplayName("breaks down by the value of the first event, and filters what is seen at all")
  void breakdownAndFilter() throws IOException {
    sees("anna", "Chrome", "2026-11-01T10:00");
    sees("anna", "Firefox", "2026-11-02T10:00", "2026-11-03T10:00");
    sees("bert", "Firefox", "2026-11-01T10:00");
    sees("carl", "Firefox", "2026-11-02T10:00");
    RetentionQuestion all =
        question(
            "2026-11-01T00:00",
            "2026-11-04T00:00",
            Interval.DAY,
            2,
            Optional.of(BuiltIn.BROWSER),
            1);

    assertThat(ask(all).breakdown())
        .contains(
            new RetentionAnswer.Rows(
                List.of(
                    new RetentionAnswer.Row(
                        "Firefox", 2, List.of(new Return(2, 0), new Return(1, 0)))),
                1));

    RetentionAnswer firefox =
        ask(
            new RetentionQuestion(
                all.range(),
                new Filter.Is(BuiltIn.BROWSER, Filter.Op.EQUALS, List.of("Firefox")),
                BERLIN,
                Interval.DAY,
                2,
                Optional.empty(),
                1));
    assertThat(firefox.cohorts()).extracting(Cohort::visitors).containsExactly(1L, 2L, 0L);
    assertThat(firefox.returns()).containsExactly(new Return(3, 1), new Return(1, 0));
  }

  @Test
  @DisplayName("refuses what it has no room for, and says what to do")
  void tooMuch() {
    assertThatThrownBy(() -> ask("2020-01-01T00:00", "2026-01-01T00:00", Interval.DAY, 1_000))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "periods: 2,192 times 'day' with up to 1,000 after each are more than 200,000 figures;"
                + " ask for fewer periods, longer ones or less time.");
    for (int i = 0; i < 4_000_000 / 366 + 1; i++) {
      sees("visitor" + i, "browser" + i, "2026-01-01T00:00");
    }
    assertThatThrownBy(
            () ->
                ask(
                    question(
                        "2025-01-01T00:00",
                        "2026-01-02T00:00",
                        Interval.DAY,
                        1_000,
                        Optional.of(BuiltIn.BROWSER),
                        1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("breakdown: more than 10,928 values, each with up to 365 periods;");
    assertThatThrownBy(() -> ask("2026-01-01T00:00", "2026-01-02T00:00", Interval.HOUR, 1))
        .hasMessageStartingWith("interval:");
    assertThatThrownBy(() -> ask("2026-01-01T00:00", "2026-01-02T00:00", Interval.DAY, 0))
        .hasMessage("periods: 1 to 1,000, not 0.");
  }

  private void sees(String visitor, String browser, String... times) {
    for (String time : times) {
      add(
          visitor,
          browser,
          new Event.UrlChange(millis(time), "", "/", EventProperties.NONE, Event.UNKNOWN_ELAPSED));
    }
  }

  private void add(String visitor, String browser, Event event) {
    events.add(
        new RecordedEvent(
            visitor,
            "",
            1,
            events.size() + 1,
            new Dimensions("", browser, "", "", "", "", Utm.NONE),
            "",
            event));
  }

  private RetentionAnswer ask(String from, String to, Interval interval, int periods)
      throws IOException {
    return ask(question(from, to, interval, periods, Optional.empty(), 1));
  }

  private static RetentionQuestion question(
      String from,
      String to,
      Interval interval,
      int periods,
      Optional<Dimension> breakdown,
      int limit) {
    return new RetentionQuestion(
        new Range(millis(from), millis(to)),
        Filter.ALL,
        BERLIN,
        interval,
        periods,
        breakdown,
        limit);
  }

  private RetentionAnswer ask(RetentionQuestion question) throws IOException {
    InstantSource clock = InstantSource.fixed(Instant.ofEpochMilli(millis(now)));
    try (EventStore store = new InMemoryEventStore(2, InstantSource.system())) {
      store.append(Frame.of(new Partition("app", 0), 1, events)).join();
      return new Analysis(store, Runnable::run, clock).ask(SCOPE, question);
    }
  }

  private static OffsetDateTime at(String time) {
    return OffsetDateTime.parse(time);
  }

  private static long millis(String local) {
    return LocalDateTime.parse(local).atZone(BERLIN).toInstant().toEpochMilli();
  }
}
