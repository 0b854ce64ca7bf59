package dev.datalab.server.directory;

import dev.datalab.core.store.EventStore;
import dev.datalab.core.store.sqlite.SqliteEventStore;
import dev.datalab.ingest.session.SessionStore;
import dev.datalab.ingest.session.SqliteSessionStore;
import dev.datalab.platform.documents.DocumentStore;
import dev.datalab.platform.documents.SqliteDocumentStore;
import dev.datalab.server.config.EventSettings;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens the stores of the embedded form in the data directory, and closes them, the last opened
 * first. Thread-safe.
 */
@Singleton
public final class EmbeddedStores implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(EmbeddedStores.class);

  private final DataDirectory directory;
  private final EventSettings settings;
  private final InstantSource clock;
  private final Deque<AutoCloseable> opened = new ArrayDeque<>();

  @Inject
  EmbeddedStores(DataDirectory directory, EventSettings settings, InstantSource clock) {
    this.directory = directory;
    this.settings = settings;
    this.clock = clock;
  }

  /**
   * Opens the documents of a service, in {@code SERVICE.db}: SQLite has one writer a file.
   *
   * @throws dev.datalab.platform.documents.StoreUnavailableException if they can't be opened
   */
  public synchronized DocumentStore documents(String service) {
    DocumentStore store = SqliteDocumentStore.open(directory.file(service + ".db"), clock);
    opened.push(store);
    return store;
  }

  /**
   * Opens the events, in {@code events.db}.
   *
   * @throws DirectoryException if they can't be opened
   */
  public synchronized EventStore events() {
    try {
      EventStore store =
          SqliteEventStore.builder(directory.file("events.db"))
              .clock(clock)
              .sealEvents(settings.sealEvents())
              .sealAfter(settings.sealAfter())
              .cacheBytes(settings.cacheBytes())
              .open();
      opened.push(store);
      return store;
    } catch (IOException e) {
      throw new DirectoryException("The events can't be opened: " + e.getMessage(), e);
    }
  }

  /**
   * Opens the sessions of visitors, in {@code sessions.db}.
   *
   * @throws DirectoryException if they can't be opened
   */
  public synchronized SessionStore sessions() {
    try {
      SessionStore store = SqliteSessionStore.open(directory.file("sessions.db"));
      opened.push(store);
      return store;
    } catch (IOException e) {
      throw new DirectoryException("The sessions can't be opened: " + e.getMessage(), e);
    }
  }

  /** Closes them all, also those after one that does not close as it should. */
  @Override
  public synchronized void close() {
    while (!opened.isEmpty()) {
      try {
        opened.pop().close();
      } catch (Exception e) {
        log.error("a store did not close as it should", e);
      }
    }
  }
}
