package dev.datalab.ingest.json;

import org.jspecify.annotations.Nullable;

/**
 * Short texts that were seen lately, so that addresses, names and browsers, which repeat from line
 * to line, are one object each: less to collect, and found by identity in the tables of the columns
 * to come. A fixed table that forgets on collision. For use by one thread.
 */
final class TextPool {
  private static final int SLOTS = 1 << 12;
  private static final int LONGEST = 128;

  private final @Nullable String[] slots = new @Nullable String[SLOTS];

  String text(char[] chars, int offset, int length) {
    if (length == 0) {
      return "";
    }
    if (length > LONGEST) {
      return new String(chars, offset, length);
    }
    int hash = 0;
    for (int i = offset; i < offset + length; i++) {
      hash = 31 * hash + chars[i];
    }
    int slot = (hash ^ hash >>> 16) & (SLOTS - 1);
    String pooled = slots[slot];
    if (pooled != null && isSame(pooled, chars, offset, length)) {
      return pooled;
    }
    String text = new String(chars, offset, length);
    slots[slot] = text;
    return text;
  }

  private static boolean isSame(String text, char[] chars, int offset, int length) {
    if (text.length() != length) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      if (text.charAt(i) != chars[offset + i]) {
        return false;
      }
    }
    return true;
  }
}
