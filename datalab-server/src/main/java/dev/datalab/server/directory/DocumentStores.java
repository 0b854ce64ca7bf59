package dev.datalab.server.directory;

import dev.datalab.platform.documents.DocumentStore;
import dev.datalab.platform.documents.SqliteDocumentStore;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;

/** Opens each service's documents, one SQLite file a service, and closes them all. Thread-safe. */
@Singleton
public final class DocumentStores implements AutoCloseable {
  private final DataDirectory directory;
  private final InstantSource clock;
  private final Deque<DocumentStore> opened = new ArrayDeque<>();

  @Inject
  DocumentStores(DataDirectory directory, InstantSource clock) {
    this.directory = directory;
    this.clock = clock;
  }

  /**
   * Opens the documents of a service, in {@code SERVICE.db}.
   *
   * @throws dev.datalab.platform.documents.StoreUnavailableException if they can't be opened
   */
  public synchronized DocumentStore open(String service) {
    DocumentStore store = SqliteDocumentStore.open(directory.file(service + ".db"), clock);
    opened.push(store);
    return store;
  }

  @Override
  public synchronized void close() {
    while (!opened.isEmpty()) {
      opened.pop().close();
    }
  }
}
