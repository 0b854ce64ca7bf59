package dev.datalab.core.live;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;

/**
 * Values that many events have in common, each kept once and known by a small number, for as long
 * as an event uses it. Not safe for use by several threads.
 *
 * @param <T> the values; equal ones are one
 */
final class SharedValues<T> {
  /** An entry of the map, its number, a slot of the list and of the counts, in bytes. */
  private static final long OVERHEAD_BYTES = 112;

  private final Map<T, Integer> codes = new HashMap<>();
  private final List<T> values = new ArrayList<>();
  private final Deque<Integer> free = new ArrayDeque<>();
  private final ToLongFunction<T> sizeOf;
  private final T nothing;
  private int[] uses = new int[64];
  private long bytes;

  /**
   * No values.
   *
   * @param nothing stands in the table where a number is not in use
   * @param sizeOf about how many bytes a value takes
   */
  SharedValues(T nothing, ToLongFunction<T> sizeOf) {
    this.nothing = nothing;
    this.sizeOf = sizeOf;
  }

  /** The number of a value that one more event uses. */
  int take(T value) {
    Integer known = codes.get(value);
    int code = known == null ? begin(value) : known;
    uses[code]++;
    return code;
  }

  private int begin(T value) {
    Integer reused = free.poll();
    int code = reused == null ? values.size() : reused;
    if (reused == null) {
      values.add(value);
      if (code == uses.length) {
        uses = Arrays.copyOf(uses, code * 2);
      }
    } else {
      values.set(code, value);
    }
    codes.put(value, code);
    bytes += OVERHEAD_BYTES + sizeOf.applyAsLong(value);
    return code;
  }

  /** One event fewer uses the value of a number. */
  void release(int code) {
    if (--uses[code] == 0) {
      T value = values.get(code);
      codes.remove(value);
      values.set(code, nothing);
      free.push(code);
      bytes -= OVERHEAD_BYTES + sizeOf.applyAsLong(value);
    }
  }

  T get(int code) {
    return values.get(code);
  }

  /** Numbers are below this. */
  int size() {
    return values.size();
  }

  /** About how many bytes all values take. */
  long bytes() {
    return bytes;
  }

  /** The values by their numbers, as they are now. */
  List<T> table() {
    return Collections.unmodifiableList(values);
  }
}
