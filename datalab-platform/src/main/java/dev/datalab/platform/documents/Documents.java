package dev.datalab.platform.documents;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * One collection of a store as records.
 *
 * <pre>{@code
 * var users = new Documents<>(store, "user", User.class, User::id,
 *     user -> Index.none().unique("email", user.email()).lookUp("organization", user.organization()));
 * store.commit(List.of(users.insert(ada), organizations.insert(analysts)));
 * users.update(ada.id(), user -> user.withPosition("countess"));
 * }</pre>
 *
 * <p>Safe for use by many threads.
 *
 * @param <T> the record, mapped by {@link Json}
 */
public final class Documents<T> {
  private static final int TRIES = 20;

  private final DocumentStore store;
  private final String collection;
  private final Class<T> type;
  private final Function<T, String> id;
  private final Function<T, Index> index;

  /**
   * Names the collection and says how its records are found.
   *
   * @param store where the documents lie
   * @param collection name of the collection
   * @param type class of the records
   * @param id the id of a record
   * @param index the keys and the end of a record
   */
  public Documents(
      DocumentStore store,
      String collection,
      Class<T> type,
      Function<T, String> id,
      Function<T, Index> index) {
    this.store = requireNonNull(store, "store");
    this.collection = requireNonNull(collection, "collection");
    this.type = requireNonNull(type, "type");
    this.id = requireNonNull(id, "id");
    this.index = requireNonNull(index, "index");
  }

  /** Answers a record by its id. */
  public Optional<Versioned<T>> get(String id) {
    return store.get(collection, id).map(this::read);
  }

  /** Answers the record that has a unique key. */
  public Optional<Versioned<T>> findUnique(String key, String value) {
    return store.findUnique(collection, key, value).map(this::read);
  }

  /** Answers the records that have a value of a look-up key, by id ascending. */
  public List<Versioned<T>> find(String key, String value) {
    return store.find(collection, key, value).stream().map(this::read).toList();
  }

  /** A change that adds a record. */
  public Change insert(T value) {
    return new Change.Insert(collection, id.apply(value), Json.text(value), index.apply(value));
  }

  /**
   * A change that puts a record in the place of the one that was read.
   *
   * @throws IllegalArgumentException if the new one has another id
   */
  public Change replace(Versioned<T> read, T value) {
    if (!read.id().equals(id.apply(value))) {
      throw new IllegalArgumentException(
          "a document of collection '%s' would change its id from '%s': insert a new one instead"
              .formatted(collection, read.id()));
    }
    return new Change.Replace(
        collection, read.id(), read.version(), Json.text(value), index.apply(value));
  }

  /** A change that removes the record that was read. */
  public Change delete(Versioned<T> read) {
    return new Change.Delete(collection, read.id(), read.version());
  }

  /**
   * Changes one record in a commit of its own, as often as it takes against others who change it at
   * the same time.
   *
   * @param id which record
   * @param change the new value of an old one; the same or an equal value is no change and no
   *     commit. May be called several times; what it throws ends the update
   * @return the record after the change; empty if there is none
   * @throws KeyTakenException if the new value has a unique key of another record
   * @throws StaleDocumentException if others were faster 20 times
   */
  public Optional<Versioned<T>> update(String id, UnaryOperator<T> change) {
    for (int tries = 1; ; tries++) {
      Optional<Versioned<T>> found = get(id);
      if (found.isEmpty()) {
        return found;
      }
      Versioned<T> read = found.get();
      T value = change.apply(read.value());
      if (value.equals(read.value())) {
        return found;
      }
      try {
        store.commit(List.of(replace(read, value)));
        return Optional.of(new Versioned<>(id, read.version() + 1, value));
      } catch (StaleDocumentException e) {
        if (tries == TRIES) {
          throw e;
        }
      }
    }
  }

  private Versioned<T> read(Document document) {
    return new Versioned<>(document.id(), document.version(), Json.read(document.json(), type));
  }
}
