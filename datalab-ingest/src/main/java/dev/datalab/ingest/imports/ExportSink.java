package dev.datalab.ingest.imports;

import java.io.IOException;

/** Where an export's lines go, piece by piece, in order. */
@FunctionalInterface
public interface ExportSink {
  /**
   * Takes a piece. May block; the export goes on when it returns.
   *
   * @param chunk whole lines with their line feeds, in UTF-8; the array is the receiver's own
   * @param lines how many lines, at least 1
   * @throws IOException to end the export
   */
  void accept(byte[] chunk, int lines) throws IOException;
}
