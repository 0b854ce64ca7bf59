package dev.datalab.core.session;

import java.util.Optional;

/**
 * How a visitor's sessions are called: by their id or, where a session is cut when it is read, by
 * when it began. A visitor has one cut session at a time, so the name is theirs alone; it is good
 * as long as no earlier event of that session arrives.
 *
 * <p>The text is the id, or {@code ~} and the milliseconds since the epoch; an id that begins with
 * {@code ~} has another one before it.
 */
final class SessionName {
  private static final String CUT = "~";

  private final String id;
  private final long beginMillis;

  private SessionName(String id, long beginMillis) {
    this.id = id;
    this.beginMillis = beginMillis;
  }

  /**
   * The name of a session.
   *
   * @param id empty if it is cut when it is read
   * @param beginMillis the time of its first event, whatever a question lets through
   */
  static String of(String id, long beginMillis) {
    if (id.isEmpty()) {
      return CUT + beginMillis;
    }
    return id.startsWith(CUT) ? CUT + id : id;
  }

  /** The name that a text means; none if no session can be called so. */
  static Optional<SessionName> parsed(String text) {
    if (!text.startsWith(CUT)) {
      return text.isEmpty() ? Optional.empty() : Optional.of(new SessionName(text, 0));
    }
    String rest = text.substring(CUT.length());
    if (rest.startsWith(CUT)) {
      return Optional.of(new SessionName(rest, 0));
    }
    try {
      long begin = Long.parseLong(rest);
      return of("", begin).equals(text)
          ? Optional.of(new SessionName("", begin))
          : Optional.empty();
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  /** Whether it is the name of a session; see {@link #of}. */
  boolean isOf(String session, long begin) {
    return id.equals(session) && (!session.isEmpty() || begin == beginMillis);
  }
}
