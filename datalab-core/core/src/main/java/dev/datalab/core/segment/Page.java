package dev.datalab.core.segment;

import java.io.IOException;
import java.util.zip.CRC32C;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/** The envelope of a page: version, column, length, body, checksum. See the package. */
final class Page {
  static final int VERSION = 1;
  private static final int PLAIN = 0;
  private static final int DEFLATED = 1;

  /** The longest body, in bytes. */
  static final int MAX_BODY = 1 << 30;

  private Page() {}

  /**
   * Wraps a body up; deflated where that saves enough: a sixteenth, and three eighths of what most
   * questions read, since inflating takes longer than everything else that they do cold.
   */
  static byte[] wrap(Column column, ByteSink body) {
    byte[] plain = body.toByteArray();
    int sixteenths =
        switch (column) {
          case TIMES, SYMBOLS, ELAPSED -> 6;
          default -> 1;
        };
    byte[] packed = new byte[plain.length - (int) (plain.length * (long) sixteenths / 16)];
    int length = deflate(plain, packed);
    ByteSink page = new ByteSink(Math.min(plain.length, packed.length) + 16);
    page.writeByte(VERSION);
    page.writeByte(column.number());
    page.writeByte(length < 0 ? PLAIN : DEFLATED);
    page.writeVarint(plain.length);
    if (length < 0) {
      page.writeBytes(plain, 0, plain.length);
    } else {
      page.writeBytes(packed, 0, length);
    }
    byte[] checked = page.toByteArray();
    page.writeInt(checksum(checked, checked.length));
    return page.toByteArray();
  }

  /** The body of a page, once it has proved to be whole. */
  static ByteSource unwrap(byte[] page, Column column) throws IOException {
    int end = page.length - Integer.BYTES;
    if (end < 4) {
      throw new IOException("the page is cut off");
    }
    if (new ByteSource(page, end, page.length).readInt() != checksum(page, end)) {
      throw new IOException("the checksum does not fit");
    }
    ByteSource head = new ByteSource(page, 0, end);
    int version = head.readByte();
    if (version != VERSION) {
      throw new IOException("format %d, this is for %d".formatted(version, VERSION));
    }
    if (head.readByte() != column.number()) {
      throw new IOException("the page belongs to another column");
    }
    int packing = head.readByte();
    long length = head.readVarint();
    if (length < 0 || length > MAX_BODY) {
      throw new IOException("a body of " + length + " bytes");
    }
    if (packing == PLAIN) {
      return new ByteSource(page, head.position(), end);
    }
    byte[] body = inflate(page, head.position(), head.remaining(), (int) length);
    return new ByteSource(body, 0, body.length);
  }

  static int checksum(byte[] bytes, int length) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, 0, length);
    return (int) crc.getValue();
  }

  /** The length, or -1 if it does not fit. */
  private static int deflate(byte[] plain, byte[] packed) {
    Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
    try {
      deflater.setInput(plain);
      deflater.finish();
      int length = 0;
      while (!deflater.finished() && length < packed.length) {
        length += deflater.deflate(packed, length, packed.length - length);
      }
      return deflater.finished() ? length : -1;
    } finally {
      deflater.end();
    }
  }

  private static byte[] inflate(byte[] page, int offset, int packed, int length)
      throws IOException {
    Inflater inflater = new Inflater(true);
    try {
      inflater.setInput(page, offset, packed);
      byte[] body = new byte[length];
      int done = 0;
      while (done < length) {
        int more = inflater.inflate(body, done, length - done);
        if (more == 0) {
          throw new IOException("%d bytes of %d".formatted(done, length));
        }
        done += more;
      }
      return body;
    } catch (DataFormatException e) {
      throw new IOException("the page can't be inflated: " + e.getMessage(), e);
    } finally {
      inflater.end();
    }
  }
}
