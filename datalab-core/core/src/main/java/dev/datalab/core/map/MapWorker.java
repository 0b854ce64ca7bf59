package dev.datalab.core.map;

import dev.datalab.core.block.BlockColumns.Coordinates;
import dev.datalab.core.event.Event;
import dev.datalab.core.internal.filter.BlockValues;
import dev.datalab.core.internal.scan.PerBlock;
import dev.datalab.core.internal.scan.VisitorWorker;
import dev.datalab.core.map.MapTally.OfElement;
import dev.datalab.core.query.Site;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Counts the clicks and rests of the visitors of buckets. */
final class MapWorker extends VisitorWorker<MapWorker.Table> {
  private final MapQuestion question;
  private final MapElements elements;
  private final MapTally tally;
  private final boolean needsSessions;

  /** The number of the visitor at hand. */
  private long visitor;

  /** The symbols of the events at hand. */
  private int[] symbols = new int[64];

  MapWorker(MapQuestion question, MapElements elements, Site site, boolean needsSessions) {
    super(
        new PerBlock<>(block -> new Table(new BlockPlaces(question, site, block))),
        question.range().toMillis(),
        needsSessions);
    this.question = question;
    this.elements = elements;
    this.needsSessions = needsSessions;
    tally = new MapTally(question, elements);
  }

  /** A block's places, and this worker's elements by what was clicked. */
  static final class Table {
    private final BlockPlaces places;
    private final @Nullable OfElement[] elements;

    Table(BlockPlaces places) {
      this.places = places;
      elements = new OfElement[places.symbols()];
    }
  }

  MapTally tally() {
    return tally;
  }

  @Override
  protected void countVisitor() {
    visitor++;
    int from = events.firstFrom(question.range().fromMillis());
    int to = events.size();
    if (from < to && events.isInPlace()) {
      countInPlace(table(from), from, to);
    } else {
      for (int i = from; i < to; i++) {
        Table table = table(i);
        int event = events.event(i);
        int kind = table.places.kind(table.places.symbol(event));
        if (kind != BlockPlaces.OTHER) {
          count(table, i, event, kind);
        }
      }
    }
  }

  /** Counts neighbouring events of one block, most of which are neither clicks nor paths. */
  private void countInPlace(Table table, int from, int to) {
    int base = events.event(from);
    if (to - from > symbols.length) {
      symbols = new int[2 * (to - from)];
    }
    BlockPlaces places = table.places;
    places.readSymbols(base, base + to - from, symbols);
    for (int i = 0; i < to - from; i++) {
      int kind = places.kind(symbols[i]);
      if (kind != BlockPlaces.OTHER) {
        count(table, from + i, base + i, kind);
      }
    }
  }

  /** Counts a click or a path, if it is on the page. */
  private void count(Table table, int i, int event, int kind) {
    BlockPlaces places = table.places;
    int session = needsSessions ? sessions.of(i) : 0;
    if (!places.isHere(event) || !places.admission.passes(event, session, sessions)) {
      return;
    }
    if (kind == BlockPlaces.CLICK) {
      element(table, event).click(visitor);
      click(tally.all, i, places, event);
      AreaTally ofValue = ofValue(places, event, session);
      if (ofValue != null) {
        click(ofValue, i, places, event);
      }
    } else {
      List<Event.Point> points = block(i).points(event);
      if (points.stream().anyMatch(MapWorker::isRest)) {
        rests(ofValue(places, event, session), places.width(event), points);
      }
    }
  }

  /** The area of an event's value; none without a breakdown. */
  private @Nullable AreaTally ofValue(BlockPlaces places, int event, int session) {
    BlockValues values = places.values;
    return values == null ? null : tally.value(values.of(event, session, sessions));
  }

  private static boolean isRest(Event.Point point) {
    return point.pause() > 0;
  }

  private OfElement element(Table table, int event) {
    int symbol = table.places.symbol(event);
    OfElement known = table.elements[symbol];
    if (known == null) {
      known = tally.element(elements.ofClick(table.places.path(symbol)));
      table.elements[symbol] = known;
    }
    return known;
  }

  private void click(AreaTally area, int i, BlockPlaces places, int event) {
    Coordinates coordinates = block(i).coordinates();
    int x = coordinates.x(event);
    int y = coordinates.y(event);
    area.click(visitor);
    if (x == Event.UNKNOWN_COORDINATE || y == Event.UNKNOWN_COORDINATE) {
      area.unplaced();
    } else {
      int width = places.width(event);
      area.placed(column(x, width), question.grid().row(y), width == 0);
    }
  }

  private void rests(@Nullable AreaTally ofValue, int width, List<Event.Point> points) {
    for (Event.Point point : points) {
      if (!isRest(point)) {
        continue;
      }
      int column = column(point.x(), width);
      int row = question.grid().row(point.y());
      tally.all.rest(column, row, point.pause(), width == 0, visitor);
      if (ofValue != null) {
        ofValue.rest(column, row, point.pause(), width == 0, visitor);
      }
      if (!point.target().isEmpty()) {
        tally.element(point.target()).rest(point.pause());
      }
    }
  }

  private int column(int x, int width) {
    return question.grid().column(x, width == 0 ? question.grid().assumedWidth() : width);
  }
}
