package dev.datalab.core.block;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Numbers distinct values in the order in which they first come: an open hash table of numbers
 * beside the list of values, some 16 bytes an entry, since strangers may make every value a new
 * one.
 */
final class Table<T> {
  private final List<T> values = new ArrayList<>();

  /** By place, one more than the number of the value that hashes to it or before it; 0 is free. */
  private int[] places = new int[32];

  /** By number. */
  private int[] hashes = new int[16];

  private @Nullable T last;
  private int lastCode;

  /** The value's number; neighbours are often the very same object, which saves hashing it. */
  @SuppressWarnings("ReferenceEquality") // a shortcut only: equal values are found by hash
  int code(T value) {
    if (value != last) {
      lastCode = find(value);
      last = value;
    }
    return lastCode;
  }

  /** The equal value that came first. */
  T same(T value) {
    return values.get(code(value));
  }

  private int find(T value) {
    int hash = spread(value.hashCode());
    int mask = places.length - 1;
    int place = hash & mask;
    for (int code = places[place] - 1; code >= 0; code = places[place] - 1) {
      if (hashes[code] == hash && values.get(code).equals(value)) {
        return code;
      }
      place = (place + 1) & mask;
    }
    return add(value, hash, place);
  }

  private int add(T value, int hash, int place) {
    int code = values.size();
    if (code == hashes.length) {
      hashes = Arrays.copyOf(hashes, Math.addExact(code, code));
    }
    values.add(value);
    hashes[code] = hash;
    places[place] = code + 1;
    if (2 * values.size() > places.length) {
      rehash();
    }
    return code;
  }

  private void rehash() {
    int[] wider = new int[Math.multiplyExact(2, places.length)];
    int mask = wider.length - 1;
    for (int code = 0; code < values.size(); code++) {
      int place = hashes[code] & mask;
      while (wider[place] != 0) {
        place = (place + 1) & mask;
      }
      wider[place] = code + 1;
    }
    places = wider;
  }

  /** Neighbouring hashes, as of numbers and short texts, would pile up. */
  private static int spread(int hash) {
    int mixed = hash * 0x9E3779B9;
    return mixed ^ (mixed >>> 15);
  }

  List<T> values() {
    return Collections.unmodifiableList(values);
  }
}
