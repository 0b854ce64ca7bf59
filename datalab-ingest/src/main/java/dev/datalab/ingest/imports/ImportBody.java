package dev.datalab.ingest.imports;

import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * The bytes of an import's body, unpacked where they are gzip, which their first two bytes tell.
 */
final class ImportBody {
  private static final int BUFFER = 64 * 1024;

  private ImportBody() {}

  static InputStream open(InputStream body) throws IOException {
    LookAhead ahead = new LookAhead(body);
    return ahead.isGzip() ? new Unpacked(ahead) : ahead;
  }

  /**
   * Knows the bytes to come. {@link #available} says 0 at the very end only: by it {@link
   * GZIPInputStream} decides whether another member follows, and would take a slow connection for
   * the end.
   */
  private static final class LookAhead extends InputStream {
    private final InputStream in;
    private final byte[] buffer = new byte[BUFFER];
    private int read;
    private int filled;
    private boolean ended;

    LookAhead(InputStream in) {
      this.in = in;
    }

    boolean isGzip() throws IOException {
      while (filled < 2 && !ended) {
        fill();
      }
      return filled >= 2 && buffer[0] == 0x1F && buffer[1] == (byte) 0x8B;
    }

    @Override
    public int read() throws IOException {
      return available() == 0 ? -1 : buffer[read++] & 0xFF;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      if (length == 0) {
        return 0;
      }
      int count = Math.min(length, available());
      if (count == 0) {
        return -1;
      }
      System.arraycopy(buffer, read, into, offset, count);
      read += count;
      return count;
    }

    @Override
    public int available() throws IOException {
      while (read == filled && !ended) {
        read = 0;
        filled = 0;
        fill();
      }
      return filled - read;
    }

    private void fill() throws IOException {
      int count = in.read(buffer, filled, buffer.length - filled);
      if (count < 0) {
        ended = true;
      } else {
        filled += count;
      }
    }

    @Override
    public void close() throws IOException {
      in.close();
    }
  }

  /** Tells damaged data from a connection that broke. */
  private static final class Unpacked extends FilterInputStream {
    Unpacked(LookAhead packed) throws IOException {
      super(opened(packed));
    }

    private static InputStream opened(LookAhead packed) throws IOException {
      try {
        return new GZIPInputStream(packed, BUFFER);
      } catch (EOFException | ZipException e) {
        throw damaged(e);
      }
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      try {
        return super.read(into, offset, length);
      } catch (EOFException | ZipException e) {
        throw damaged(e);
      }
    }

    private static ImportRefusedException damaged(IOException e) {
      return new ImportRefusedException(
          "body: the gzip data is cut off or damaged, nothing was stored; send it again, whole.",
          e);
    }
  }
}
