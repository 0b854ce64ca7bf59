package dev.datalab.ingest.intake;

import dev.datalab.ingest.intake.EventReader.Clock;
import dev.datalab.ingest.intake.IntakeRefusal.Kind;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

/** Frames without a socket. Safe for use by several threads. */
final class Posts {
  private static final String NOT_THE_KEY =
      "The key is not this stream's, or not good any more; say hello for a new one.";

  private final AppDirectory apps;
  private final KnownSessions known;
  private final StreamKeys keys;
  private final Appends appends;
  private final FrameReaders readers;
  private final AtomicBoolean stopping;
  private final InstantSource clock;

  Posts(AppDirectory apps, KnownSessions known, StreamKeys keys, LiveConnection.Shared shared) {
    this.apps = apps;
    this.known = known;
    this.keys = keys;
    this.appends = shared.appends();
    this.readers = shared.readers();
    this.stopping = shared.stopping();
    this.clock = shared.clock();
  }

  CompletableFuture<Long> append(byte[] body, String origin) throws IntakeRefusal, IOException {
    FrameReader reader = readers.borrow();
    try {
      FrameText text = reader.posted(body);
      KnownSession session = authorized(text);
      boolean own = Origins.contain(session.terms.terms.origins(), origin);
      if (!own && !origin.isEmpty()) {
        throw IntakeRefusal.of(
            Kind.FORBIDDEN, "The page's origin is not one of the app's; add it to the app.");
      }
      try {
        return append(body, text, session, reader);
      } catch (IntakeRefusal e) {
        throw e.toOwnOrigin(own);
      }
    } finally {
      readers.giveBack(reader);
    }
  }

  /** The session, if the key is that of the stream. */
  private KnownSession authorized(FrameText text) throws IntakeRefusal, IOException {
    Optional<KnownSession> session =
        text.stream == StreamIds.NONE ? Optional.empty() : known.find(text.session, text.stream);
    if (session.isEmpty()
        || !keys.isKey(text.key, session.get().terms.terms.app(), text.session, text.stream)) {
      throw IntakeRefusal.of(Kind.UNAUTHORIZED, NOT_THE_KEY);
    }
    return session.get();
  }

  private CompletableFuture<Long> append(
      byte[] body, FrameText text, KnownSession session, FrameReader reader)
      throws IntakeRefusal, IOException {
    long now = clock.millis();
    if (now - session.livedMillis() >= Spans.KEY && now - known.lastMillis(session) >= Spans.KEY) {
      throw IntakeRefusal.of(Kind.UNAUTHORIZED, NOT_THE_KEY);
    }
    KnownStream stream = session.stream(text.stream).orElseThrow();
    Clock client = new Clock(stream.stream.clockOffsetMillis(), now);
    reader.events(body, text, session.terms.addresses, client);
    Acknowledgement answer = new Acknowledgement();
    if (!handOn(session, stream, text, now, answer)) {
      // Another process may have put the session under a newer token.
      Optional<KnownSession> renewed =
          known.reload(session.session.id()).filter(newer -> newer.terms != session.terms);
      if (renewed.isEmpty() || !handOn(renewed.get(), stream, text, now, answer)) {
        throw IntakeRefusal.of(Kind.UNAUTHORIZED, NOT_THE_KEY);
      }
    }
    return answer.future;
  }

  /** Hands a text on if its app is open to it. */
  private boolean handOn(
      KnownSession session, KnownStream stream, FrameText text, long now, Acknowledgement answer)
      throws IntakeRefusal, IOException {
    // Before asking whether the app is open: who closes it waits for what has passed the gate.
    Gate.Phase phase = session.terms.appends.enter();
    boolean open = false;
    try {
      if (stopping.get()) {
        throw IntakeRefusal.of(Kind.UNAVAILABLE, Intake.STOPPING);
      }
      open = session.terms.isOpen(apps);
    } finally {
      if (!open) {
        phase.leave();
      }
    }
    if (open) {
      appends.append(session, stream, text, now, phase, answer);
    }
    return open;
  }

  private static final class Acknowledgement implements Appends.Outcome {
    private final CompletableFuture<Long> future = new CompletableFuture<>();

    @Override
    public void acknowledged(long mark) {
      future.complete(mark);
    }

    @Override
    public void failed(IOException cause) {
      future.completeExceptionally(cause);
    }
  }
}
