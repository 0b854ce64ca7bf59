package dev.datalab.platform.auth;

import dev.datalab.platform.documents.DocumentStore;
import dev.datalab.platform.documents.Documents;
import dev.datalab.platform.documents.Index;

/**
 * One sign-in and all refresh tokens that follow from it, at rest. Only the newest is good: its
 * hash stands here. An older one shows by naming this session with another secret.
 *
 * @param id first half of the refresh tokens; secret as they are
 * @param name names the session in access tokens; not secret
 * @param user id of the user
 * @param hash SHA-256 of the newest refresh token, in hexadecimal digits
 * @param expiresAtMillis when the newest refresh token expires
 */
record Session(String id, String name, String user, String hash, long expiresAtMillis) {
  Session next(String nextHash, long nextExpiresAtMillis) {
    return new Session(id, name, user, nextHash, nextExpiresAtMillis);
  }

  static Documents<Session> in(DocumentStore store) {
    return new Documents<>(
        store,
        "session",
        Session.class,
        Session::id,
        session -> Index.none().lookUp("user", session.user()).expires(session.expiresAtMillis()));
  }

  @Override
  public String toString() {
    return "Session[name=" + name + "]";
  }
}
