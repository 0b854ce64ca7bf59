package dev.datalab.server.rest;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import dev.datalab.platform.rpc.Caller;
import dev.datalab.proto.userauth.v1.UserAuthGrpc.UserAuthBlockingStub;
import dev.datalab.proto.userauth.v1.VerifyAuthTokenRequest;
import dev.datalab.proto.userauth.v1.VerifyAuthTokenResponse;
import dev.datalab.server.problem.ProblemException;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;

/**
 * Finds out whose access token it is. A good one is remembered until it expires, at most for a
 * minute; of those that are not good nothing is remembered. Thread-safe.
 */
@Singleton
public final class AccessTokens {
  private static final int MAX_TOKEN_CHARACTERS = 4_096;
  private static final int REMEMBERED = 10_000;
  private static final Duration MEMORY = Duration.ofMinutes(1);

  private final UserAuthBlockingStub userAuth;
  private final InstantSource clock;
  private final Cache<String, Verified> verified;

  private record Verified(Person person, long expiresAtMillis) {}

  @Inject
  AccessTokens(UserAuthBlockingStub userAuth, InstantSource clock) {
    this.userAuth = userAuth;
    this.clock = clock;
    this.verified =
        Caffeine.newBuilder()
            .maximumSize(REMEMBERED)
            .executor(Runnable::run)
            .expireAfter(Expiry.<String, Verified>creating((token, of) -> memory(of)))
            .build();
  }

  private Duration memory(Verified of) {
    Duration left = Duration.ofMillis(Math.max(0, of.expiresAtMillis - clock.millis()));
    return left.compareTo(MEMORY) < 0 ? left : MEMORY;
  }

  /**
   * Whose token it is.
   *
   * @throws ProblemException 401 if it is not good
   * @throws io.grpc.StatusRuntimeException if the service does not answer
   */
  Person verify(String token) {
    if (token.isEmpty() || token.length() > MAX_TOKEN_CHARACTERS) {
      throw new ProblemException(401, "The access token is not good. Sign in again for a new one.");
    }
    Verified known = verified.getIfPresent(token);
    if (known == null || known.expiresAtMillis <= clock.millis()) {
      known = ask(token);
      verified.put(token, known);
    }
    return known.person;
  }

  private Verified ask(String token) {
    VerifyAuthTokenResponse answer =
        userAuth.verifyAuthToken(VerifyAuthTokenRequest.newBuilder().setAccessToken(token).build());
    var caller = new Caller(answer.getUserId(), answer.getOrganizationId());
    return new Verified(new Person(answer.getUsername(), caller), answer.getExpiresAtMillis());
  }
}
