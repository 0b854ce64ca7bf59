package dev.datalab.core.event;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Properties as bytes: their number; then for each, in the order of names, the name, the kind of
 * its value, and the value. Texts are UTF-8 with their length before them, lengths are varints, a
 * number is eight bytes, the lowest first. The same stands in stored segments and never changes.
 */
final class PropertyBytes {
  private static final int TEXT = 0;
  private static final int NUMBER = 1;
  private static final int FALSE = 2;
  private static final int TRUE = 3;

  private final byte[] bytes;
  private int at;

  private PropertyBytes(byte[] bytes) {
    this.bytes = bytes;
  }

  /** The bytes of properties whose values are texts, doubles and booleans. */
  static byte[] encode(SortedMap<String, Object> values) {
    ByteArrayOutputStream to = new ByteArrayOutputStream(32 * values.size() + 1);
    writeVarint(to, values.size());
    values.forEach(
        (name, value) -> {
          writeText(to, name);
          if (value instanceof String text) {
            to.write(TEXT);
            writeText(to, text);
          } else if (value instanceof Double number) {
            to.write(NUMBER);
            long bits = Double.doubleToLongBits(number);
            for (int shift = 0; shift < Long.SIZE; shift += Byte.SIZE) {
              to.write((int) (bits >>> shift));
            }
          } else {
            to.write(value.equals(true) ? TRUE : FALSE);
          }
        });
    return to.toByteArray();
  }

  /** What {@link #encode} was given. */
  static Map<String, Object> decode(byte[] bytes) {
    PropertyBytes from = new PropertyBytes(bytes);
    Map<String, Object> values = new TreeMap<>();
    for (int left = from.readVarint(); left > 0; left--) {
      String name = from.readText();
      values.put(name, from.readValue());
    }
    return values;
  }

  /** How many properties there are. */
  static int size(byte[] bytes) {
    return new PropertyBytes(bytes).readVarint();
  }

  /** The value of a property; nothing else is decoded. */
  static @Nullable Object find(byte[] bytes, String name) {
    byte[] wanted = name.getBytes(StandardCharsets.UTF_8);
    PropertyBytes from = new PropertyBytes(bytes);
    for (int left = from.readVarint(); left > 0; left--) {
      int length = from.readVarint();
      int begin = from.at;
      from.at += length;
      if (Arrays.equals(bytes, begin, from.at, wanted, 0, wanted.length)) {
        return from.readValue();
      }
      from.skipValue();
    }
    return null;
  }

  private Object readValue() {
    return switch (bytes[at++]) {
      case TEXT -> readText();
      case NUMBER -> readNumber();
      case TRUE -> true;
      default -> false;
    };
  }

  private void skipValue() {
    int kind = bytes[at++];
    if (kind == TEXT) {
      int length = readVarint();
      at += length;
    } else if (kind == NUMBER) {
      at += Long.BYTES;
    }
  }

  private double readNumber() {
    long bits = 0;
    for (int shift = 0; shift < Long.SIZE; shift += Byte.SIZE) {
      bits |= (bytes[at++] & 0xFFL) << shift;
    }
    return Double.longBitsToDouble(bits);
  }

  private String readText() {
    int length = readVarint();
    String text = new String(bytes, at, length, StandardCharsets.UTF_8);
    at += length;
    return text;
  }

  private int readVarint() {
    int value = 0;
    for (int shift = 0; shift < Integer.SIZE; shift += 7) {
      byte next = bytes[at++];
      value |= (next & 0x7F) << shift;
      if (next >= 0) {
        break;
      }
    }
    return value;
  }

  private static void writeText(ByteArrayOutputStream to, String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    writeVarint(to, utf8.length);
    to.write(utf8, 0, utf8.length);
  }

  private static void writeVarint(ByteArrayOutputStream to, int value) {
    int rest = value;
    while ((rest & ~0x7F) != 0) {
      to.write(rest | 0x80);
      rest >>>= 7;
    }
    to.write(rest);
  }
}
