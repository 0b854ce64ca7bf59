package dev.datalab.server.client.visitor;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * Frames that are not acknowledged yet. The numbers of a client run on for its whole life; those of
 * a stream begin at 1, so each stream has a base that lies between the two. Not thread-safe.
 */
final class Outbox {
  private final Deque<Frame> sent = new ArrayDeque<>();
  private final Deque<Frame> waiting = new ArrayDeque<>();
  private long base;
  private long last;
  private long acknowledged;

  /**
   * Events in a row.
   *
   * @param last number of the last, as the client counts
   * @param seq number of the first, as the stream counts
   * @param events a JSON array
   */
  record Frame(long last, long seq, String events) {
    /** The frame as it goes over the socket. */
    String text() {
      return "{\"seq\":" + seq + ",\"events\":" + events + "}";
    }
  }

  /** Puts events in; answers the number of the last. */
  long add(int count, String events) {
    long seq = last + 1 - base;
    last += count;
    waiting.add(new Frame(last, seq, events));
    return last;
  }

  /** Every event up to this number is settled. */
  long acknowledged() {
    return acknowledged;
  }

  boolean isEmpty() {
    return sent.isEmpty() && waiting.isEmpty();
  }

  /** The frame that has waited longest for its acknowledgement. */
  Optional<Frame> oldest() {
    return Optional.ofNullable(sent.isEmpty() ? waiting.peek() : sent.peek());
  }

  /** Takes an acknowledgement of the stream. */
  void acknowledge(long seq) {
    acknowledged = Math.max(acknowledged, Math.min(base + seq, last));
    settle(sent);
    settle(waiting);
  }

  private void settle(Deque<Frame> frames) {
    while (!frames.isEmpty() && frames.peek().last() <= acknowledged) {
      frames.remove();
    }
  }

  /**
   * Everything that is not acknowledged is to be sent again.
   *
   * @param seq the next number that the server lacks
   * @return false if the server lacks what it has acknowledged
   */
  boolean resumeFrom(long seq) {
    boolean kept = base + seq > acknowledged;
    acknowledge(seq - 1);
    while (!sent.isEmpty()) {
      waiting.addFirst(sent.removeLast());
    }
    return kept;
  }

  /** What is put in from now on belongs to a new stream. Nothing may be left of the old one. */
  void beginStream() {
    if (!isEmpty()) {
      throw new IllegalStateException("events of the old stream are left");
    }
    base = last;
    acknowledged = last;
  }

  /** The next frame to send, if there is one that fits into the window; it counts as sent. */
  Optional<Frame> nextToSend(int window) {
    if (waiting.isEmpty() || waiting.peek().last() - acknowledged > window) {
      return Optional.empty();
    }
    Frame frame = waiting.remove();
    sent.add(frame);
    return Optional.of(frame);
  }
}
