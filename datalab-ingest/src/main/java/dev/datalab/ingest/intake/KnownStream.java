package dev.datalab.ingest.intake;

import dev.datalab.core.event.RecordedEvent;
import dev.datalab.core.store.Receipt;
import dev.datalab.core.store.StreamState;
import dev.datalab.ingest.session.SessionStream;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A stream, and what this process knows of its state: at least so much is durable. More may be,
 * where another process took frames of it. Safe for use by several threads.
 */
final class KnownStream {
  final SessionStream stream;
  private volatile @Nullable StreamState state;

  KnownStream(SessionStream stream) {
    this.stream = stream;
  }

  /** What is known, if anything was asked yet. */
  Optional<StreamState> state() {
    return Optional.ofNullable(state);
  }

  /** Takes over what the store says. */
  synchronized void note(StreamState told) {
    StreamState known = state;
    if (known == null || told.mark() >= known.mark()) {
      state = told;
    }
  }

  /** Takes over what became of a frame; says which of its events are new. */
  synchronized List<RecordedEvent> note(Receipt receipt, List<RecordedEvent> events) {
    StreamState before = state == null ? StreamState.NEW : state;
    StreamState after = receipt.state();
    note(after);
    if (receipt.stored() == events.size()) {
      return events;
    }
    return receipt.stored() == 0
        ? List.of()
        : events.stream()
            .filter(event -> after.isSettled(event.seq()) && !before.isSettled(event.seq()))
            .toList();
  }
}
