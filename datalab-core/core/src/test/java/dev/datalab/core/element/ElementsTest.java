package dev.datalab.core.element;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.datalab.core.Analysis;
import dev.datalab.core.element.ElementsAnswer.ElementRow;
import dev.datalab.core.element.ElementsAnswer.HoverFigures;
import dev.datalab.core.element.ElementsAnswer.ValueRows;
import dev.datalab.core.event.Dimensions;
import dev.datalab.core.event.Event;
import dev.datalab.core.event.Event.HoverAction;
import dev.datalab.core.event.Event.Pointer;
import dev.datalab.core.event.EventProperties;
import dev.datalab.core.event.RecordedEvent;
import dev.datalab.core.query.Dimension.BuiltIn;
import dev.datalab.core.query.Filter;
import dev.datalab.core.query.Range;
import dev.datalab.core.query.Scope;
import dev.datalab.core.query.Site;
import dev.datalab.core.store.Frame;
import dev.datalab.core.store.Partition;
import dev.datalab.core.store.memory.InMemoryEventStore;
import java.io.IOException;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** What the figures of an element say; hesitation in milliseconds. */
final class ElementsTest {
  private static final Range RANGE = new Range(1_000_000, 2_000_000);
  private static final InterestingElement BUY = new InterestingElement("buy", "Buy", "#buy");
  private static final InterestingElement HELP =
      new InterestingElement("help", "Help", "Need help");

  private final List<RecordedEvent> events = new ArrayList<>();

  @Test
  void hoversEndWithClicksOrLeavesAndEachHasItsTimes() throws IOException {
    hover("ann", "buy", "", HoverAction.HOVER_CLICK, Pointer.MOUSE, 1_000);
    hover("ann", "buy", "", HoverAction.HOVER_LEAVE, Pointer.MOUSE, 3_000);
    hover("bob", "buy", "", HoverAction.HOVER_LEAVE, Pointer.UNKNOWN, 5_000);

    HoverFigures buy = row(ask(), "Buy").pointer();

    assertThat(buy.hovers()).isEqualTo(3);
    assertThat(buy.clicks()).isEqualTo(1);
    assertThat(buy.leaves()).isEqualTo(2);
    assertThat(buy.clickShare()).isEqualTo(1 / 3.0);
    assertThat(buy.leaveShare()).isEqualTo(2 / 3.0);
    assertThat(buy.visitors()).isEqualTo(2);
    assertThat(buy.hesitation().orElseThrow().average()).isEqualTo(3);
    assertThat(buy.click().orElseThrow().median()).isEqualTo(1);
    assertThat(buy.leave().orElseThrow().median()).isEqualTo(4);
    assertThat(buy.leave().orElseThrow().p90()).isEqualTo(5);
  }

  @Test
  void whoHesitatesLessClicks() throws IOException {
    for (int i = 0; i < 20; i++) {
      hover("a" + i, "buy", "", HoverAction.HOVER_CLICK, Pointer.MOUSE, 500 + i);
      hover("a" + i, "buy", "", HoverAction.HOVER_LEAVE, Pointer.MOUSE, 2_000 + i);
    }
    var correlation = row(ask(), "Buy").correlation().orElseThrow();
    assertThat(correlation.coefficient()).isBetween(-1.0, -0.99);
    assertThat(correlation.n()).isEqualTo(40);
    assertThat(correlation.pValue()).isLessThan(1e-30);
  }

  @Test
  void aFingerDoesNotHoverAndIsCountedApart() throws IOException {
    hover("ann", "buy", "", HoverAction.HOVER_CLICK, Pointer.TOUCH, 90);
    hover("bob", "buy", "", HoverAction.HOVER_CLICK, Pointer.PEN, 900);

    ElementRow buy = row(ask(), "Buy");

    assertThat(buy.pointer().hovers()).isEqualTo(1);
    assertThat(buy.touch().hovers()).isEqualTo(1);
    assertThat(buy.touch().hesitation().orElseThrow().average()).isEqualTo(0.09);
    assertThat(buy.correlation()).isEmpty();
  }

  @Test
  void anElementIsKnownByItsIdElseByItsTarget() throws IOException {
    hover("ann", "help", "#buy", HoverAction.HOVER_CLICK, Pointer.MOUSE, 1);
    hover("ann", "", "#buy", HoverAction.HOVER_CLICK, Pointer.MOUSE, 1);
    hover("ann", "gone", " Need help ", HoverAction.HOVER_CLICK, Pointer.MOUSE, 1);

    ElementsAnswer answer = ask();

    assertThat(row(answer, "Help").pointer().hovers()).isEqualTo(2);
    assertThat(row(answer, "Buy").pointer().hovers()).isEqualTo(1);
    assertThat(answer.elements()).hasSize(2);
  }

  @Test
  void whatIsNotConfiguredComesBehindWhatIsTheMostHoveredOverFirst() throws IOException {
    hover("ann", "", "[name='q']", HoverAction.HOVER_LEAVE, Pointer.MOUSE, 1);
    hover("ann", "", "/html/body/a[1]", HoverAction.HOVER_LEAVE, Pointer.MOUSE, 1);
    hover("bob", "", "[name=\"q\"]", HoverAction.HOVER_LEAVE, Pointer.TOUCH, 1);
    hover("bob", "gone", "", HoverAction.HOVER_LEAVE, Pointer.MOUSE, 1);

    assertThat(ask().elements())
        .extracting(ElementRow::id, ElementRow::name, ElementRow::target)
        .containsExactly(
            tuple(Optional.of("buy"), "Buy", "#buy"),
            tuple(Optional.of("help"), "Help", "Need help"),
            tuple(Optional.empty(), "[name=q]", "[name=q]"),
            tuple(Optional.empty(), "gone", ""),
            tuple(Optional.empty(), "/html/body/a[1]", "/html/body/a[1]"));
    ElementsAnswer limited = ask(Filter.ALL, Optional.empty(), 1);
    assertThat(limited.elements()).hasSize(3);
    assertThat(limited.more()).isEqualTo(2);
  }

  @Test
  void anElementThatNobodyHoveredOverHasZeros() throws IOException {
    assertThat(row(ask(), "Help"))
        .isEqualTo(
            new ElementRow(
                Optional.of("help"), "Help", "Need help", NOTHING, Optional.empty(), NOTHING));
  }

  private static final HoverFigures NOTHING =
      new HoverFigures(0, 0, 0, 0, 0, 0, Optional.empty(), Optional.empty(), Optional.empty());

  @Test
  void aBreakdownHasARowAValueAndAFilterTakesHoversAway() throws IOException {
    hover("ann", "Firefox", "buy");
    hover("bob", "Chrome", "buy");
    hover("bob", "Chrome", "help");

    List<ValueRows> rows =
        ask(Filter.ALL, Optional.of(BuiltIn.BROWSER), 10).breakdown().orElseThrow();
    assertThat(rows).extracting(ValueRows::value).containsExactly("Chrome", "Firefox");
    assertThat(rows.get(1).elements()).extracting(ElementRow::name).containsExactly("Buy");
    Filter firefox = new Filter.Is(BuiltIn.BROWSER, Filter.Op.EQUALS, List.of("Firefox"));
    assertThat(row(ask(firefox, Optional.empty(), 10), "Buy").pointer().visitors()).isEqualTo(1);
  }

  @Test
  void twoElementsOfOneIdAreRefused() {
    assertThatThrownBy(
            () -> new ElementsQuestion(RANGE, Filter.ALL, List.of(BUY, BUY), Optional.empty(), 10))
        .hasMessageStartingWith("elements: ");
  }

  private static org.assertj.core.groups.Tuple tuple(Object... values) {
    return org.assertj.core.api.Assertions.tuple(values);
  }

  private void hover(String visitor, String browser, String element) {
    add(
        visitor,
        new Dimensions("", browser, "", "", "", "", Dimensions.Utm.NONE),
        element,
        "",
        HoverAction.HOVER_CLICK,
        Pointer.MOUSE,
        100);
  }

  private void hover(
      String visitor,
      String element,
      String target,
      HoverAction action,
      Pointer pointer,
      long millis) {
    add(visitor, Dimensions.NONE, element, target, action, pointer, millis);
  }

  private void add(
      String visitor,
      Dimensions dimensions,
      String element,
      String target,
      HoverAction action,
      Pointer pointer,
      long millis) {
    events.add(
        new RecordedEvent(
            visitor,
            "",
            1,
            events.size() + 1,
            dimensions,
            "",
            new Event.ElementTime(
                RANGE.fromMillis() + events.size(),
                "/",
                EventProperties.NONE,
                element,
                target,
                action,
                pointer,
                millis)));
  }

  private ElementsAnswer ask() throws IOException {
    return ask(Filter.ALL, Optional.empty(), 10);
  }

  private ElementsAnswer ask(Filter filter, Optional<BuiltIn> breakdown, int limit)
      throws IOException {
    try (InMemoryEventStore store = new InMemoryEventStore()) {
      store.append(Frame.of(new Partition("app", 0), 1, events)).join();
      Scope scope = new Scope("app", OptionalInt.of(0), new Site("", ZoneOffset.UTC, List.of()));
      return new Analysis(store, Runnable::run, InstantSource.system())
          .elements(
              scope,
              new ElementsQuestion(
                  RANGE, filter, List.of(BUY, HELP), breakdown.map(by -> by), limit));
    }
  }

  private static ElementRow row(ElementsAnswer answer, String name) {
    return answer.elements().stream()
        .filter(row -> row.name().equals(name))
        .findFirst()
        .orElseThrow();
  }
}
