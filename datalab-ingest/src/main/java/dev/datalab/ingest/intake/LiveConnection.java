package dev.datalab.ingest.intake;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.datalab.ingest.intake.EventReader.Clock;
import dev.datalab.ingest.intake.IntakeRefusal.Kind;
import java.io.IOException;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An open socket. Messages come in one at a time; acknowledgements go out in the order of the
 * frames that they answer, by whichever thread has completed them. An idle one is some hundred
 * bytes: it has no buffer, no timer and no queue.
 */
final class LiveConnection implements StreamConnection {
  private static final Logger log = LoggerFactory.getLogger(LiveConnection.class);

  final KnownSession session;
  final KnownStream stream;
  private final Shared shared;
  private final Peer peer;
  private volatile long heardMillis;
  private volatile boolean closed;
  private boolean leaving;
  private @Nullable Reply first;
  private @Nullable Reply last;

  LiveConnection(KnownSession session, KnownStream stream, Shared shared, Peer peer) {
    this.session = session;
    this.stream = stream;
    this.shared = shared;
    this.peer = peer;
    this.heardMillis = shared.clock.millis();
  }

  /** What all sockets of an intake have in common. */
  record Shared(
      Connections connections,
      Appends appends,
      FrameReaders readers,
      AtomicBoolean stopping,
      InstantSource clock) {}

  @Override
  public String session() {
    return session.session.id();
  }

  /** When the last message came, in milliseconds since the epoch. */
  long heardMillis() {
    return heardMillis;
  }

  @Override
  public void text(String message) {
    if (closed || isLeaving()) {
      return;
    }
    long now = shared.clock.millis();
    heardMillis = now;
    if (message.length() > JsonBody.MOST_BYTES) {
      close(CloseCode.TOO_LARGE, "A frame has at most 65536 bytes; send fewer events at a time.");
      return;
    }
    try {
      FrameText text = read(message.getBytes(UTF_8), now);
      if (text.seq > 0 || text.lost().isPresent()) {
        take(text, now);
      }
      if (text.goodbye) {
        leave();
      }
    } catch (IntakeRefusal e) {
      close(code(e.kind()), e.detail());
    } catch (IOException e) {
      log.debug("the state of a stream can't be read", e);
      close(CloseCode.TRY_LATER, "The events can't be stored now; send them again.");
    }
  }

  private static CloseCode code(Kind kind) {
    return switch (kind) {
      case TOO_LARGE -> CloseCode.TOO_LARGE;
      case LIMIT, UNAVAILABLE -> CloseCode.TRY_LATER;
      case MALFORMED, UNAUTHORIZED, FORBIDDEN, INVALID -> CloseCode.REFUSED;
    };
  }

  private FrameText read(byte[] json, long now) throws IntakeRefusal {
    FrameReader reader = shared.readers.borrow();
    try {
      return reader.message(
          json, session.terms.addresses, new Clock(stream.stream.clockOffsetMillis(), now));
    } finally {
      shared.readers.giveBack(reader);
    }
  }

  private void take(FrameText text, long now) throws IntakeRefusal, IOException {
    Gate.Phase phase = session.terms.appends.enter();
    // After entering: who closes sockets and then waits for the gate misses no frame.
    if (closed || shared.stopping.get()) {
      phase.leave();
      return;
    }
    Reply reply = new Reply();
    enqueue(reply);
    shared.appends.append(session, stream, text, now, phase, reply);
  }

  private synchronized void enqueue(Reply reply) {
    if (last == null) {
      first = reply;
    } else {
      last.next = reply;
    }
    last = reply;
  }

  private synchronized boolean isLeaving() {
    return leaving;
  }

  /** Closes once everything that came before is acknowledged. */
  private synchronized void leave() {
    leaving = true;
    flush();
  }

  /** Sends what is due, in order. */
  private synchronized void flush() {
    if (closed) {
      return;
    }
    Reply reply = first;
    while (reply != null && reply.mark >= 0 && !closed) {
      send("{\"ack\":" + reply.mark + "}");
      reply = reply.next;
    }
    first = reply;
    if (reply == null) {
      last = null;
      if (leaving) {
        close(CloseCode.GOODBYE, "");
      }
    }
  }

  private void send(String text) {
    try {
      peer.send(text);
    } catch (RuntimeException e) {
      log.debug("a socket takes nothing any more", e);
      gone();
    }
  }

  /** Closes the socket; says whether it was open. */
  boolean close(CloseCode code, String reason) {
    synchronized (this) {
      if (closed) {
        return false;
      }
      gone();
      try {
        code.close(peer, reason);
      } catch (RuntimeException e) {
        log.debug("a socket did not close as it should", e);
      }
    }
    return true;
  }

  @Override
  public void binary() {
    close(CloseCode.UNSUPPORTED, "Frames are text messages.");
  }

  @Override
  public void gone() {
    closed = true;
    shared.connections.remove(this);
  }

  /** The answer to a frame, in its place among those before and after. */
  private final class Reply implements Appends.Outcome {
    private @Nullable Reply next;
    private long mark = -1;

    @Override
    public void acknowledged(long upTo) {
      synchronized (LiveConnection.this) {
        mark = upTo;
        flush();
      }
    }

    @Override
    public void failed(IOException cause) {
      close(CloseCode.TRY_LATER, "The events can't be stored now; send them again.");
    }
  }
}
