package dev.datalab.server.live;

/** Where a watcher's messages go. Called by one thread at a time. */
interface Outlet {
  /**
   * Sends a text.
   *
   * @param taken runs when the next may be sent, in whatever thread; not if the watcher is gone
   */
  void send(String text, Runnable taken);

  /**
   * Ends the connection.
   *
   * @param code of RFC 6455
   * @param reason at most 123 bytes
   */
  void close(int code, String reason);
}
