package dev.datalab.ingest.intake;

import dev.datalab.core.event.RecordedEvent;
import dev.datalab.core.store.Frame;
import dev.datalab.core.store.Receipt;
import dev.datalab.core.store.SeqRange;
import dev.datalab.core.store.StreamState;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The way of frames into the sink, whichever way they came. Safe for use by several threads. */
final class Appends {
  /** How far beyond the acknowledged numbers may be told lost. */
  static final long MOST_LOST = 100_000;

  private static final Logger log = LoggerFactory.getLogger(Appends.class);

  private final KnownSessions known;
  private final EventSink sink;
  private final StoredEvents listener;
  private final SeenSessions seen;
  private final PageLimit pages;
  private final int window;

  Appends(
      KnownSessions known,
      EventSink sink,
      StoredEvents listener,
      SeenSessions seen,
      PageLimit pages,
      int window) {
    this.known = known;
    this.sink = sink;
    this.listener = listener;
    this.seen = seen;
    this.pages = pages;
    this.window = window;
  }

  int window() {
    return window;
  }

  /** What is told of a frame's fate, once. */
  interface Outcome {
    /** Everything up to the mark is durable, refused or lost. */
    void acknowledged(long mark);

    /** The frame is not stored; it may come again. */
    void failed(IOException cause);
  }

  /**
   * Hands a text's content on.
   *
   * @param phase what counts it as under way; left when its outcome was told, or if this throws
   * @throws IntakeRefusal {@link IntakeRefusal.Kind#LIMIT}
   * @throws IOException if the stream's state can't be read now
   */
  void append(
      KnownSession session,
      KnownStream stream,
      FrameText text,
      long nowMillis,
      Gate.Phase phase,
      Outcome outcome)
      throws IntakeRefusal, IOException {
    boolean handedOn = false;
    try {
      long mark = state(session, stream).mark();
      if (text.isEmpty()) {
        outcome.acknowledged(mark);
        return;
      }
      checkReach(session, stream, text);
      if (text.size() > 0) {
        session.terms.rate.take(text.size());
      }
      text.limitPages(pages, session.terms.partition.app(), nowMillis);
      Frame frame = text.frame(session, stream.stream.id(), nowMillis);
      handedOn = true;
      var unused = send(frame).whenComplete(new Pending(session, stream, frame, phase, outcome));
    } finally {
      if (!handedOn) {
        phase.leave();
      }
    }
  }

  private CompletableFuture<Receipt> send(Frame frame) {
    try {
      return sink.append(frame);
    } catch (RuntimeException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  private StreamState state(KnownSession session, KnownStream stream) throws IOException {
    StreamState state = stream.state().orElse(null);
    return state == null ? known.state(session, stream) : state;
  }

  /** The state is asked anew only where what is known forbids the frame. */
  private void checkReach(KnownSession session, KnownStream stream, FrameText text)
      throws IntakeRefusal, IOException {
    long events = text.highest() - window;
    long lost = text.lost().map(SeqRange::last).orElse(0L) - MOST_LOST;
    if (Math.max(events, lost) <= state(session, stream).mark()) {
      return;
    }
    long mark = known.state(session, stream).mark();
    if (events > mark) {
      throw IntakeRefusal.limit(
          "More than %d events unacknowledged; go on from number %d.".formatted(window, mark + 1),
          1);
    }
    if (lost > mark) {
      throw IntakeRefusal.limit(
          "lost: at most %d numbers beyond the acknowledged; go on from number %d."
              .formatted(MOST_LOST, mark + 1),
          1);
    }
  }

  /** A frame on its way. */
  private final class Pending implements BiConsumer<@Nullable Receipt, @Nullable Throwable> {
    private final KnownSession session;
    private final KnownStream stream;
    private final Frame frame;
    private final Gate.Phase phase;
    private final Outcome outcome;

    Pending(
        KnownSession session, KnownStream stream, Frame frame, Gate.Phase phase, Outcome outcome) {
      this.session = session;
      this.stream = stream;
      this.frame = frame;
      this.phase = phase;
      this.outcome = outcome;
    }

    @Override
    public void accept(@Nullable Receipt receipt, @Nullable Throwable failure) {
      try {
        if (receipt == null) {
          log.debug("a frame of stream {} was not stored", frame.stream(), failure);
          outcome.failed(
              new IOException("The events can't be stored now; send them again.", failure));
          return;
        }
        List<RecordedEvent> fresh = stream.note(receipt, frame.events());
        if (!fresh.isEmpty()) {
          seen.note(session, receipt.state().lastMillis());
          tell(fresh);
        }
        outcome.acknowledged(receipt.state().mark());
      } finally {
        phase.leave();
      }
    }

    private void tell(List<RecordedEvent> fresh) {
      try {
        listener.stored(frame.partition(), fresh);
      } catch (RuntimeException e) {
        log.warn("a listener of stored events failed; its host has to mend it", e);
      }
    }
  }
}
