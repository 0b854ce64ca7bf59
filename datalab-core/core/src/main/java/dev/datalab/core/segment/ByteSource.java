package dev.datalab.core.segment;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * Reads what a {@link ByteSink} wrote. Whatever the bytes, reading ends in an IOException at worst.
 */
final class ByteSource {
  private final byte[] bytes;
  private final int end;
  private int at;

  ByteSource(byte[] bytes, int from, int to) {
    this.bytes = bytes;
    this.at = from;
    this.end = to;
  }

  byte[] array() {
    return bytes;
  }

  int position() {
    return at;
  }

  int remaining() {
    return end - at;
  }

  int readByte() throws IOException {
    need(1);
    return bytes[at++] & 0xFF;
  }

  void skip(int length) throws IOException {
    need(length);
    at += length;
  }

  long readVarint() throws IOException {
    long value = 0;
    for (int shift = 0; shift < 70; shift += 7) {
      if (at >= end) {
        throw new IOException("a number is cut off");
      }
      byte next = bytes[at++];
      value |= (next & 0x7FL) << shift;
      if (next >= 0) {
        return value;
      }
    }
    throw new IOException("a number is longer than ten bytes");
  }

  long readZigzag() throws IOException {
    long value = readVarint();
    return (value >>> 1) ^ -(value & 1);
  }

  /**
   * A count of things that take at least {@code bytesEach} bytes, so that a wrong one is noticed.
   */
  int readCount(int bytesEach) throws IOException {
    long count = readVarint();
    if (count < 0 || count > Integer.MAX_VALUE - 8 || count * bytesEach > remaining()) {
      throw new IOException("a count of " + count + " does not fit");
    }
    return (int) count;
  }

  int readInt() throws IOException {
    need(Integer.BYTES);
    int value = 0;
    for (int shift = 0; shift < Integer.SIZE; shift += Byte.SIZE) {
      value |= (bytes[at++] & 0xFF) << shift;
    }
    return value;
  }

  long readLong() throws IOException {
    return (readInt() & 0xFFFF_FFFFL) | ((long) readInt() << Integer.SIZE);
  }

  String readText() throws IOException {
    int length = readCount(1);
    String text = new String(bytes, at, length, StandardCharsets.UTF_8);
    at += length;
    return text;
  }

  private void need(int length) throws IOException {
    if (length < 0 || length > end - at) {
      throw new IOException("%d bytes wanted, %d left".formatted(length, end - at));
    }
  }
}
