package dev.datalab.ingest.session;

import java.io.IOException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where sessions are kept, and the secrets of the intake. Safe for use by several threads. What a
 * method has written is durable when it returns; what cannot be written or read is an {@link
 * IOException}, and may be tried again.
 */
public interface SessionStore extends AutoCloseable {
  /** How long secrets and salts are, in bytes. */
  int SECRET_BYTES = 32;

  /**
   * Whether the store can do its work right now.
   *
   * @throws IOException if not; the message says why
   */
  void check() throws IOException;

  /** {@value #SECRET_BYTES} random bytes, the same for as long as the store's content lives. */
  byte[] secret() throws IOException;

  /**
   * {@value #SECRET_BYTES} random bytes for a day, made when they are first asked for. Those of
   * earlier days are destroyed then.
   */
  byte[] salt(LocalDate day) throws IOException;

  /** Destroys the salts of the days before this one. */
  void forgetSalts(LocalDate before) throws IOException;

  /**
   * Keeps a new session. One whose id is there already is left as it is.
   *
   * @param aliveSinceMillis sessions seen at this time or later count towards {@link
   *     SessionTerms#sessions} of their token
   * @return false if the token's sessions are as many as it allows; nothing is kept then
   */
  boolean begin(Session session, long aliveSinceMillis) throws IOException;

  /**
   * Adds streams to a session that is there, those it has already left out, and puts it under these
   * terms. A session that is not there is left alone.
   */
  void extend(String session, SessionTerms terms, List<SessionStream> streams) throws IOException;

  /** The session of this id. */
  Optional<Session> find(String session) throws IOException;

  /**
   * Notes when sessions were last seen, in milliseconds since the epoch; until then that is their
   * hello. A time before the noted one changes nothing.
   */
  void seen(Map<String, Long> lastMillis) throws IOException;

  /** Sessions last seen before a time, the oldest first. */
  List<Session> unseenSince(long millis, int atMost) throws IOException;

  /** The sessions of an app's visitor. */
  List<Session> ofVisitor(String app, String visitor) throws IOException;

  /** Removes sessions with their streams. */
  void forget(Collection<String> sessions) throws IOException;

  /** Lets go of all resources. */
  @Override
  void close() throws IOException;
}
