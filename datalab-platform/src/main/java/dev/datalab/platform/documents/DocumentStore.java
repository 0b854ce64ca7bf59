package dev.datalab.platform.documents;

import java.util.List;
import java.util.Optional;

/**
 * The documents of one service. Every implementation keeps to this contract:
 *
 * <ul>
 *   <li>A commit happens as a whole or not at all, and is on durable storage when it returns: a
 *       process killed right after finds all of it again.
 *   <li>Reads see every commit that returned before them, and no part of one that failed. Two reads
 *       need not see the same state: what a decision rests on is guarded by the versions in the
 *       commit.
 *   <li>Unique keys are enforced by the store itself, also between commits at the same time and
 *       between processes. A key given up in a commit may be taken in the same commit.
 *   <li>A document past its end is not there any more: no read finds it, and its id and keys are
 *       free. The store removes it when it likes. Its clock is the store's own.
 * </ul>
 *
 * <p>Texts are JSON, at most 15 MiB; the store does not read them. Implementations are safe for use
 * by many threads.
 *
 * <p>All calls throw {@link StoreUnavailableException} where the medium fails.
 */
public interface DocumentStore extends AutoCloseable {
  /**
   * Answers a document by its id.
   *
   * @param collection where
   * @param id which
   */
  Optional<Document> get(String collection, String id);

  /**
   * Answers the document that has a unique key.
   *
   * @param collection where
   * @param key name of the unique key
   * @param value its value, compared exactly
   */
  Optional<Document> findUnique(String collection, String key, String value);

  /**
   * Answers the documents that have a value of a look-up key, by id ascending.
   *
   * @param collection where
   * @param key name of the look-up key
   * @param value its value, compared exactly
   */
  List<Document> find(String collection, String key, String value);

  /**
   * Makes changes in the order given, all or none. No change is no commit.
   *
   * @param changes what is to change; a document stands in it at most once
   * @throws KeyTakenException if an id or a unique key belongs to another document
   * @throws StaleDocumentException if a version to replace or delete is not the document's
   * @throws IllegalArgumentException if a document stands in it twice
   */
  void commit(List<Change> changes);

  /**
   * Asks the medium for a sign of life.
   *
   * @throws StoreUnavailableException if there is none
   */
  void check();

  /**
   * Closes the store; calls after that throw {@link StoreUnavailableException}. May be repeated.
   */
  @Override
  void close();
}
