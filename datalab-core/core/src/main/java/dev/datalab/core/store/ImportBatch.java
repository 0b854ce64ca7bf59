package dev.datalab.core.store;

import java.io.IOException;

/**
 * Events that become visible and durable all together, or not at all: one import's answer. For use
 * by one thread.
 *
 * <p>Frames may be of any size; the batch holds none of them in memory once {@link #append} has
 * returned. A process that dies before {@link #commit} leaves nothing of the batch behind, ids
 * included.
 */
public interface ImportBatch extends AutoCloseable {
  /**
   * Takes a frame in.
   *
   * @return what it will count for once the batch is committed
   * @throws IOException if the store can't take it; the batch can then only be closed
   */
  Receipt append(Frame frame) throws IOException;

  /** Makes everything durable and visible at once. */
  void commit() throws IOException;

  /** Undoes what was not committed. */
  @Override
  void close() throws IOException;
}
