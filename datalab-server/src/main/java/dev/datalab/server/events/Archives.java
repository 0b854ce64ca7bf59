package dev.datalab.server.events;

import dev.datalab.core.store.ArchiveSummary;
import dev.datalab.core.store.EventStore;
import dev.datalab.core.store.Partition;
import dev.datalab.platform.rpc.Rejection;
import dev.datalab.proto.eventmanager.v1.Archive;
import java.io.IOException;
import java.util.List;
import java.util.OptionalInt;

/**
 * The ended generations of an app. An archive's id is the generation's number in decimal, without
 * leading zeros.
 */
final class Archives {
  /** The archive that means every generation. */
  static final String ALL = "all";

  private final EventStore store;

  Archives(EventStore store) {
    this.store = store;
  }

  /** The archives that hold events, by generation. */
  List<Archive> of(String appId, int present) throws IOException {
    return store.archives(appId).stream()
        .filter(summary -> summary.generation() < present && summary.events() > 0)
        .map(Archives::message)
        .toList();
  }

  /**
   * The generation that is meant, none for all of them.
   *
   * @param archive empty for the present generation, {@link #ALL} or an archive's id
   * @throws Rejection NOT_FOUND if there is no such archive
   */
  OptionalInt generation(String appId, String archive, int present) throws IOException {
    if (archive.isEmpty()) {
      return OptionalInt.of(present);
    }
    return archive.equals(ALL)
        ? OptionalInt.empty()
        : OptionalInt.of(summary(appId, archive, present).generation());
  }

  /** Deletes an archive; how many events it had. */
  long delete(String appId, String archive, int present) throws IOException {
    ArchiveSummary summary = summary(appId, archive, present);
    store.delete(new Partition(appId, summary.generation()));
    return summary.events();
  }

  /** Deletes everything of an app, the present generation included; how many events it had. */
  long deleteAll(String appId) throws IOException {
    long events = 0;
    for (ArchiveSummary summary : store.archives(appId)) {
      store.delete(new Partition(appId, summary.generation()));
      events += summary.events();
    }
    return events;
  }

  private ArchiveSummary summary(String appId, String archive, int present) throws IOException {
    for (ArchiveSummary summary : store.archives(appId)) {
      if (Integer.toString(summary.generation()).equals(archive)
          && summary.generation() < present
          && summary.events() > 0) {
        return summary;
      }
    }
    throw Rejection.notFound("The app has no such archive: the list of archives has the ids.");
  }

  private static Archive message(ArchiveSummary summary) {
    return Archive.newBuilder()
        .setId(Integer.toString(summary.generation()))
        .setGeneration(summary.generation())
        .setFromMillis(summary.fromMillis())
        .setToMillis(summary.toMillis() + 1)
        .setEvents(summary.events())
        .build();
  }
}
