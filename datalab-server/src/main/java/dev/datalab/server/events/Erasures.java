package dev.datalab.server.events;

import dev.datalab.core.store.Erasure;
import dev.datalab.core.store.EventStore;
import dev.datalab.platform.rpc.CallContext;
import dev.datalab.platform.rpc.Rejection;
import dev.datalab.proto.eventmanager.v1.EraseRangeRequest;
import dev.datalab.proto.eventmanager.v1.EraseVisitorRequest;
import java.io.IOException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Erases events, and has forgotten what was derived from them. Safe for use by many threads. */
final class Erasures {
  private static final Logger log = LoggerFactory.getLogger(Erasures.class);
  private static final int MAX_VISITOR = 200;

  private final EventStore store;
  private final Archives archives;
  private final OpenStreams streams;
  private final Commits commits;
  private final EventChanges changes;

  Erasures(
      EventStore store,
      Archives archives,
      OpenStreams streams,
      Commits commits,
      EventChanges changes) {
    this.store = store;
    this.archives = archives;
    this.streams = streams;
    this.commits = commits;
    this.changes = changes;
  }

  /**
   * Erases a visitor from every generation; how many events there were.
   *
   * @throws Rejection INVALID_ARGUMENT for an id that no visitor has
   */
  long ofVisitor(EraseVisitorRequest request) throws IOException {
    String visitor = request.getVisitor();
    if (visitor.isEmpty() || visitor.length() > MAX_VISITOR) {
      throw Rejection.invalid("/visitor", "A visitor's id has 1 to 200 characters: correct it.");
    }
    // First, so that nothing that was left unsent can come after it.
    streams.forget(request.getAppId(), visitor);
    commits.await(request.getAppId());
    return erased(Erasure.ofVisitor(request.getAppId(), visitor));
  }

  /**
   * Erases a range; how many events there were. To a service, everything of an app means the app:
   * its streams are forgotten as well.
   *
   * @param present the generation that an empty archive means
   * @throws Rejection INVALID_ARGUMENT for an empty range, NOT_FOUND for an archive that is not
   *     there
   */
  long ofRange(EraseRangeRequest request, int present) throws IOException {
    String appId = request.getAppId();
    boolean everything = !request.hasFromMillis() && !request.hasToMillis();
    if (everything && request.getArchive().equals(Archives.ALL) && CallContext.caller().isEmpty()) {
      commits.await(appId);
      long events = archives.deleteAll(appId);
      changes.changed(appId);
      return events;
    }
    long from = request.hasFromMillis() ? request.getFromMillis() : Long.MIN_VALUE;
    long to = request.hasToMillis() ? request.getToMillis() : Long.MAX_VALUE;
    if (from >= to) {
      throw Rejection.invalid("/from", "The range is empty: 'from' must lie before 'to'.");
    }
    commits.await(appId);
    return erased(
        new Erasure(
            appId,
            archives.generation(appId, request.getArchive(), present),
            from,
            to,
            Optional.empty()));
  }

  private long erased(Erasure erasure) throws IOException {
    long begun = System.nanoTime();
    long events = store.erase(erasure);
    log.info(
        "{} events of app {} were erased in {} ms",
        events,
        erasure.app(),
        (System.nanoTime() - begun) / 1_000_000);
    changes.erased(erasure.app());
    return events;
  }
}
