package dev.datalab.core.internal.scan;

import dev.datalab.core.block.EventBlock;
import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.function.Function;

/**
 * A question's own tables for each block that it meets, made once a block and shared by the
 * buckets. A block that the store lets go of takes its tables along. Safe for use by several
 * threads.
 *
 * @param <T> the tables; they must not hold on to the block
 */
public final class PerBlock<T> {
  private final Map<EventBlock, T> tables = Collections.synchronizedMap(new WeakHashMap<>());
  private final Function<EventBlock, T> make;

  /** Tables that this function makes. */
  public PerBlock(Function<EventBlock, T> make) {
    this.make = make;
  }

  /** The tables of a block. */
  public T of(EventBlock block) {
    T known = tables.get(block);
    if (known != null) {
      return known;
    }
    T made = make.apply(block);
    tables.put(block, made);
    return made;
  }
}
