package dev.datalab.platform.documents;

/**
 * A commit made from a version that is no longer the document's: it was changed or removed
 * meanwhile. Nothing of the commit happened. Read again, and decide again.
 */
public final class StaleDocumentException extends RuntimeException {
  /**
   * Names the document.
   *
   * @param collection of the document
   * @param id of the document
   */
  public StaleDocumentException(String collection, String id) {
    super(
        "document '%s' of collection '%s' was changed meanwhile: read it again and decide again"
            .formatted(id, collection));
  }
}
