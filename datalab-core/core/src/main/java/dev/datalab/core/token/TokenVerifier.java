package dev.datalab.core.token;

import static java.util.Objects.requireNonNull;

import dev.datalab.core.token.Verification.Reason;
import java.security.Key;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Supplier;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.ErrorCodes;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.lang.UnresolvableKeyException;

/**
 * Says whether a token is good. Costs one Ed25519 verification, somewhat under a millisecond:
 * callers who see the same token often keep the answer for a short while. Never throws for what a
 * stranger sends. Safe for use by many threads.
 */
public final class TokenVerifier {
  /** Length of the longest token, in ASCII characters. */
  public static final int MAX_LENGTH = 4_096;

  private static final AlgorithmConstraints ED_DSA =
      new AlgorithmConstraints(ConstraintType.PERMIT, AlgorithmIdentifiers.EDDSA);

  private final Supplier<KeyRing> keys;
  private final String issuer;
  private final InstantSource clock;

  /**
   * Names whose tokens are good.
   *
   * @param keys the ring as it is now; asked for each token. Public halves are enough
   * @param issuer name of the installation that signs ({@code iss}); not empty
   * @param clock says whether a token has expired; there is no leeway
   */
  public TokenVerifier(Supplier<KeyRing> keys, String issuer, InstantSource clock) {
    this.keys = requireNonNull(keys, "keys");
    this.issuer = Claims.requireText(issuer, "issuer");
    this.clock = requireNonNull(clock, "clock");
  }

  /** Verifies an access token. */
  public Verification<AccessClaims> access(String token) {
    return verify(token, TokenKind.ACCESS, Claims::access);
  }

  /** Verifies an app token. Whether it was revoked is for its issuer to say. */
  public Verification<AppClaims> app(String token) {
    return verify(token, TokenKind.APP, Claims::app);
  }

  private interface Reader<T> {
    T read(JwtClaims claims) throws MalformedClaimException;
  }

  private <T> Verification<T> verify(String token, TokenKind kind, Reader<T> reader) {
    if (token.isEmpty() || token.length() > MAX_LENGTH) {
      return new Verification.Refused<>(Reason.MALFORMED);
    }
    Instant now = clock.instant();
    JwtConsumer consumer =
        new JwtConsumerBuilder()
            .setJwsAlgorithmConstraints(ED_DSA)
            .setVerificationKeyResolver((signature, outer) -> key(signature, kind, now))
            .setExpectedType(true, kind.type())
            .setExpectedIssuer(true, issuer)
            .setExpectedAudience(true, kind.audience())
            .setRequireExpirationTime()
            .setRequireIssuedAt()
            .setRequireSubject()
            .setRequireJwtId()
            .setEvaluationTime(NumericDate.fromSeconds(now.getEpochSecond()))
            .setAllowedClockSkewInSeconds(0)
            .build();
    try {
      return new Verification.Good<>(reader.read(consumer.processToClaims(token)));
    } catch (InvalidJwtException e) {
      return new Verification.Refused<>(reason(e));
    } catch (MalformedClaimException | RuntimeException e) {
      // A key of ours signed claims that this version cannot read.
      return new Verification.Refused<>(Reason.MALFORMED);
    }
  }

  private Key key(JsonWebSignature signature, TokenKind kind, Instant now)
      throws UnresolvableKeyException {
    if (!AlgorithmIdentifiers.EDDSA.equals(signature.getAlgorithmHeaderValue())) {
      throw new RefusedKey(Reason.WRONG_ALGORITHM);
    }
    if (!kind.type().equals(signature.getHeader("typ"))) {
      throw new RefusedKey(Reason.WRONG_KIND);
    }
    return keys.get()
        .verificationKey(signature.getKeyIdHeaderValue(), now)
        .orElseThrow(() -> new RefusedKey(Reason.UNKNOWN_KEY));
  }

  private static Reason reason(InvalidJwtException e) {
    for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
      if (cause instanceof RefusedKey refused) {
        return refused.reason;
      }
    }
    if (e.hasErrorCode(ErrorCodes.SIGNATURE_INVALID)) {
      return Reason.BAD_SIGNATURE;
    }
    if (e.hasErrorCode(ErrorCodes.AUDIENCE_INVALID) || e.hasErrorCode(ErrorCodes.TYPE_INVALID)) {
      return Reason.WRONG_KIND;
    }
    if (e.hasErrorCode(ErrorCodes.ISSUER_INVALID)) {
      return Reason.WRONG_ISSUER;
    }
    return e.hasErrorCode(ErrorCodes.EXPIRED) ? Reason.EXPIRED : Reason.MALFORMED;
  }

  /** No key for this token, and why. */
  private static final class RefusedKey extends UnresolvableKeyException {
    private final Reason reason;

    RefusedKey(Reason reason) {
      super(reason.name());
      this.reason = reason;
    }
  }
}
