package dev.datalab.server.history;

import dev.datalab.proto.eventmanager.v1.ExportResponse;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Iterator;
import java.util.zip.GZIPOutputStream;

/** The pieces of an export on their way to the client. For use once. */
final class ExportStream implements StreamingOutput {
  private static final int BUFFER_BYTES = 64 << 10;

  private final Iterator<ExportResponse> pieces;
  private final boolean gzip;

  ExportStream(Iterator<ExportResponse> pieces, boolean gzip) {
    this.pieces = pieces;
    this.gzip = gzip;
  }

  /**
   * Writes them all.
   *
   * @throws IllegalStateException instead of an error: an answer that has begun is ended by Jersey
   *     in good order when an error comes, and broken off when an exception does
   */
  @Override
  public void write(OutputStream out) throws IOException {
    try {
      OutputStream lines = gzip ? new GZIPOutputStream(out, BUFFER_BYTES) : out;
      while (pieces.hasNext()) {
        pieces.next().getChunk().writeTo(lines);
      }
      if (lines instanceof GZIPOutputStream packed) {
        packed.finish();
      }
    } catch (Error e) {
      throw new IllegalStateException("an export is not whole: " + e, e);
    }
  }
}
