package dev.datalab.platform.documents;

/**
 * A commit that would give two documents the same id or the same unique key. Nothing of it
 * happened.
 */
public final class KeyTakenException extends RuntimeException {
  /** Stands for the name of the key where the id itself is taken. */
  public static final String ID = "id";

  private final String collection;
  private final String key;

  /**
   * Names the key; not its value, which may be personal.
   *
   * @param collection of the document
   * @param key name of the unique key, or {@link #ID}
   */
  public KeyTakenException(String collection, String key) {
    super(
        "unique key '%s' of collection '%s' is taken by another document: choose another value"
            .formatted(key, collection));
    this.collection = collection;
    this.key = key;
  }

  /** The collection in which it is taken. */
  public String collection() {
    return collection;
  }

  /** Name of the unique key that is taken, or {@link #ID}. */
  public String key() {
    return key;
  }
}
