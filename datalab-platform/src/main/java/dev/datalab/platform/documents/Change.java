package dev.datalab.platform.documents;

import static java.util.Objects.requireNonNull;

/** One change of a commit. */
public sealed interface Change {
  /** Collection of the document. */
  String collection();

  /** Id of the document in its collection. */
  String id();

  /**
   * Adds a document, which gets version 1.
   *
   * @param collection where
   * @param id under which id; 1 to 200 characters
   * @param json its text
   * @param index its keys and its end
   */
  record Insert(String collection, String id, String json, Index index) implements Change {
    /** Requires all parts. */
    public Insert {
      requireName(collection, id);
      requireNonNull(json, "json");
      requireNonNull(index, "index");
    }
  }

  /**
   * Puts a new text and new keys in the place of the old ones; the version grows by one.
   *
   * @param collection where
   * @param id which document
   * @param version the version that the change was made from
   * @param json its new text
   * @param index its new keys and end: old ones that are not repeated are gone
   */
  record Replace(String collection, String id, long version, String json, Index index)
      implements Change {
    /** Requires all parts. */
    public Replace {
      requireName(collection, id);
      requireNonNull(json, "json");
      requireNonNull(index, "index");
    }
  }

  /**
   * Removes a document.
   *
   * @param collection where
   * @param id which document
   * @param version the version that the decision was made from
   */
  record Delete(String collection, String id, long version) implements Change {
    /** Requires all parts. */
    public Delete {
      requireName(collection, id);
    }
  }

  private static void requireName(String collection, String id) {
    requireNonNull(collection, "collection");
    requireNonNull(id, "id");
    if (collection.isEmpty() || id.isEmpty() || id.length() > 200) {
      throw new IllegalArgumentException(
          "document '%s' of collection '%s': the collection needs a name and the id 1 to 200 characters"
              .formatted(id, collection));
    }
  }
}
