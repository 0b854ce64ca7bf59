package dev.datalab.ingest.intake;

/**
 * The server's end of a stream's socket. The messages of a socket come one at a time; they may come
 * from different threads.
 */
public interface StreamConnection {
  /** A text message came: a frame, numbers that are lost, or goodbye. */
  void text(String message);

  /** A binary message came, which no client of ours sends: closes with 1003. */
  void binary();

  /** The socket is gone, whoever closed it. What came by it before is stored all the same. */
  void gone();

  /** The session's id, for logs. */
  String session();
}
