package dev.datalab.core.store;

import dev.datalab.core.block.BlockSlice;
import java.io.IOException;
import java.util.List;

/**
 * A consistent view of an app's events: those that were visible when it was opened, whatever is
 * written, sealed or deleted meanwhile. Buckets may be read by several threads at a time.
 *
 * <p>Slices of one bucket may share visitors, and their times may overlap: whoever reads merges
 * each visitor's events by (time, stream, seq). Slices of different buckets never share a visitor.
 * Events outside the request's range may be among them.
 */
public interface Scan extends AutoCloseable {
  /** The number of buckets, a power of two. */
  int buckets();

  /**
   * The events of a bucket. Reads them in, as far as they are not in memory; the store bounds a
   * bucket's size, so that a reader needs memory for the buckets that it works on and no more.
   *
   * <p>A store may leave columns on the disk until they are asked for, while the scan is open. One
   * that can't be read then throws {@link java.io.UncheckedIOException} with the same message.
   *
   * @param bucket 0 to {@link #buckets} - 1
   * @throws IOException if they can't be read; the message names what is damaged
   */
  List<BlockSlice> bucket(int bucket) throws IOException;

  /** Lets go of the view. */
  @Override
  void close();
}
