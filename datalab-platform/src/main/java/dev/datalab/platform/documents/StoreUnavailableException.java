package dev.datalab.platform.documents;

/** The store does not answer: its medium failed, is full, is locked by another, or it is closed. */
public final class StoreUnavailableException extends RuntimeException {
  /**
   * Says what was tried.
   *
   * @param message what was tried and what may help
   * @param cause what the medium said
   */
  public StoreUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
