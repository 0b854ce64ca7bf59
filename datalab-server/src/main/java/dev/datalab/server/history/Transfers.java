package dev.datalab.server.history;

import dev.datalab.server.config.HttpSettings;
import dev.datalab.server.problem.Problem;
import dev.datalab.server.problem.ProblemException;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.concurrent.Semaphore;

/**
 * Bounds imports and exports under way: each holds a worker for as long as its client takes, and
 * the others must still be answered. Thread-safe.
 */
@Singleton
final class Transfers {
  private final Semaphore places;

  @Inject
  Transfers(HttpSettings settings) {
    places = new Semaphore(settings.transfers());
  }

  /**
   * Takes a place, until {@link Place#close}.
   *
   * @throws ProblemException 503 if there is none
   */
  Place begin() {
    if (!places.tryAcquire()) {
      throw new ProblemException(
          Problem.retry(
              503, "Too many imports and exports are under way. Come again in a few seconds.", 5));
    }
    return new Place(places);
  }

  /** A transfer's place. */
  static final class Place implements AutoCloseable {
    private final Semaphore places;
    private boolean held = true;

    private Place(Semaphore places) {
      this.places = places;
    }

    @Override
    public synchronized void close() {
      if (held) {
        held = false;
        places.release();
      }
    }
  }
}
