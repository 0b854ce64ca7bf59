package dev.datalab.ingest.intake;

/**
 * The client's end of a socket. Called from one thread at a time; neither method waits for the
 * network, or throws because the client is gone.
 */
public interface Peer {
  /** Sends a text message. */
  void send(String text);

  /**
   * Closes the socket; nothing is sent afterwards.
   *
   * @param code a close code of RFC 6455, or one of our own from 4000 on
   * @param reason at most 123 bytes
   */
  void close(int code, String reason);
}
