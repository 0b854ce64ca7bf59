package dev.datalab.server.live;

import dev.datalab.platform.rpc.Caller;
import java.util.List;

/**
 * Somebody who watches an app. One message is under way at a time. What could not be sent meanwhile
 * is not kept: of {@code now} the newest is sent, and of the events the latest, with the number of
 * those that were left out. Thread-safe.
 */
final class Watcher {
  private final Caller caller;
  private final Outlet outlet;
  private Published newest = Published.NOTHING;
  private long nowSent;
  private long eventsSent;
  private boolean sending;
  private boolean closed;
  private long sendingSinceNanos;

  Watcher(Caller caller, Outlet outlet) {
    this.caller = caller;
    this.outlet = outlet;
  }

  /** Who it is. */
  Caller caller() {
    return caller;
  }

  /** Tells events from this number on. */
  synchronized void begin(long events) {
    eventsSent = events;
  }

  /** Says what is new. */
  synchronized void tell(Published published) {
    newest = published;
    if (!sending) {
      sendNext();
    }
  }

  private void sendNext() {
    if (closed) {
      return;
    }
    if (newest.nowNumber() > nowSent) {
      nowSent = newest.nowNumber();
      send(newest.now());
    } else if (newest.events() > eventsSent) {
      long fresh = newest.events() - eventsSent;
      List<String> latest = newest.latest();
      List<String> told = latest.subList((int) Math.max(0, latest.size() - fresh), latest.size());
      eventsSent = newest.events();
      send(LiveJson.events(told, fresh - told.size()));
    }
  }

  private void send(String text) {
    sending = true;
    sendingSinceNanos = System.nanoTime();
    outlet.send(text, this::taken);
  }

  private synchronized void taken() {
    sending = false;
    sendNext();
  }

  /** Whether a message has been under way for longer than this. */
  synchronized boolean isStuck(long nanos) {
    return sending && System.nanoTime() - sendingSinceNanos > nanos;
  }

  /** Sends nothing any more and ends the connection, once. */
  void close(int code, String reason) {
    synchronized (this) {
      if (closed) {
        return;
      }
      closed = true;
    }
    outlet.close(code, reason);
  }
}
