package dev.datalab.core.journey;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The names of a bucket, numbered from 0 over all of its slices, as they come. Where there is one
 * slice, a name has the number that it has in the block. Reusable; one thread's.
 */
final class BucketNames {
  private BlockTables[] tables = new BlockTables[0];
  private boolean single;

  /** Per slice and its name: our number and one more; 0 where it has not come yet. */
  private int[][] known = new int[0][];

  private final KeyMap numbers = new KeyMap();

  /** Per number: a slice that has the name, and its number there. */
  private int[] slices = new int[64];

  private int[] locals = new int[64];
  private int size;
  private @Nullable String[] texts = new String[0];

  /** Begins with no name. */
  void open(BlockTables[] tables) {
    this.tables = tables;
    single = tables.length == 1;
    numbers.clear();
    size = single ? tables[0].names() : 0;
    texts = new String[size];
    known = new int[single ? 0 : tables.length][];
    for (int slice = 0; slice < known.length; slice++) {
      known[slice] = new int[tables[slice].names()];
    }
  }

  /** How many names have come. */
  int size() {
    return size;
  }

  /** Whether the numbers are those of the one block. */
  boolean isSingle() {
    return single;
  }

  /** The number of a slice's name. */
  int of(int slice, int local) {
    if (single) {
      return local;
    }
    int number = known[slice][local];
    if (number == 0) {
      number = number(slice, local);
      known[slice][local] = number;
    }
    return number - 1;
  }

  private int number(int slice, int local) {
    BlockTables table = tables[slice];
    int number = numbers.get(table.key(local), table.more(local));
    if (number == KeyMap.ABSENT) {
      if (size == slices.length) {
        slices = Arrays.copyOf(slices, 2 * size);
        locals = Arrays.copyOf(locals, 2 * size);
      }
      slices[size] = slice;
      locals[size] = local;
      size++;
      number = size;
      numbers.add(table.key(local), table.more(local), number);
    }
    return number;
  }

  /** The first 64 bits of a name's hash. */
  long key(int name) {
    return single ? tables[0].key(name) : tables[slices[name]].key(locals[name]);
  }

  /** Another 32 bits of a name's hash. */
  int more(int name) {
    return single ? tables[0].more(name) : tables[slices[name]].more(locals[name]);
  }

  /** The name itself. */
  String text(int name) {
    if (name >= texts.length) {
      texts = Arrays.copyOf(texts, Math.max(size, 2 * texts.length));
    }
    String text = texts[name];
    if (text == null) {
      text = single ? tables[0].text(name) : tables[slices[name]].text(locals[name]);
      texts[name] = text;
    }
    return text;
  }
}
