package dev.datalab.core.funnel;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Numbers distinct texts from 0 in the order in which they first come. Made to be used over and
 * over: once its arrays have grown it makes no objects. Not thread-safe.
 */
final class Numbering {
  private @Nullable String[] texts = new String[16];
  private int[] slotOf = new int[16];

  /** Open addressing: a text's number plus 1, or 0. Twice as long as {@link #texts}. */
  private int[] slots = new int[32];

  private int size;

  /** Forgets all texts; costs as much as there were. */
  void clear() {
    for (int number = 0; number < size; number++) {
      slots[slotOf[number]] = 0;
      texts[number] = null;
    }
    size = 0;
  }

  /** How many texts have a number. */
  int size() {
    return size;
  }

  /** The number of a text; {@link #size} as it was before if the text is new. */
  int of(String text) {
    int slot = slot(text);
    if (slots[slot] != 0) {
      return slots[slot] - 1;
    }
    if (size == texts.length) {
      grow();
      slot = slot(text);
    }
    texts[size] = text;
    slotOf[size] = slot;
    slots[slot] = ++size;
    return size - 1;
  }

  private int slot(String text) {
    int mask = slots.length - 1;
    int hash = text.hashCode();
    int slot = (hash ^ (hash >>> 16)) & mask;
    while (slots[slot] != 0 && !text.equals(texts[slots[slot] - 1])) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private void grow() {
    texts = Arrays.copyOf(texts, size * 2);
    slotOf = Arrays.copyOf(slotOf, size * 2);
    slots = new int[size * 4];
    for (int number = 0; number < size; number++) {
      int slot = slot(String.valueOf(texts[number]));
      slotOf[number] = slot;
      slots[slot] = number + 1;
    }
  }
}
