package dev.datalab.core.map;

import static java.util.Objects.requireNonNull;

import dev.datalab.core.element.InterestingElement;
import dev.datalab.core.match.UrlName;
import dev.datalab.core.query.Basis;
import dev.datalab.core.query.Dimension;
import dev.datalab.core.query.Filter;
import dev.datalab.core.query.Question;
import dev.datalab.core.query.Range;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * Where on a page do people click, and where do their pointers rest?
 *
 * @param range the events that are looked at
 * @param filter an event that fails it is not there for the question
 * @param page the page's path, as {@code /basket}; a trailing slash means nothing
 * @param grid how finely the page is divided
 * @param elements the configured ones, which go before what a click or rest itself calls its
 *     element
 * @param breakdown asks for a map per value of this dimension, of which at most {@value
 *     #MAX_VALUES} may occur
 * @param limit the most cells of each list, and the most elements; 1 to {@value #MAX_LIMIT}
 */
public record MapQuestion(
    Range range,
    Filter filter,
    String page,
    Grid grid,
    List<InterestingElement> elements,
    Optional<Dimension> breakdown,
    int limit)
    implements Question<MapAnswer> {
  /** The cells and elements of a question that does not say. */
  public static final int DEFAULT_LIMIT = 5_000;

  /** The most cells of a list, and elements, that can be asked for. */
  public static final int MAX_LIMIT = 50_000;

  /** The most values of a breakdown. */
  public static final int MAX_VALUES = 50;

  /**
   * How a page is divided into cells.
   *
   * @param columns equal shares of the screen's width; 1 to {@value #MAX_COLUMNS}
   * @param rowHeight in CSS pixels, 1 to {@value #MAX_ROW_HEIGHT}; what lies below the row of
   *     number {@value #MAX_ROWS} counts in that row
   * @param assumedWidth the width in CSS pixels of screens that are not known; 1 to {@value
   *     #MAX_WIDTH}
   */
  public record Grid(int columns, int rowHeight, int assumedWidth) {
    /** The grid of a question that does not say. */
    public static final Grid DEFAULT = new Grid(50, 20, 1_920);

    /** The most columns. */
    public static final int MAX_COLUMNS = 200;

    /** The most rows. */
    public static final int MAX_ROWS = 10_000;

    /** The highest rows, in CSS pixels. */
    public static final int MAX_ROW_HEIGHT = 1_000;

    /** The widest screen that can be assumed, in CSS pixels. */
    public static final int MAX_WIDTH = 99_999;

    /** Requires all within their bounds. */
    public Grid {
      check("columns", columns, MAX_COLUMNS);
      check("rowHeight", rowHeight, MAX_ROW_HEIGHT);
      check("assumedWidth", assumedWidth, MAX_WIDTH);
    }

    private static void check(String field, int value, int max) {
      if (value < 1 || value > max) {
        throw new IllegalArgumentException("%s: 1 to %d, not %d.".formatted(field, max, value));
      }
    }

    /** The column of a place, from 0; places beyond an edge are at the edge. */
    int column(int x, int width) {
      return (int) Math.max(0, Math.min(columns - 1, Math.floorDiv((long) x * columns, width)));
    }

    /** The row of a place, from 0; places beyond an edge are at the edge. */
    int row(int y) {
      return Math.max(0, Math.min(MAX_ROWS - 1, Math.floorDiv(y, rowHeight)));
    }
  }

  /** Requires all parts and the path of a page. */
  public MapQuestion {
    requireNonNull(range, "range");
    requireNonNull(filter, "filter");
    requireNonNull(grid, "grid");
    elements = List.copyOf(elements);
    requireNonNull(breakdown, "breakdown");
    if (!page.startsWith("/") || page.indexOf('?') >= 0 || page.indexOf('#') >= 0) {
      throw new IllegalArgumentException(
          "page: the path of a page, as /basket, without query and fragment.");
    }
    page = UrlName.path(page);
    if (limit < 1 || limit > MAX_LIMIT) {
      throw new IllegalArgumentException(
          "limit: 1 to %d cells, not %d.".formatted(MAX_LIMIT, limit));
    }
  }

  @Override
  public MapAnswer answer(Basis basis) throws IOException {
    return MapAnalysis.answer(basis.store(), basis.scope(), this, basis.executor());
  }
}
