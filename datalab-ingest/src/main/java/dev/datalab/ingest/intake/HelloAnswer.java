package dev.datalab.ingest.intake;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * The answer to a hello.
 *
 * @param app the app's id
 * @param cookieless whether visitors are told apart without a cookie, so that none may be set
 * @param session the session's id
 * @param stream the stream's id
 * @param visitor the visitor's id; of characters that a cookie's value may have
 * @param ticket opens the stream's socket once, within 30 seconds, from this origin
 * @param key authorizes the stream's {@code POST /events}
 * @param resumeFrom the next number that the server lacks, from 1
 * @param window how many events may be unacknowledged
 * @param config {@code {stages, elements, settings}} as JSON
 * @param previous what is needed to send what was left of an ended session
 */
public record HelloAnswer(
    String app,
    boolean cookieless,
    String session,
    long stream,
    String visitor,
    String ticket,
    String key,
    long resumeFrom,
    int window,
    String config,
    Optional<Previous> previous) {
  /** Requires all parts. */
  public HelloAnswer {
    requireNonNull(app, "app");
    requireNonNull(session, "session");
    requireNonNull(visitor, "visitor");
    requireNonNull(ticket, "ticket");
    requireNonNull(key, "key");
    requireNonNull(config, "config");
    requireNonNull(previous, "previous");
  }

  /** The body of the public call's answer: JSON in UTF-8. */
  public byte[] json() {
    return HelloJson.of(this);
  }

  /** Without ticket and key. */
  @Override
  public String toString() {
    return "HelloAnswer[app=%s, session=%s, stream=%d]".formatted(app, session, stream);
  }

  /**
   * A stream of a session that has ended.
   *
   * @param session the session's id
   * @param stream the stream's id
   * @param resumeFrom the next number that the server lacks, from 1
   * @param key authorizes the stream's {@code POST /events}
   */
  public record Previous(String session, long stream, long resumeFrom, String key) {
    /** Requires all parts. */
    public Previous {
      requireNonNull(session, "session");
      requireNonNull(key, "key");
    }

    /** Without the key. */
    @Override
    public String toString() {
      return "Previous[session=%s, stream=%d]".formatted(session, stream);
    }
  }
}
