package dev.datalab.core.segment;

import java.nio.charset.StandardCharsets;
import java.util.AbstractList;
import java.util.RandomAccess;

/** Texts that lie as UTF-8 in one array and become strings when asked for. */
final class TextArena extends AbstractList<String> implements RandomAccess {
  private final byte[] bytes;
  private final int[] starts;

  /**
   * Texts one after another.
   *
   * @param starts where each begins, and where the last one ends
   */
  TextArena(byte[] bytes, int[] starts) {
    this.bytes = bytes;
    this.starts = starts;
  }

  @Override
  public String get(int index) {
    int from = starts[index];
    return new String(bytes, from, starts[index + 1] - from, StandardCharsets.UTF_8);
  }

  /** How many bytes all texts have. */
  int bytesLength() {
    return bytes.length;
  }

  /** How many bytes a text has. */
  int length(int index) {
    return starts[index + 1] - starts[index];
  }

  @Override
  public int size() {
    return starts.length - 1;
  }
}
