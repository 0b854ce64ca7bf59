package dev.datalab.core.map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.datalab.core.Analysis;
import dev.datalab.core.Told;
import dev.datalab.core.element.InterestingElement;
import dev.datalab.core.event.Dimensions;
import dev.datalab.core.event.Dimensions.Utm;
import dev.datalab.core.event.Element;
import dev.datalab.core.event.Event;
import dev.datalab.core.event.EventProperties;
import dev.datalab.core.event.RecordedEvent;
import dev.datalab.core.map.MapAnswer.Cell;
import dev.datalab.core.map.MapAnswer.ElementRow;
import dev.datalab.core.map.MapAnswer.ValueArea;
import dev.datalab.core.map.MapQuestion.Grid;
import dev.datalab.core.query.Dimension;
import dev.datalab.core.query.Dimension.BuiltIn;
import dev.datalab.core.query.Filter;
import dev.datalab.core.query.Scope;
import dev.datalab.core.store.Frame;
import dev.datalab.core.store.Partition;
import dev.datalab.core.store.memory.InMemoryEventStore;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** Where on a page people click, and where their pointers rest. */
final class MapTest {
  private static final long NOW = Told.DAY.fromMillis();
  private static final Element ICON = new Element("/html/body/button[1]/svg[1]", "", "", "");
  private static final Element BUY = new Element("/html/body/button[1]", "buy", "", "Buy");
  private static final Grid TENTHS = new Grid(10, 100, 1_000);

  private final List<RecordedEvent> events = new ArrayList<>();

  @Test
  void aColumnIsAShareOfTheVisitorsOwnScreen() throws IOException {
    click("ann", "2000x1000", "/a", 1_000, 50, BUY);
    click("bob", "400x800", "/a/", 200, 99, BUY);
    click("cyd", "400x800", "/a?x=1", 239, 100, BUY);
    click("cyd", "400x800", "/b", 0, 0, BUY);

    MapAnswer map = ask(TENTHS, Optional.empty(), 9);

    assertThat(map.area().clicks().count()).isEqualTo(3);
    assertThat(map.area().clicks().visitors()).isEqualTo(3);
    assertThat(map.area().clicks().cells().cells())
        .containsExactly(new Cell(5, 0, 2), new Cell(5, 1, 1));
  }

  @Test
  void placesBeyondAnEdgeAreAtTheEdgeAndUnknownOnesNowhere() throws IOException {
    click("ann", "100x100", "/a", -5, -5, BUY);
    click("ann", "100x100", "/a", 500, Integer.MAX_VALUE, BUY);
    click("ann", "", "/a", 999, 0, BUY);
    click("ann", "100x100", "/a", Event.UNKNOWN_COORDINATE, 5, BUY);

    MapAnswer map = ask(TENTHS, Optional.empty(), 9);

    assertThat(map.area().clicks().cells().cells())
        .containsExactly(new Cell(0, 0, 1), new Cell(9, 0, 1), new Cell(9, 9_999, 1));
    assertThat(map.area().clicks().assumed()).as("of an unknown screen").isEqualTo(1);
    assertThat(map.area().clicks().unplaced()).isEqualTo(1);
    assertThat(map.area().clicks().count()).isEqualTo(4);
  }

  @Test
  void pointersRestForAsLongAsTheyPause() throws IOException {
    path("ann", point(100, 100, 0, "#buy"), point(110, 100, 700, "#buy"), point(0, 0, 300, ""));
    path("bob", point(110, 100, 1_000, " #buy "));

    MapAnswer map = ask(TENTHS, Optional.empty(), 9);

    assertThat(map.area().rests().count()).isEqualTo(3);
    assertThat(map.area().rests().visitors()).isEqualTo(2);
    assertThat(map.area().rests().millis()).isEqualTo(2_000);
    assertThat(map.area().rests().cells().cells())
        .containsExactly(new Cell(0, 0, 300), new Cell(1, 1, 1_700));
    assertThat(map.elements())
        .containsExactly(new ElementRow(Optional.empty(), "#buy", "#buy", 0, 0, 2, 1_700));
  }

  @Test
  void aClickOnTheIconInAConfiguredButtonCountsForTheButton() throws IOException {
    InterestingElement button = new InterestingElement("b", "Buy button", "#buy");
    click("ann", "", "/a", 0, 0, ICON, BUY);
    click("ann", "", "/a", 0, 0, BUY);
    path("ann", point(0, 0, 5, "#buy"));

    assertThat(ask(TENTHS, Optional.empty(), 9, button).elements())
        .containsExactly(new ElementRow(Optional.of("b"), "Buy button", "#buy", 2, 1, 1, 5));
    assertThat(ask(TENTHS, Optional.empty(), 9).elements())
        .extracting(ElementRow::target)
        .as("each under its own name")
        .containsExactly(ICON.xpath(), "Buy", "#buy");
  }

  @Test
  void whatALimitLeavesOutIsCounted() throws IOException {
    click("ann", "", "/a", 0, 0, BUY);
    click("ann", "", "/a", 0, 0, BUY);
    click("ann", "", "/a", 0, 500, ICON);

    MapAnswer map = ask(TENTHS, Optional.empty(), 1);

    assertThat(map.area().clicks().cells().cells()).containsExactly(new Cell(0, 0, 2));
    assertThat(map.area().clicks().cells().more()).isEqualTo(1);
    assertThat(map.area().clicks().cells().moreAmount()).isEqualTo(1);
    assertThat(map.moreElements()).isEqualTo(1);
  }

  @Test
  void aBreakdownIsAMapEach() throws IOException {
    click("ann", "100x100", "/a", 0, 0, BUY);
    click("bob", "200x200", "/a", 0, 0, BUY);
    click("cyd", "200x200", "/a", 199, 0, BUY);

    List<ValueArea> areas = ask(TENTHS, Optional.of(BuiltIn.SCREEN), 9).breakdown().orElseThrow();

    assertThat(areas).extracting(ValueArea::value).containsExactly("200x200", "100x100");
    assertThat(areas.get(0).area().clicks().cells().cells())
        .containsExactly(new Cell(0, 0, 1), new Cell(9, 0, 1));
  }

  @Test
  void aBreakdownOfTooManyValuesIsRefused() throws IOException {
    for (int i = 0; i <= MapQuestion.MAX_VALUES; i++) {
      click("ann", (100 + i) + "x100", "/a", 0, 0, BUY);
    }

    assertThatThrownBy(() -> ask(TENTHS, Optional.of(BuiltIn.SCREEN), 9))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("breakdown: over 50 values");
    assertThat(ask(TENTHS, Optional.of(BuiltIn.OS), 9).breakdown().orElseThrow()).hasSize(1);
  }

  @Test
  void aPageIsAPathAndAGridHasBounds() {
    assertThat(question("/a/", TENTHS, Optional.empty(), 1).page()).isEqualTo("/a");
    assertThat(question("/", TENTHS, Optional.empty(), 1).page()).isEqualTo("/");
    for (String no : List.of("", "a", "/a?x=1", "/a#b", "https://shop.example/a")) {
      assertThatThrownBy(() -> question(no, TENTHS, Optional.empty(), 1))
          .hasMessageStartingWith("page: the path of a page");
    }
    assertThatThrownBy(() -> question("/a", TENTHS, Optional.empty(), 0))
        .hasMessageStartingWith("limit: ");
    assertThatThrownBy(() -> new Grid(201, 1, 1)).hasMessageStartingWith("columns: 1 to 200");
    assertThatThrownBy(() -> new Grid(1, 0, 1)).hasMessageStartingWith("rowHeight: 1 to 1000");
    assertThatThrownBy(() -> new Grid(1, 1, 0)).hasMessageStartingWith("assumedWidth: ");
  }

  private void click(String visitor, String screen, String url, int x, int y, Element... path) {
    add(
        visitor,
        screen,
        new Event.Click(
            NOW + events.size(),
            url,
            EventProperties.NONE,
            List.of(path),
            x,
            y,
            Event.UNKNOWN_ELAPSED));
  }

  private void path(String visitor, Event.Point... points) {
    add(
        visitor,
        "1000x500",
        new Event.MouseMovement(NOW + events.size(), "/a", EventProperties.NONE, List.of(points)));
  }

  private static Event.Point point(int x, int y, int pause, String target) {
    return new Event.Point(10, x, y, pause, target);
  }

  private void add(String visitor, String screen, Event event) {
    events.add(
        new RecordedEvent(
            visitor,
            "",
            1,
            events.size() + 1,
            new Dimensions("", "", "", "", "", screen, Utm.NONE),
            "",
            event));
  }

  private static MapQuestion question(
      String page, Grid grid, Optional<Dimension> by, int limit, InterestingElement... elements) {
    return new MapQuestion(Told.DAY, Filter.ALL, page, grid, List.of(elements), by, limit);
  }

  private MapAnswer ask(
      Grid grid, Optional<Dimension> by, int limit, InterestingElement... elements)
      throws IOException {
    try (InMemoryEventStore store = new InMemoryEventStore()) {
      store.append(Frame.of(new Partition("app", 0), 1, events)).join();
      return new Analysis(store, Runnable::run, InstantSource.system())
          .ask(
              new Scope("app", OptionalInt.of(0), Told.SHOP),
              question("/a", grid, by, limit, elements));
    }
  }
}
