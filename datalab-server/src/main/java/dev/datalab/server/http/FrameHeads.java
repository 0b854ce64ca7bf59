package dev.datalab.server.http;

import org.glassfish.grizzly.Buffer;

/**
 * Follows the frames of one WebSocket through the pieces in which they are read, as far as their
 * heads (RFC 6455, 5.2). Not thread-safe: a connection is read by one thread at a time.
 */
final class FrameHeads {
  private static final int MASK_BIT = 0x80;
  private static final int LENGTH_BITS = 0x7f;
  private static final int MASK_BYTES = 4;

  private boolean begun;

  /** Bytes of the head that were seen, up to its length. */
  private int seen;

  /** Bytes that tell the length after the second byte: 0, 2 or 8. */
  private int lengthBytes;

  private long length;

  /** Bytes of mask and payload that are still to come. */
  private long rest;

  /** Whether frames follow. */
  boolean isBegun() {
    return begun;
  }

  /** Frames follow. */
  void begin() {
    begun = true;
  }

  /** Reads a piece without consuming it; false at the first frame that is not masked. */
  boolean areMasked(Buffer piece) {
    int at = piece.position();
    while (at < piece.limit()) {
      if (rest > 0) {
        long skipped = Math.min(rest, piece.limit() - at);
        rest -= skipped;
        at += (int) skipped;
      } else if (!takesHead(piece.get(at++) & 0xff)) {
        return false;
      }
    }
    return true;
  }

  private boolean takesHead(int b) {
    seen++;
    if (seen == 1) {
      return true;
    }
    if (seen == 2) {
      if ((b & MASK_BIT) == 0) {
        return false;
      }
      length = b & LENGTH_BITS;
      lengthBytes = length == 126 ? 2 : length == 127 ? 8 : 0;
      length = lengthBytes > 0 ? 0 : length;
    } else {
      length = length << 8 | b;
    }
    if (seen == 2 + lengthBytes) {
      seen = 0;
      rest = MASK_BYTES + Math.max(0, Math.min(length, Integer.MAX_VALUE));
    }
    return true;
  }
}
