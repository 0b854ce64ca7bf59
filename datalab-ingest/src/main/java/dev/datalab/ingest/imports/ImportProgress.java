package dev.datalab.ingest.imports;

/** Hears how far an import is. Called by the importing thread, every few thousand lines. */
@FunctionalInterface
public interface ImportProgress {
  /** Does not listen. */
  ImportProgress NONE = (lines, bytes) -> {};

  /**
   * So much has been read; none of it is visible yet.
   *
   * @param lines lines of this body, blank ones included
   * @param bytes bytes of this body, unpacked
   */
  void read(long lines, long bytes);
}
