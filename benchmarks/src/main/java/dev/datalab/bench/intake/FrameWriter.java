package dev.datalab.bench.intake;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;

/**
 * Writes WebSocket frames of events as fast as bytes can be copied: the events are laid out before,
 * but for their times. Six of ten are changes of address, the others clicks, hovers and events of
 * the site, on 64 pages by Zipf's law. For one thread.
 *
 * <p>Frames are masked with a key of zeros, which is allowed and leaves the bytes as they are; the
 * server unmasks them like any other.
 */
final class FrameWriter {
  /** The most bytes of a frame. */
  static final int MAX_BYTES = 64 * 1024;

  private static final String SITE = "https://bench.example";
  private static final int PAGES = 64;
  private static final int LAID_OUT = 1_024;
  private static final byte FINAL_TEXT = (byte) 0x81;
  private static final byte MASKED = (byte) 0x80;
  private static final int SHORT_LENGTH = 126;
  private static final int LONG_LENGTH = 127;
  private static final int HEADER_BYTES = 14;

  private static final byte[] SEQ = ascii("{\"seq\":");
  private static final byte[] EVENTS = ascii(",\"events\":[");
  private static final byte[] TIMESTAMP = ascii("{\"timestamp\":");
  private static final byte[] END = ascii("]}");

  private final byte[][] rests = new byte[LAID_OUT][];
  private final SplittableRandom chance;
  private final byte[] digits = new byte[20];

  FrameWriter(long seed) {
    chance = new SplittableRandom(seed);
    for (int i = 0; i < LAID_OUT; i++) {
      rests[i] = ascii(rest());
    }
  }

  /** What follows an event's time. */
  private String rest() {
    String url = SITE + "/p/" + page();
    int kind = chance.nextInt(10);
    if (kind < 6) {
      return ",\"type\":1,\"from\":\"%s/p/%d\",\"to\":\"%s\",\"elapsed\":%d}"
          .formatted(SITE, page(), url, chance.nextInt(60_000));
    } else if (kind < 8) {
      return (",\"type\":0,\"url\":\"%s\",\"path\":[{\"xpath\":\"/html/body/main/p[2]/a[1]\",\"id\":\"buy\"},"
              + "{\"xpath\":\"/html/body/main/p[2]\"},{\"xpath\":\"/html/body/main\"}],"
              + "\"x\":%d,\"y\":%d,\"elapsed\":%d}")
          .formatted(url, chance.nextInt(1_200), chance.nextInt(4_000), chance.nextInt(30_000));
    } else if (kind < 9) {
      return (",\"type\":2,\"url\":\"%s\",\"target\":\"#buy\",\"action\":\"hover-leave\","
              + "\"pointer\":\"mouse\",\"elapsed\":%d}")
          .formatted(url, chance.nextInt(5_000));
    }
    return ",\"type\":5,\"url\":\"%s\",\"name\":\"add_to_basket\",\"properties\":{\"price\":%d}}"
        .formatted(url, chance.nextInt(500));
  }

  private int page() {
    return (int) (Math.pow(PAGES + 1, chance.nextDouble()) - 1);
  }

  /** How many bytes an event takes on average, with its comma. */
  double bytesPerEvent() {
    long bytes = 0;
    for (byte[] rest : rests) {
      bytes += TIMESTAMP.length + 13 + rest.length + 1;
    }
    return (double) bytes / LAID_OUT;
  }

  /**
   * Writes a frame.
   *
   * @param seq number of the first event
   * @param events how many
   * @param timeMillis of all of them
   * @param to has room for {@link #MAX_BYTES}; the frame lies between position and limit after it
   */
  void write(long seq, int events, long timeMillis, ByteBuffer to) {
    to.clear().position(HEADER_BYTES);
    to.put(SEQ);
    putNumber(seq, to);
    to.put(EVENTS);
    for (int i = 0; i < events; i++) {
      if (i > 0) {
        to.put((byte) ',');
      }
      to.put(TIMESTAMP);
      putNumber(timeMillis, to);
      to.put(rests[chance.nextInt(LAID_OUT)]);
    }
    to.put(END);
    wrap(to);
  }

  /** Writes a frame of a text. */
  void write(String text, ByteBuffer to) {
    to.clear().position(HEADER_BYTES);
    to.put(ascii(text));
    wrap(to);
  }

  /** Puts the header right before what was written (RFC 6455, 5.2). */
  private static void wrap(ByteBuffer to) {
    int end = to.position();
    int length = end - HEADER_BYTES;
    int lengthBytes = length < SHORT_LENGTH ? 0 : length < 1 << 16 ? 2 : 8;
    int begin = HEADER_BYTES - 4 - lengthBytes - 2;
    to.put(begin, FINAL_TEXT);
    if (lengthBytes == 0) {
      to.put(begin + 1, (byte) (MASKED | length));
    } else if (lengthBytes == 2) {
      to.put(begin + 1, (byte) (MASKED | SHORT_LENGTH));
      to.putShort(begin + 2, (short) length);
    } else {
      to.put(begin + 1, (byte) (MASKED | LONG_LENGTH));
      to.putLong(begin + 2, length);
    }
    to.putInt(HEADER_BYTES - 4, 0);
    to.limit(end).position(begin);
  }

  private void putNumber(long value, ByteBuffer to) {
    int at = digits.length;
    long rest = value;
    do {
      digits[--at] = (byte) ('0' + rest % 10);
      rest /= 10;
    } while (rest > 0);
    to.put(digits, at, digits.length - at);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
