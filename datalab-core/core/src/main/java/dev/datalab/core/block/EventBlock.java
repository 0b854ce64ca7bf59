package dev.datalab.core.block;

import static java.util.Objects.requireNonNull;

import dev.datalab.core.block.BlockColumns.Coded;
import dev.datalab.core.block.BlockColumns.Coordinates;
import dev.datalab.core.block.BlockColumns.Details;
import dev.datalab.core.event.Dimensions;
import dev.datalab.core.event.Event;
import dev.datalab.core.event.EventProperties;
import dev.datalab.core.event.RecordedEvent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Events of some visitors as columns, sorted by visitor, then time, stream and seq. See the package
 * for the idea.
 *
 * <p>A column is fetched from its source when it is first asked for, and kept. Arrays are handed
 * out as they are, for speed: they are not to be written. Safe for use by several threads.
 *
 * <p>Where the source reads from a disk, a column that can't be read throws {@link
 * java.io.UncheckedIOException}; its message names what is damaged.
 */
public final class EventBlock {
  private final BlockColumns source;
  private final int events;
  private final long[] visitorKeys;
  private final int[] visitorStarts;
  private volatile int @Nullable [] times;
  private long baseTime; // written before times, read after it
  private volatile @Nullable Coded<Symbol> symbols;
  private volatile @Nullable Coded<String> pages;
  private volatile @Nullable Coded<Dimensions> dimensions;
  private volatile @Nullable Coded<EventProperties> properties;
  private volatile @Nullable Coded<String> sessions;
  private volatile @Nullable Coded<Long> streams;
  private volatile @Nullable Coded<String> origins;
  private volatile @Nullable Coordinates coordinates;
  private volatile long @Nullable [] seqs;
  private volatile long @Nullable [] elapsed;

  /** A block over a source of columns. */
  public EventBlock(BlockColumns source) {
    this.source = requireNonNull(source, "source");
    this.events = source.events();
    this.visitorKeys = source.visitorKeys();
    this.visitorStarts = source.visitorStarts();
  }

  /** How many events. */
  public int events() {
    return events;
  }

  /** How many visitors. */
  public int visitors() {
    return visitorKeys.length;
  }

  /** The key of a visitor; see {@link VisitorKey}. */
  public long visitorKey(int visitor) {
    return visitorKeys[visitor];
  }

  /** The id of a visitor. */
  public String visitor(int visitor) {
    return source.visitorIds().get(visitor);
  }

  /** The first event of a visitor; for the number of visitors, the number of events. */
  public int start(int visitor) {
    return visitorStarts[visitor];
  }

  /** What {@link #times} count from, in milliseconds since the epoch. */
  public long baseTime() {
    times();
    return baseTime;
  }

  /** When an event happened, in milliseconds since the epoch. */
  public long time(int event) {
    int[] offsets = times();
    return baseTime + offsets[event];
  }

  /** The times, in milliseconds from {@link #baseTime}, possibly negative. */
  public int[] times() {
    int[] column = times;
    if (column == null) {
      column = source.times();
      baseTime = source.baseTime();
      times = column;
    }
    return column;
  }

  /** The events' symbols. */
  public Coded<Symbol> symbols() {
    Coded<Symbol> column = symbols;
    if (column == null) {
      column = source.symbols();
      symbols = column;
    }
    return column;
  }

  /** The addresses of the pages on which the events happened. */
  public Coded<String> pages() {
    Coded<String> column = pages;
    if (column == null) {
      column = source.pages();
      pages = column;
    }
    return column;
  }

  /** The sessions' dimensions. */
  public Coded<Dimensions> dimensions() {
    Coded<Dimensions> column = dimensions;
    if (column == null) {
      column = source.dimensions();
      dimensions = column;
    }
    return column;
  }

  /** The events' properties. */
  public Coded<EventProperties> properties() {
    Coded<EventProperties> column = properties;
    if (column == null) {
      column = source.properties();
      properties = column;
    }
    return column;
  }

  /** The sessions' ids; empty where the session is cut when read. */
  public Coded<String> sessions() {
    Coded<String> column = sessions;
    if (column == null) {
      column = source.sessions();
      sessions = column;
    }
    return column;
  }

  /** The streams by which the events came. */
  public Coded<Long> streams() {
    Coded<Long> column = streams;
    if (column == null) {
      column = source.streams();
      streams = column;
    }
    return column;
  }

  /** The addresses of the pages that changes of address left; empty for all other events. */
  public Coded<String> origins() {
    Coded<String> column = origins;
    if (column == null) {
      column = source.origins();
      origins = column;
    }
    return column;
  }

  /** Where clicks were. */
  public Coordinates coordinates() {
    Coordinates column = coordinates;
    if (column == null) {
      column = source.coordinates();
      coordinates = column;
    }
    return column;
  }

  /** The points of a pointer's path; none of any other event. */
  public List<Event.Point> points(int event) {
    return source.points(event);
  }

  /** The events' numbers in their streams. */
  public long[] seqs() {
    long[] column = seqs;
    if (column == null) {
      column = source.seqs();
      seqs = column;
    }
    return column;
  }

  /** Elapsed milliseconds, {@link Event#UNKNOWN_ELAPSED} where unknown. */
  public long[] elapsed() {
    long[] column = elapsed;
    if (column == null) {
      column = source.elapsed();
      elapsed = column;
    }
    return column;
  }

  /** The rest of an event; see {@link Details}. */
  public Details details(int event) {
    return source.details(event);
  }

  /** An event as it was recorded. */
  public RecordedEvent event(int visitor, int event) {
    Details details = source.details(event);
    return new RecordedEvent(
        visitor(visitor),
        sessions().get(event),
        streams().get(event),
        seqs()[event],
        dimensions().get(event),
        details.id(),
        happening(event, details));
  }

  private Event happening(int event, Details details) {
    return symbols()
        .get(event)
        .event(time(event), pages().get(event), properties().get(event), elapsed()[event], details);
  }
}
