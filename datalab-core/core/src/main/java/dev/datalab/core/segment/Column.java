package dev.datalab.core.segment;

import java.util.Locale;
import java.util.Optional;

/** The columns of a block, each in a page of its own. The number is part of the format. */
public enum Column {
  /** Ids and number of events of the visitors, and which other pages there are. */
  VISITORS(1),
  /** When. */
  TIMES(2),
  /** What. */
  SYMBOLS(3),
  /** On which page, where the symbol does not say. */
  PAGES(4),
  /** Under which dimensions. */
  DIMENSIONS(5),
  /** With which properties. */
  PROPERTIES(6),
  /** In which session. */
  SESSIONS(7),
  /** By which stream. */
  STREAMS(8),
  /** Under which number. */
  SEQS(9),
  /** For how long. */
  ELAPSED(10),
  /** The importer's ids. */
  IDS(11),
  /** Coming from where, with the pointer where. */
  DETAILS(12);

  private final int number;

  Column(int number) {
    this.number = number;
  }

  /** The column's number, 1 to 15. */
  public int number() {
    return number;
  }

  /** The column's name in messages. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The column of a number. */
  static Optional<Column> of(int number) {
    for (Column column : values()) {
      if (column.number == number) {
        return Optional.of(column);
      }
    }
    return Optional.empty();
  }
}
