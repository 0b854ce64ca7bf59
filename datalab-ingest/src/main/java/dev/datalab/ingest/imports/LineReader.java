package dev.datalab.ingest.imports;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * Lines of bytes out of a stream, without copies: a line is a stretch of {@link #buffer} until the
 * next call. Of a line that is too long only the fact is told, and memory stays bounded. For use by
 * one thread.
 */
final class LineReader {
  /** The longest line, in bytes without its end. */
  static final int LONGEST = 256 * 1024;

  private static final int FIRST_BUFFER = 64 * 1024;
  private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

  /** What {@link #next} found. */
  enum Found {
    LINE,
    BLANK,
    TOO_LONG,
    END
  }

  private final InputStream in;
  private byte[] buffer = new byte[FIRST_BUFFER];
  private int read;
  private int filled;
  private boolean ended;
  private boolean begun;
  private long bytes;
  private int offset;
  private int length;

  LineReader(InputStream in) {
    this.in = in;
  }

  byte[] buffer() {
    return buffer;
  }

  /** Where the line begins in the buffer. */
  int offset() {
    return offset;
  }

  /** The line's length in bytes, without its end. */
  int length() {
    return length;
  }

  /** How many bytes have been read from the stream. */
  long bytes() {
    return bytes;
  }

  /** Goes to the next line. */
  Found next() throws IOException {
    int scanned = 0;
    boolean tooLong = false;
    while (true) {
      int end = indexOfLineFeed(read + scanned);
      if (end >= 0) {
        return line(end, end + 1, tooLong);
      }
      scanned = filled - read;
      if (scanned > LONGEST + BYTE_ORDER_MARK.length + 1) {
        tooLong = true;
        read = filled;
        scanned = 0;
      }
      if (ended || !fill()) {
        return scanned == 0 && !tooLong ? Found.END : line(filled, filled, tooLong);
      }
    }
  }

  /** Reads more behind what is there, having made room for it; false at the stream's end. */
  private boolean fill() throws IOException {
    if (filled == buffer.length) {
      if (read > 0) {
        System.arraycopy(buffer, read, buffer, 0, filled - read);
        filled -= read;
        read = 0;
      } else {
        buffer = Arrays.copyOf(buffer, buffer.length * 2);
      }
    }
    int count = in.read(buffer, filled, buffer.length - filled);
    if (count < 0) {
      ended = true;
      return false;
    }
    filled += count;
    bytes += count;
    return true;
  }

  private Found line(int end, int next, boolean tooLong) {
    offset = read;
    length = end - read;
    read = next;
    if (!begun) {
      begun = true;
      if (length >= 3 && Arrays.equals(buffer, offset, offset + 3, BYTE_ORDER_MARK, 0, 3)) {
        offset += 3;
        length -= 3;
      }
    }
    while (length > 0 && isSpace(buffer[offset + length - 1])) {
      length--;
    }
    if (tooLong || length > LONGEST) {
      return Found.TOO_LONG;
    }
    return length == 0 ? Found.BLANK : Found.LINE;
  }

  private static boolean isSpace(byte b) {
    return b == ' ' || b == '\t' || b == '\r';
  }

  private int indexOfLineFeed(int from) {
    for (int i = from; i < filled; i++) {
      if (buffer[i] == '\n') {
        return i;
      }
    }
    return -1;
  }
}
