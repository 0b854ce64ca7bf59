package dev.datalab.core.query;

import static java.util.Objects.requireNonNull;

import dev.datalab.core.store.EventStore;
import java.time.Instant;
import java.util.concurrent.Executor;

/**
 * What an answer is computed from.
 *
 * @param store where events are read from
 * @param scope whose events they are
 * @param executor lends threads; {@code Runnable::run} for none
 * @param now says which figures may still change
 */
public record Basis(EventStore store, Scope scope, Executor executor, Instant now) {
  /** Requires all parts. */
  public Basis {
    requireNonNull(store, "store");
    requireNonNull(scope, "scope");
    requireNonNull(executor, "executor");
    requireNonNull(now, "now");
  }
}
