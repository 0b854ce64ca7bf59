package dev.datalab.platform.config;

import static java.util.Objects.requireNonNull;

import dev.datalab.platform.documents.DocumentStore;
import dev.datalab.platform.documents.Documents;
import dev.datalab.platform.documents.Index;
import dev.datalab.platform.documents.KeyTakenException;
import dev.datalab.platform.documents.StaleDocumentException;
import dev.datalab.platform.documents.Versioned;
import dev.datalab.platform.rpc.Rejection;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The configurations of all apps and the rules by which they change; who may change them is decided
 * before. Each change is decided against the document that it replaces, so of two at a time the
 * second one sees the first. Safe for use by many threads.
 */
final class Configurations {
  private static final int TRIES = 20;
  private static final String ANY = "*";

  private final DocumentStore store;
  private final Documents<StoredConfiguration> documents;
  private final InstantSource clock;

  Configurations(DocumentStore store, InstantSource clock) {
    this.store = requireNonNull(store, "store");
    this.clock = requireNonNull(clock, "clock");
    this.documents =
        new Documents<>(
            store,
            "configuration",
            StoredConfiguration.class,
            StoredConfiguration::app,
            configuration -> Index.none());
  }

  /** The configuration as it stands; the default one if nobody has configured the app. */
  StoredConfiguration get(String app) {
    return documents.get(app).map(Versioned::value).orElseGet(() -> StoredConfiguration.none(app));
  }

  /**
   * Replaces the configuration. What it is already is no change.
   *
   * @param ifMatch an entity tag with its quotes, {@code *} or empty
   * @throws Rejection CHANGED if the tag is not the configuration's; CONFLICT if it is locked and
   *     more than the retention would change
   */
  StoredConfiguration set(String app, AppConfiguration next, String ifMatch, String userId) {
    return change(
            app,
            stored -> {
              requireMatch(stored, ifMatch);
              if (stored.json().equals(next.json())) {
                return stored;
              }
              if (stored.locked()
                  && !AppConfiguration.read(stored.json()).isSameButRetention(next)) {
                throw Rejection.conflict(
                    "The app is locked: only retentionDays can be changed; unlock the app first.");
              }
              return stored.set(next.json(), userId, clock.millis());
            })
        .now();
  }

  private static void requireMatch(StoredConfiguration stored, String ifMatch) {
    boolean matches =
        ifMatch.isEmpty()
            || (ifMatch.equals(ANY) ? stored.version() > 0 : ifMatch.equals(stored.etag()));
    if (!matches) {
      throw Rejection.changed(
          "The configuration was changed meanwhile, it is now %s: read it again, then decide."
              .formatted(stored.etag()));
    }
  }

  /**
   * Locks for a saga.
   *
   * @throws Rejection CONFLICT if the saga was compensated before
   */
  StoredConfiguration lock(String app, String saga) {
    return change(
            app,
            stored -> {
              if (stored.voided().contains(saga)) {
                throw Rejection.conflict(
                    "The saga was undone: it locks nothing any more; begin a new one.");
              }
              return stored.lock(saga);
            })
        .now();
  }

  /** Unlocks what this saga locked, or with an empty one whoever locked. */
  Changed unlock(String app, String saga) {
    return change(app, stored -> saga.isEmpty() ? stored.unlock() : stored.compensate(saga));
  }

  /** Removes the configuration, if there is one. */
  void remove(String app) {
    for (int tries = 1; ; tries++) {
      Optional<Versioned<StoredConfiguration>> found = documents.get(app);
      if (found.isEmpty()) {
        return;
      }
      try {
        store.commit(List.of(documents.delete(found.get())));
        return;
      } catch (StaleDocumentException e) {
        if (tries == TRIES) {
          throw e;
        }
      }
    }
  }

  /** A configuration before and after a change. */
  record Changed(StoredConfiguration before, StoredConfiguration now) {}

  private Changed change(String app, UnaryOperator<StoredConfiguration> change) {
    for (int tries = 1; ; tries++) {
      Optional<Versioned<StoredConfiguration>> found = documents.get(app);
      StoredConfiguration before =
          found.map(Versioned::value).orElseGet(() -> StoredConfiguration.none(app));
      StoredConfiguration now = change.apply(before);
      if (now.equals(before)) {
        return new Changed(before, before);
      }
      try {
        store.commit(
            List.of(
                found
                    .map(read -> documents.replace(read, now))
                    .orElseGet(() -> documents.insert(now))));
        return new Changed(before, now);
      } catch (StaleDocumentException | KeyTakenException e) {
        if (tries == TRIES) {
          throw new StaleDocumentException("configuration", app);
        }
      }
    }
  }
}
