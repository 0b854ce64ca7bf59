package dev.datalab.ingest.intake;

import java.nio.charset.StandardCharsets;

/** Why the server closes a socket: codes of RFC 6455 and, from 4000 on, our own. */
enum CloseCode {
  /** The client said goodbye. */
  GOODBYE(1000),
  /** A binary message. */
  UNSUPPORTED(1003),
  /** The token was revoked, or a message is no frame. */
  REFUSED(1008),
  /** A message is too large. */
  TOO_LARGE(1009),
  /** The server stops. */
  STOPPING(1012),
  /** Beyond the window, over a limit, or the store takes nothing now. */
  TRY_LATER(1013),
  /** Another socket of the stream has taken its place. */
  REPLACED(4000),
  /** Nothing came for long. */
  IDLE(4001);

  private static final int MOST_BYTES = 123;

  private final int code;

  CloseCode(int code) {
    this.code = code;
  }

  int code() {
    return code;
  }

  /** Closes a peer for a reason, of which as much is told as a close frame holds. */
  void close(Peer peer, String reason) {
    String told = reason;
    while (told.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES) {
      told = told.substring(0, told.length() - 1);
    }
    peer.close(code, told);
  }
}
