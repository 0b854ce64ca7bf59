package dev.datalab.platform.auth;

import dev.datalab.core.token.AccessClaims;
import dev.datalab.core.token.TokenSigner;
import dev.datalab.platform.documents.DocumentStore;
import dev.datalab.platform.documents.Documents;
import dev.datalab.platform.documents.Ids;
import dev.datalab.platform.documents.StaleDocumentException;
import dev.datalab.platform.documents.Versioned;
import dev.datalab.platform.rpc.Rejection;
import dev.datalab.proto.common.v1.User;
import dev.datalab.proto.userauth.v1.RefreshResponse;
import dev.datalab.proto.userauth.v1.TokenPair;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sessions: refresh tokens that take one another's place, and access tokens made from them.
 *
 * <p>A refresh token is {@code ID.SECRET}. It is good once. Whoever shows one that was replaced
 * holds a copy, or somebody else does: the session is over for both (RFC 9700, section 4.14.2).
 */
final class Sessions {
  private static final Logger log = LoggerFactory.getLogger(Sessions.class);

  private final DocumentStore store;
  private final Documents<Session> sessions;
  private final People people;
  private final TokenSigner signer;
  private final InstantSource clock;
  private final AuthSettings settings;

  Sessions(
      DocumentStore store,
      People people,
      TokenSigner signer,
      InstantSource clock,
      AuthSettings settings) {
    this.store = store;
    this.sessions = Session.in(store);
    this.people = people;
    this.signer = signer;
    this.clock = clock;
    this.settings = settings;
  }

  TokenPair start(User user) {
    String id = Ids.next();
    String refreshToken = id + "." + Ids.secret();
    Session session =
        new Session(id, Ids.next(), user.getId(), Secrets.hash(refreshToken), refreshExpiry());
    store.commit(List.of(sessions.insert(session)));
    return pair(user, session, refreshToken);
  }

  private long refreshExpiry() {
    return clock.instant().plus(settings.refreshTokenLife()).toEpochMilli();
  }

  private TokenPair pair(User user, Session session, String refreshToken) {
    return TokenPair.newBuilder()
        .setAccessToken(access(user, session.name(), settings.accessTokenLife()))
        .setRefreshToken(refreshToken)
        .setExpiresInSeconds(settings.accessTokenLife().toSeconds())
        .setRefreshExpiresInSeconds(settings.refreshTokenLife().toSeconds())
        .build();
  }

  private String access(User user, String session, Duration life) {
    return signer.sign(claims(user, session, clock.instant().plus(life)));
  }

  /** An access token of no session. */
  String access(User user, Instant expiresAt) {
    return signer.sign(claims(user, Ids.next(), expiresAt));
  }

  private static AccessClaims claims(User user, String session, Instant expiresAt) {
    return new AccessClaims(
        Ids.next(), user.getId(), user.getUsername(), user.getOrganizationId(), session, expiresAt);
  }

  RefreshResponse refresh(String refreshToken) {
    Versioned<Session> session = find(refreshToken).orElseThrow(Sessions::notGood);
    if (!Secrets.matches(refreshToken, session.value().hash())) {
      end(session);
      log.warn("Session {} ends: a refresh token of it was used again", session.value().name());
      throw notGood();
    }
    Optional<User> user = people.find(session.value().user());
    if (user.isEmpty()) {
      end(session);
      throw notGood();
    }
    String successor = session.id() + "." + Ids.secret();
    Session next = session.value().next(Secrets.hash(successor), refreshExpiry());
    try {
      store.commit(List.of(sessions.replace(session, next)));
    } catch (StaleDocumentException e) {
      // The same token was used at the same time: look again, at what it is now.
      return refresh(refreshToken);
    }
    return RefreshResponse.newBuilder()
        .setUser(user.get())
        .setTokens(pair(user.get(), next, successor))
        .build();
  }

  void end(String refreshToken) {
    find(refreshToken).ifPresent(this::end);
  }

  private Optional<Versioned<Session>> find(String refreshToken) {
    int dot = refreshToken.indexOf('.');
    return dot < 1 || dot > 64 || refreshToken.length() > 200
        ? Optional.empty()
        : sessions.get(refreshToken.substring(0, dot));
  }

  private void end(Versioned<Session> session) {
    Versioned<Session> last = session;
    while (true) {
      try {
        store.commit(List.of(sessions.delete(last)));
        return;
      } catch (StaleDocumentException e) {
        Optional<Versioned<Session>> again = sessions.get(session.id());
        if (again.isEmpty()) {
          return;
        }
        last = again.get();
      }
    }
  }

  private static Rejection notGood() {
    return Rejection.unauthenticated("The refresh token is not good: sign in again.");
  }
}
