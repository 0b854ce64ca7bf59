package dev.datalab.bench.intake;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Reads what a server sends over a WebSocket: short frames without a mask (RFC 6455, 5.2). */
final class ServerFrames {
  private static final int OPCODE = 0x0f;
  private static final int TEXT = 1;
  private static final int CLOSE = 8;
  private static final int PING = 9;
  private static final int LENGTH = 0x7f;
  private static final int TWO_MORE_BYTES = 126;

  /** The code of a close frame that has none (RFC 6455, 7.1.5). */
  private static final int NO_CODE = 1005;

  private ServerFrames() {}

  /** What the frames say. */
  interface Heard {
    /** Every event up to this number is settled. */
    void acknowledged(long seq);

    /** The server ends the connection. */
    void closed(int code, String reason);
  }

  /**
   * Reads the frames that are there whole; what is left lies between position and limit after it.
   *
   * @throws IllegalArgumentException if they are not what this server sends
   */
  static void read(ByteBuffer bytes, Heard heard) {
    while (bytes.remaining() >= 2) {
      int begin = bytes.position();
      int opcode = bytes.get(begin) & OPCODE;
      int length = bytes.get(begin + 1) & LENGTH;
      int header = 2;
      if (length == TWO_MORE_BYTES) {
        if (bytes.remaining() < 4) {
          return;
        }
        length = bytes.getShort(begin + 2) & 0xffff;
        header = 4;
      } else if (length > TWO_MORE_BYTES) {
        throw new IllegalArgumentException("a frame of more than 64 KiB");
      }
      if (bytes.remaining() < header + length) {
        return;
      }
      int body = begin + header;
      bytes.position(body + length);
      switch (opcode) {
        case TEXT -> heard.acknowledged(number(bytes, body, length));
        case CLOSE ->
            heard.closed(
                length < 2 ? NO_CODE : bytes.getShort(body) & 0xffff, reason(bytes, body, length));
        case PING -> {
          // Only a server that lets connections idle sends one, and these never do.
        }
        default -> throw new IllegalArgumentException("a frame with opcode " + opcode);
      }
    }
  }

  /** The one number of {@code {"ack":M}}. */
  private static long number(ByteBuffer bytes, int begin, int length) {
    long number = 0;
    boolean found = false;
    for (int at = begin; at < begin + length; at++) {
      int digit = bytes.get(at) - '0';
      if (digit >= 0 && digit <= 9) {
        number = 10 * number + digit;
        found = true;
      }
    }
    if (!found) {
      throw new IllegalArgumentException("a text without a number");
    }
    return number;
  }

  private static String reason(ByteBuffer bytes, int begin, int length) {
    if (length <= 2) {
      return "";
    }
    byte[] text = new byte[length - 2];
    bytes.get(begin + 2, text, 0, text.length);
    return new String(text, StandardCharsets.UTF_8);
  }
}
