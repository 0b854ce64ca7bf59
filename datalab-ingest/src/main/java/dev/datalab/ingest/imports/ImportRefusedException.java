package dev.datalab.ingest.imports;

import java.io.IOException;

/**
 * An import as a whole can't be taken as it is sent: its body is damaged, or begins at a line that
 * leaves too many gaps. Nothing of it was stored; the message says what to do. Other I/O errors are
 * the store's, or the connection's.
 */
public final class ImportRefusedException extends IOException {
  private static final long serialVersionUID = 1L;

  private final boolean damaged;

  ImportRefusedException(String message) {
    super(message);
    damaged = false;
  }

  ImportRefusedException(String message, IOException cause) {
    super(message, cause);
    damaged = true;
  }

  /** Whether the body is damaged; if not, it begins at a line where it can't. */
  public boolean isDamaged() {
    return damaged;
  }
}
