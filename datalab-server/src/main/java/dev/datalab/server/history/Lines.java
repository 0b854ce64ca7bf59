package dev.datalab.server.history;

import dev.datalab.server.problem.ProblemException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** The lines in an import's body, unpacked. */
final class Lines {
  private static final int BUFFER_BYTES = 64 << 10;
  private static final int GZIP_FIRST = 0x1f;
  private static final int GZIP_SECOND = 0x8b;

  private Lines() {}

  /**
   * The body, unpacked if it is gzip: by its own first two bytes, whatever the headers say, for
   * NDJSON never begins so.
   *
   * @param contentEncoding the header, if there is one
   * @throws ProblemException 415 if it is packed otherwise
   */
  static InputStream of(InputStream body, @Nullable String contentEncoding) throws IOException {
    String coding = contentEncoding == null ? "" : contentEncoding.trim().toLowerCase(Locale.ROOT);
    if (!coding.isEmpty()
        && !coding.equals("identity")
        && !coding.equals("gzip")
        && !coding.equals("x-gzip")) {
      throw new ProblemException(
          415, "The body's Content-Encoding is not known. Send gzip, or nothing.");
    }
    var buffered = new BufferedInputStream(body, BUFFER_BYTES);
    buffered.mark(2);
    boolean gzip = buffered.read() == GZIP_FIRST && buffered.read() == GZIP_SECOND;
    buffered.reset();
    return gzip ? new GZIPInputStream(buffered, BUFFER_BYTES) : buffered;
  }
}
