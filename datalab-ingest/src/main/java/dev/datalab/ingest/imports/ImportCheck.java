package dev.datalab.ingest.imports;

import java.io.IOException;

/**
 * Has the last word on an import. Called by the importing thread, once, when the body is read to
 * its end and nothing of it is visible yet; what it throws passes through, and nothing of the
 * import is stored then.
 */
@FunctionalInterface
public interface ImportCheck {
  /** Has no objection. */
  ImportCheck NONE = () -> {};

  /**
   * Returns if the import may be committed, and throws if not.
   *
   * @throws IOException if it may not, or if that can't be told
   */
  void beforeCommit() throws IOException;
}
