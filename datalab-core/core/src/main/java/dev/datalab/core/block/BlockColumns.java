package dev.datalab.core.block;

import dev.datalab.core.event.Dimensions;
import dev.datalab.core.event.Event;
import dev.datalab.core.event.EventProperties;
import java.util.List;

/**
 * Where a block's columns come from. {@link EventBlock} asks for each at most a few times and keeps
 * it, so a source may decode on every call; it must be safe for use by several threads. All columns
 * of events have the same length.
 */
public interface BlockColumns {
  /** How many events. */
  int events();

  /** The visitors' keys, in ascending order; see {@link VisitorKey}. */
  long[] visitorKeys();

  /** The visitors' ids, in the same order. */
  List<String> visitorIds();

  /** Where each visitor's events begin, and one more entry: the number of events. */
  int[] visitorStarts();

  /** What the times count from, in milliseconds since the epoch. */
  long baseTime();

  /** The times, in milliseconds from {@link #baseTime}, possibly negative. */
  int[] times();

  /** The events' symbols. */
  Coded<Symbol> symbols();

  /** The addresses of {@link Event#url()}, the empty one included. */
  Coded<String> pages();

  /** The sessions' dimensions. */
  Coded<Dimensions> dimensions();

  /** The events' properties. */
  Coded<EventProperties> properties();

  /** The sessions' ids; empty where the session is cut when read. */
  Coded<String> sessions();

  /** The streams by which the events came. */
  Coded<Long> streams();

  /** The events' numbers in their streams. */
  long[] seqs();

  /** Elapsed milliseconds, {@link Event#UNKNOWN_ELAPSED} where unknown. */
  long[] elapsed();

  /** The addresses of the pages that changes of address left; empty for all other events. */
  Coded<String> origins();

  /** Where clicks were. */
  Coordinates coordinates();

  /** The points of a pointer's path; none of any other event. */
  List<Event.Point> points(int event);

  /**
   * What only the event itself has: id, page before, coordinates, pointer's path. All but the id
   * are in columns as well, which cost no object an event.
   */
  Details details(int event);

  /**
   * Where clicks were, in CSS pixels from the page's left and top. The arrays are the column
   * itself: read them, don't write.
   *
   * @param x an entry for each event; what stands at one that is no click means nothing. Empty
   *     where nothing is known
   * @param y likewise
   */
  @SuppressWarnings("ArrayRecordComponent") // the array is the column; nobody compares columns
  record Coordinates(int[] x, int[] y) {
    /** Nothing is known. */
    public static final Coordinates NONE = new Coordinates(new int[0], new int[0]);

    /** The x of a click, or {@link Event#UNKNOWN_COORDINATE}. */
    public int x(int event) {
      return x.length == 0 ? Event.UNKNOWN_COORDINATE : x[event];
    }

    /** The y of a click, or {@link Event#UNKNOWN_COORDINATE}. */
    public int y(int event) {
      return y.length == 0 ? Event.UNKNOWN_COORDINATE : y[event];
    }
  }

  /**
   * A coded column and its table.
   *
   * @param codes an index into the table for each event
   * @param table the distinct values; unmodifiable
   */
  record Coded<T>(Codes codes, List<T> table) {
    /** The value of an event. */
    public T get(int event) {
      return table.get(codes.get(event));
    }
  }

  /**
   * The rest of an event.
   *
   * @param id the importer's id, or empty
   * @param from the page before, of a change of address; else empty
   * @param x of a click; else {@link Event#UNKNOWN_COORDINATE}
   * @param y of a click; else {@link Event#UNKNOWN_COORDINATE}
   * @param points of a movement; else empty
   */
  record Details(String id, String from, int x, int y, List<Event.Point> points) {
    /** Nothing more is known. */
    public static final Details NONE =
        new Details("", "", Event.UNKNOWN_COORDINATE, Event.UNKNOWN_COORDINATE, List.of());

    /** The details of an event. */
    public static Details of(String id, Event event) {
      if (event instanceof Event.UrlChange change) {
        return new Details(
            id, change.from(), Event.UNKNOWN_COORDINATE, Event.UNKNOWN_COORDINATE, List.of());
      } else if (event instanceof Event.Click click) {
        return new Details(id, "", click.x(), click.y(), List.of());
      } else if (event instanceof Event.MouseMovement movement) {
        return new Details(
            id, "", Event.UNKNOWN_COORDINATE, Event.UNKNOWN_COORDINATE, movement.points());
      }
      return id.isEmpty()
          ? NONE
          : new Details(id, "", Event.UNKNOWN_COORDINATE, Event.UNKNOWN_COORDINATE, List.of());
    }
  }
}
