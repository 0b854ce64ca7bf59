package dev.datalab.core.token;

import static java.util.Objects.requireNonNull;

import java.time.InstantSource;
import java.util.function.Supplier;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.lang.JoseException;

/** Signs tokens with the active key of a ring. Safe for use by many threads. */
public final class TokenSigner {
  private final Supplier<KeyRing> keys;
  private final String issuer;
  private final InstantSource clock;

  /**
   * Names who signs.
   *
   * @param keys the ring as it is now; asked for each token, so that a rotation takes effect
   * @param issuer name of this installation ({@code iss}); not empty
   * @param clock says when a token is issued ({@code iat})
   */
  public TokenSigner(Supplier<KeyRing> keys, String issuer, InstantSource clock) {
    this.keys = requireNonNull(keys, "keys");
    this.issuer = Claims.requireText(issuer, "issuer");
    this.clock = requireNonNull(clock, "clock");
  }

  /** Signs an access token. */
  public String sign(AccessClaims claims) {
    return sign(TokenKind.ACCESS, Claims.of(claims));
  }

  /**
   * Signs an app token.
   *
   * @throws IllegalArgumentException if it is longer than {@link TokenVerifier#MAX_LENGTH}: too
   *     many or too long origins
   */
  public String sign(AppClaims claims) {
    return sign(TokenKind.APP, Claims.of(claims));
  }

  private String sign(TokenKind kind, JwtClaims claims) {
    KeyRing ring = keys.get();
    claims.setIssuer(issuer);
    claims.setAudience(kind.audience());
    claims.setIssuedAt(NumericDate.fromMilliseconds(clock.millis()));
    JsonWebSignature signature = new JsonWebSignature();
    signature.setAlgorithmHeaderValue(AlgorithmIdentifiers.EDDSA);
    signature.setKeyIdHeaderValue(ring.activeKeyId());
    signature.setHeader("typ", kind.type());
    signature.setPayload(claims.toJson());
    signature.setKey(ring.signingKey());
    String token;
    try {
      token = signature.getCompactSerialization();
    } catch (JoseException e) {
      throw new IllegalStateException("the token cannot be signed: look at the key ring", e);
    }
    if (token.length() > TokenVerifier.MAX_LENGTH) {
      throw new IllegalArgumentException(
          "the token would be %d bytes long, and %d are the most: name fewer or shorter origins"
              .formatted(token.length(), TokenVerifier.MAX_LENGTH));
    }
    return token;
  }
}
