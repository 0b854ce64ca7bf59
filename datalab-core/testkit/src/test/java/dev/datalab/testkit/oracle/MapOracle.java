package dev.datalab.testkit.oracle;

import dev.datalab.core.element.InterestingElement;
import dev.datalab.core.event.Element;
import dev.datalab.core.event.Event;
import dev.datalab.core.map.MapAnswer;
import dev.datalab.core.map.MapAnswer.Area;
import dev.datalab.core.map.MapAnswer.Cell;
import dev.datalab.core.map.MapAnswer.Cells;
import dev.datalab.core.map.MapAnswer.Clicks;
import dev.datalab.core.map.MapAnswer.ElementRow;
import dev.datalab.core.map.MapAnswer.Rests;
import dev.datalab.core.map.MapAnswer.ValueArea;
import dev.datalab.core.map.MapQuestion;
import dev.datalab.core.query.Dimension;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;

/** Answers a question about a map by writing down each click and each rest. */
final class MapOracle {
  /** An element: configured, or as its event calls it. */
  private record Thing(Optional<InterestingElement> configured, String target) {}

  /**
   * A click, or a rest of so many milliseconds.
   *
   * @param cell none of a click that does not say where it was
   * @param over none of a rest that does not say on what it was
   */
  private record Mark(
      Occurrence of,
      boolean click,
      Optional<Place> cell,
      boolean assumed,
      long millis,
      Optional<Thing> over) {}

  private record Place(int column, int row) {}

  private final MapQuestion question;
  private final NaiveFields fields;
  private final List<Mark> marks = new ArrayList<>();

  private MapOracle(AppCase app, MapQuestion question) {
    this.question = question;
    this.fields = new NaiveFields(app.site());
    NaiveSessions.byVisitor(app.selected(question.range())).values().stream()
        .flatMap(List::stream)
        .filter(each -> question.range().fromMillis() <= each.time())
        .filter(each -> !each.event().url().isEmpty())
        .filter(each -> NaiveMatching.path(each.event().url()).equals(question.page()))
        .filter(each -> fields.holds(question.filter(), each))
        .forEach(this::mark);
  }

  static MapAnswer answer(AppCase app, MapQuestion question) {
    return new MapOracle(app, question).answer();
  }

  private void mark(Occurrence of) {
    OptionalInt screen = screen(of.recorded().dimensions().screen());
    int width = screen.orElse(question.grid().assumedWidth());
    if (of.event() instanceof Event.Click click) {
      boolean somewhere =
          click.x() != Event.UNKNOWN_COORDINATE && click.y() != Event.UNKNOWN_COORDINATE;
      marks.add(
          new Mark(
              of,
              true,
              somewhere ? Optional.of(place(click.x(), click.y(), width)) : Optional.empty(),
              somewhere && screen.isEmpty(),
              0,
              Optional.of(clicked(click.path()))));
    } else if (of.event() instanceof Event.MouseMovement movement) {
      for (Event.Point point : movement.points()) {
        if (point.pause() > 0) {
          marks.add(
              new Mark(
                  of,
                  false,
                  Optional.of(place(point.x(), point.y(), width)),
                  screen.isEmpty(),
                  point.pause(),
                  point.target().isEmpty()
                      ? Optional.empty()
                      : Optional.of(rested(point.target()))));
        }
      }
    }
  }

  private static OptionalInt screen(String size) {
    if (!size.matches("[0-9]+x[0-9]+")) {
      return OptionalInt.empty();
    }
    int width = Integer.parseInt(size.split("x")[0]);
    return width == 0 ? OptionalInt.empty() : OptionalInt.of(width);
  }

  /** The cell whose right and lower edge a place has not reached; the last one has none. */
  private Place place(int x, int y, int width) {
    int columns = question.grid().columns();
    int column = 0;
    while (column < columns - 1 && (long) x * columns >= (column + 1L) * width) {
      column++;
    }
    int row = 0;
    while (row < 9_999 && y >= (row + 1L) * question.grid().rowHeight()) {
      row++;
    }
    return new Place(column, row);
  }

  private Thing clicked(List<Element> path) {
    for (InterestingElement wanted : question.elements()) {
      String target = ElementsOracle.spelled(wanted.target());
      if (ElementsOracle.namesSomething(target)
          && path.stream().anyMatch(each -> NaiveMatching.isTarget(target, each))) {
        return new Thing(Optional.of(wanted), "");
      }
    }
    Element own = path.get(0);
    String target =
        !own.label().isEmpty()
            ? own.label()
            : !own.id().isEmpty()
                ? "#" + own.id()
                : !own.name().isEmpty() ? "[name=" + own.name() + "]" : own.xpath();
    return new Thing(Optional.empty(), target);
  }

  private Thing rested(String text) {
    String target = ElementsOracle.spelled(text);
    for (InterestingElement wanted : question.elements()) {
      if (ElementsOracle.namesSomething(target)
          && ElementsOracle.spelled(wanted.target()).equals(target)) {
        return new Thing(Optional.of(wanted), "");
      }
    }
    return new Thing(Optional.empty(), target);
  }

  private MapAnswer answer() {
    Set<Thing> things = new LinkedHashSet<>();
    marks.forEach(each -> each.over().ifPresent(things::add));
    List<ElementRow> rows = new ArrayList<>(things.stream().map(this::row).toList());
    rows.sort(
        Comparator.comparingLong(ElementRow::clicks)
            .thenComparingLong(ElementRow::restMillis)
            .reversed()
            .thenComparing(ElementRow::target)
            .thenComparing(ElementRow::name));
    int shown = Math.min(rows.size(), question.limit());
    return new MapAnswer(
        area(marks),
        rows.subList(0, shown),
        rows.size() - shown,
        question.breakdown().map(this::breakdown));
  }

  private ElementRow row(Thing thing) {
    List<Mark> of = marks.stream().filter(each -> each.over().equals(Optional.of(thing))).toList();
    List<Mark> clicks = of.stream().filter(Mark::click).toList();
    return new ElementRow(
        thing.configured().map(InterestingElement::id),
        thing.configured().map(InterestingElement::name).orElse(thing.target()),
        thing.configured().map(InterestingElement::target).orElse(thing.target()),
        clicks.size(),
        visitors(clicks),
        of.size() - clicks.size(),
        millis(of));
  }

  private List<ValueArea> breakdown(Dimension by) {
    Map<String, List<Mark>> byValue = new TreeMap<>();
    for (Mark mark : marks) {
      String value = fields.value(by, mark.of()).orElse("");
      byValue.computeIfAbsent(value, v -> new ArrayList<>()).add(mark);
    }
    return byValue.entrySet().stream()
        .map(each -> new ValueArea(each.getKey(), area(each.getValue())))
        .sorted(
            Comparator.comparingLong((ValueArea each) -> -each.area().clicks().count())
                .thenComparingLong(each -> -each.area().rests().count()))
        .toList();
  }

  private Area area(List<Mark> of) {
    List<Mark> clicks = of.stream().filter(Mark::click).toList();
    List<Mark> rests = of.stream().filter(each -> !each.click()).toList();
    return new Area(
        new Clicks(
            clicks.size(),
            visitors(clicks),
            clicks.stream().filter(each -> each.cell().isEmpty()).count(),
            clicks.stream().filter(Mark::assumed).count(),
            cells(clicks)),
        new Rests(
            rests.size(),
            visitors(rests),
            millis(rests),
            rests.stream().filter(Mark::assumed).count(),
            cells(rests)));
  }

  private Cells cells(List<Mark> of) {
    Map<Place, Long> amounts = new HashMap<>();
    of.forEach(
        each ->
            each.cell()
                .ifPresent(
                    place -> amounts.merge(place, each.click() ? 1 : each.millis(), Long::sum)));
    Comparator<Cell> byPlace = Comparator.comparingInt(Cell::row).thenComparingInt(Cell::column);
    List<Cell> cells =
        amounts.entrySet().stream()
            .map(each -> new Cell(each.getKey().column(), each.getKey().row(), each.getValue()))
            .sorted(Comparator.comparingLong((Cell each) -> -each.amount()).thenComparing(byPlace))
            .toList();
    int shown = Math.min(cells.size(), question.limit());
    return new Cells(
        cells.subList(0, shown).stream().sorted(byPlace).toList(),
        cells.size() - shown,
        cells.subList(shown, cells.size()).stream().mapToLong(Cell::amount).sum());
  }

  private static long visitors(List<Mark> of) {
    return of.stream().map(each -> each.of().recorded().visitor()).distinct().count();
  }

  private static long millis(List<Mark> of) {
    return of.stream().mapToLong(Mark::millis).sum();
  }
}
