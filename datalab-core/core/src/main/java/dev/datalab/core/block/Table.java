package dev.datalab.core.block;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Numbers distinct values in the order in which they first come. */
final class Table<T> {
  private final Map<T, Integer> codes = new HashMap<>();
  private final List<T> values = new ArrayList<>();
  private @Nullable T last;
  private int lastCode;

  /** The value's number; neighbours are often the very same object, which saves hashing it. */
  @SuppressWarnings("ReferenceEquality") // a shortcut only: equal values are found by hash
  int code(T value) {
    if (value == last) {
      return lastCode;
    }
    Integer known = codes.get(value);
    if (known == null) {
      known = values.size();
      codes.put(value, known);
      values.add(value);
    }
    last = value;
    lastCode = known;
    return known;
  }

  List<T> values() {
    return Collections.unmodifiableList(values);
  }
}
