package dev.datalab.ingest.intake;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * Where tickets wait for their sockets. Safe for use by several threads. Several processes that
 * answer hellos and open sockets for one another need an implementation that they share.
 */
public interface Tickets {
  /** Keeps a ticket. */
  void issue(String ticket, Claim claim);

  /** Takes a ticket away; empty if it is not there, or was taken before. */
  Optional<Claim> spend(String ticket);

  /** Forgets the tickets that were issued before a time, in milliseconds since the epoch. */
  void forgetBefore(long millis);

  /**
   * What a ticket opens.
   *
   * @param session the session's id
   * @param stream the stream's id
   * @param origin the origin that the hello came from, empty if it had none
   * @param issuedMillis when it was issued, in milliseconds since the epoch
   */
  record Claim(String session, long stream, String origin, long issuedMillis) {
    /** Requires all parts. */
    public Claim {
      requireNonNull(session, "session");
      requireNonNull(origin, "origin");
    }
  }
}
