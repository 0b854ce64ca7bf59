package dev.datalab.server.events;

import java.io.IOException;

/** The streams of visitors that bring events into this process. Safe for use by many threads. */
public interface OpenStreams {
  /** There are none, where nobody lets visitors in. */
  OpenStreams NONE = (app, throughGeneration, tokenId) -> 0;

  /**
   * Closes the sockets of an app whose tokens are void, refuses their streams from now on, and
   * waits until none of their events is on its way into the store.
   *
   * @param throughGeneration streams of this generation and of earlier ones are meant
   * @param tokenId streams that came under this token only; empty: under any
   * @return how many sockets were closed
   * @throws IOException if events are still on their way after a while; to be called again
   */
  int close(String app, int throughGeneration, String tokenId) throws IOException;

  /** Forgets what is known of a visitor beside their events, unless their visit goes on. */
  default void forget(String app, String visitor) throws IOException {
    // where nobody lets visitors in, nothing is known of them
  }
}
