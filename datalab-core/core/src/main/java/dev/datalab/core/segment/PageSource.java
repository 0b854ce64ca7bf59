package dev.datalab.core.segment;

import java.io.IOException;

/** Where the pages of one block come from. Safe for use by several threads. */
public interface PageSource {
  /** What the block is called in messages, as {@code segment 7 of events.db, block 3}. */
  String name();

  /**
   * The bytes of a page that was written.
   *
   * @throws IOException if it can't be read or is not there
   */
  byte[] read(Column column) throws IOException;
}
