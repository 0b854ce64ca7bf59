package dev.datalab.core.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.datalab.core.token.Verification.Reason;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.keys.HmacKey;
import org.junit.jupiter.api.Test;

/** Which tokens are good, and why the others are not. */
final class TokenTest {
  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
  private static final Instant LATER = NOW.plusSeconds(600);
  private static final AccessClaims ADA = new AccessClaims("t1", "u1", "ada", "o1", "s1", LATER);
  private static final AppClaims SHOP =
      new AppClaims(
          "t2",
          "a1",
          "o1",
          7,
          List.of("https://shop.example", "http://localhost:3000"),
          new AppLimits(10_000, 200),
          LATER);

  private final KeyRing ring = KeyRing.generate();
  private final TokenSigner signer = new TokenSigner(() -> ring, "datalab", at(NOW));
  private final TokenVerifier verifier = verifier(ring, NOW);

  private static InstantSource at(Instant instant) {
    return InstantSource.fixed(instant);
  }

  private static TokenVerifier verifier(KeyRing ring, Instant now) {
    return new TokenVerifier(() -> ring, "datalab", at(now));
  }

  private static <T> void assertRefused(Verification<T> verification, Reason reason) {
    assertThat(verification).isEqualTo(new Verification.Refused<T>(reason));
    assertThat(verification.claims()).isEmpty();
  }

  @Test
  void anAccessTokenSaysWhoIsSignedIn() {
    String token = signer.sign(ADA);

    assertThat(verifier.access(token)).isEqualTo(new Verification.Good<>(ADA));
    assertThat(verifier.access(token).claims()).contains(ADA);
  }

  @Test
  void anAppTokenSaysWhatTheSiteMayDo() {
    assertThat(verifier.app(signer.sign(SHOP)).claims()).contains(SHOP);
  }

  @Test
  void aPeerWithThePublicKeysVerifiesAndCannotSign() {
    KeyRing open = KeyRing.parse(ring.publicJwks());

    assertThat(open.canSign()).isFalse();
    assertThat(ring.publicJwks()).doesNotContain("\"d\"");
    assertThat(verifier(open, NOW).access(signer.sign(ADA)).claims()).contains(ADA);
    assertThatThrownBy(() -> new TokenSigner(() -> open, "datalab", at(NOW)).sign(ADA))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("public keys only");
  }

  @Test
  void aTokenIsRefusedFromTheSecondOfItsExpiryOn() {
    String token = signer.sign(ADA);

    assertThat(verifier(ring, LATER.minusMillis(1)).access(token).claims()).isPresent();
    assertRefused(verifier(ring, LATER).access(token), Reason.EXPIRED);
  }

  @Test
  void oneKindOfTokenIsNeverTakenForAnother() {
    assertRefused(verifier.access(signer.sign(SHOP)), Reason.WRONG_KIND);
    assertRefused(verifier.app(signer.sign(ADA)), Reason.WRONG_KIND);
  }

  @Test
  void theRightTypeWithTheWrongAudienceIsTheWrongKind() throws Exception {
    String token =
        forge(
            claims -> claims.setAudience(TokenKind.APP.audience()),
            jws -> jws.setHeader("typ", TokenKind.ACCESS.type()));

    assertRefused(verifier.access(token), Reason.WRONG_KIND);
  }

  @Test
  void aTokenOfAnotherInstallationIsRefused() {
    String token = new TokenSigner(() -> ring, "elsewhere", at(NOW)).sign(ADA);

    assertRefused(verifier.access(token), Reason.WRONG_ISSUER);
  }

  @Test
  void anEditedTokenIsRefusedWhicheverCharacterChanged() {
    String token = signer.sign(ADA);
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    for (int i = 0; i < 200; i++) {
      int at = random.nextInt(token.length());
      char other = token.charAt(at) == 'A' ? 'Q' : 'A';
      String edited = token.substring(0, at) + other + token.substring(at + 1);

      assertThat(verifier.access(edited).claims()).as("seed %d, edited %s", seed, edited).isEmpty();
    }
  }

  @Test
  void claimsUnderAnotherTokensSignatureAreRefused() {
    String[] ada = signer.sign(ADA).split("\\.", -1);
    String[] eve =
        signer.sign(new AccessClaims("t9", "u9", "eve", "o9", "s9", LATER)).split("\\.", -1);

    assertRefused(verifier.access(eve[0] + "." + ada[1] + "." + eve[2]), Reason.BAD_SIGNATURE);
  }

  @Test
  void aTokenWithoutASignatureIsRefused() throws Exception {
    String token =
        forge(
            claims -> {},
            jws -> {
              jws.setAlgorithmConstraints(AlgorithmConstraints.ALLOW_ONLY_NONE);
              jws.setAlgorithmHeaderValue(AlgorithmIdentifiers.NONE);
              jws.setKey(null);
            });

    assertRefused(verifier.access(token), Reason.WRONG_ALGORITHM);
    String[] parts = token.split("\\.", -1);
    for (String none : List.of("NONE", "None", "nOnE")) {
      String header = "{\"alg\":\"" + none + "\",\"typ\":\"" + TokenKind.ACCESS.type() + "\"}";
      assertThat(verifier.access(base64(header) + "." + parts[1] + ".").claims()).isEmpty();
    }
  }

  @Test
  void thePublicKeyIsNoPasswordForHmac() throws Exception {
    PublicJsonWebKey open =
        (PublicJsonWebKey) new JsonWebKeySet(ring.publicJwks()).getJsonWebKeys().get(0);
    for (byte[] secret :
        List.of(
            open.getPublicKey().getEncoded(),
            open.toJson().getBytes(StandardCharsets.UTF_8),
            ring.publicJwks().getBytes(StandardCharsets.UTF_8))) {
      String token =
          forge(
              claims -> {},
              jws -> {
                jws.setAlgorithmHeaderValue(AlgorithmIdentifiers.HMAC_SHA256);
                jws.setKey(new HmacKey(secret));
              });

      assertRefused(verifier.access(token), Reason.WRONG_ALGORITHM);
    }
  }

  @Test
  void aTokenOfAnUnknownKeyIsRefusedAlsoWhenItClaimsAKnownOne() {
    KeyRing foreign = KeyRing.generate();
    String token = new TokenSigner(() -> foreign, "datalab", at(NOW)).sign(ADA);
    assertRefused(verifier.access(token), Reason.UNKNOWN_KEY);

    String renamed =
        new String(Base64.getUrlDecoder().decode(token.split("\\.", -1)[0]), StandardCharsets.UTF_8)
            .replace(foreign.activeKeyId(), ring.activeKeyId());
    assertRefused(
        verifier.access(base64(renamed) + token.substring(token.indexOf('.'))),
        Reason.BAD_SIGNATURE);
  }

  @Test
  void aTokenWithoutAKeyIdIsOfAnUnknownKey() throws Exception {
    assertRefused(
        verifier.access(
            forge(claims -> {}, jws -> jws.getHeaders().setStringHeaderValue("kid", ""))),
        Reason.UNKNOWN_KEY);
  }

  @Test
  void aTokenThatLacksAClaimIsRefused() throws Exception {
    for (String name : List.of("iss", "exp", "iat", "sub", "jti", "org", "name", "sid")) {
      assertRefused(
          verifier.access(forge(claims -> claims.unsetClaim(name), jws -> {})), Reason.MALFORMED);
    }
    assertRefused(
        verifier.access(forge(claims -> claims.setClaim("name", 7), jws -> {})), Reason.MALFORMED);
  }

  @Test
  void whatIsNoTokenIsRefusedAndNeverThrows() {
    for (String text :
        List.of("", ".", "..", "a.b.c", "Bearer x", "eyJ9.e30.", "\u0000", "x".repeat(4_097))) {
      assertRefused(verifier.access(text), Reason.MALFORMED);
    }
  }

  @Test
  void anUnreadableAppTokenSignedByUsIsRefused() throws Exception {
    for (Consumer<JwtClaims> change :
        List.<Consumer<JwtClaims>>of(
            claims -> claims.unsetClaim("limits"),
            claims -> claims.setClaim("limits", "many"),
            claims -> claims.setClaim("gen", -1),
            claims -> claims.setClaim("gen", 1L << 40),
            claims -> claims.setStringListClaim("origins", List.of()))) {
      String token =
          forge(
              claims -> {
                claims.setAudience(TokenKind.APP.audience());
                claims.setClaim("gen", 1);
                claims.setStringListClaim("origins", List.of("https://a.example"));
                claims.setClaim("limits", Map.of("sessions", 1, "eventsPerSecond", 1));
                change.accept(claims);
              },
              jws -> jws.setHeader("typ", TokenKind.APP.type()));

      assertRefused(verifier.app(token), Reason.MALFORMED);
    }
  }

  @Test
  void anAppTokenOfTooManyOriginsIsNotMade() {
    List<String> origins = Collections.nCopies(50, "https://" + "a".repeat(100) + ".example");
    AppClaims wide = new AppClaims("t", "a", "o", 0, origins, AppLimits.NONE, LATER);

    assertThatThrownBy(() -> signer.sign(wide))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("fewer or shorter origins");
  }

  @Test
  void aRotatedKeyVerifiesUntilItsWhileIsOverAndSignsNoMore() {
    String before = signer.sign(ADA);
    KeyRing rotated = ring.rotated(NOW, Duration.ofMinutes(10));
    TokenSigner next = new TokenSigner(() -> rotated, "datalab", at(NOW));

    assertThat(rotated.activeKeyId()).isNotEqualTo(ring.activeKeyId());
    assertThat(rotated.keyIds()).containsExactly(rotated.activeKeyId(), ring.activeKeyId());
    assertThat(verifier(rotated, LATER.minusSeconds(1)).access(before).claims()).contains(ADA);
    assertThat(verifier(rotated, NOW).access(next.sign(ADA)).claims()).contains(ADA);
    assertRefused(verifier(ring, NOW).access(next.sign(ADA)), Reason.UNKNOWN_KEY);
    assertRefused(verifier(rotated, LATER).access(before), Reason.UNKNOWN_KEY);
  }

  @Test
  void aRotationLeavesOutPredecessorsWhoseWhileIsOver() {
    KeyRing twice =
        ring.rotated(NOW, Duration.ofMinutes(10))
            .rotated(NOW.plusSeconds(60), Duration.ofMinutes(10));
    assertThat(twice.keyIds()).hasSize(3).endsWith(ring.activeKeyId());

    assertThat(twice.rotated(LATER, Duration.ofMinutes(10)).keyIds())
        .hasSize(3)
        .doesNotContain(ring.activeKeyId());
  }

  @Test
  void aRingIsTheSameAfterStoringAndReading() {
    KeyRing rotated = ring.rotated(NOW, Duration.ofMinutes(10));

    KeyRing read = KeyRing.parse(rotated.secretJwks());

    assertThat(read.secretJwks()).isEqualTo(rotated.secretJwks());
    assertThat(read.canSign()).isTrue();
    TokenSigner again = new TokenSigner(() -> read, "datalab", at(NOW));
    assertThat(verifier(rotated, NOW).access(again.sign(ADA)).claims()).contains(ADA);
    assertRefused(verifier(read, LATER).access(signer.sign(ADA)), Reason.UNKNOWN_KEY);
  }

  @Test
  void aRingIsReadFromKeySetsOfEd25519AloneAndShowsNoSecret() {
    for (String text :
        List.of(
            "",
            "{}",
            "{\"keys\":[]}",
            "{\"keys\":[{\"kty\":\"oct\",\"kid\":\"k\",\"k\":\"c2VjcmV0LXNlY3JldA\"}]}")) {
      assertThatThrownBy(() -> KeyRing.parse(text))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageNotContaining("c2VjcmV0");
    }
    assertThat(ring.toString()).contains(ring.activeKeyId()).doesNotContain("\"d\"");
  }

  /** A token signed with the ring's active key, its claims and header changed beforehand. */
  private String forge(Consumer<JwtClaims> claims, Consumer<JsonWebSignature> signature)
      throws Exception {
    JwtClaims all = Claims.of(ADA);
    all.setIssuer("datalab");
    all.setAudience(TokenKind.ACCESS.audience());
    all.setIssuedAt(NumericDate.fromSeconds(NOW.getEpochSecond()));
    claims.accept(all);
    JsonWebSignature jws = new JsonWebSignature();
    jws.setDoKeyValidation(false);
    jws.setAlgorithmHeaderValue(AlgorithmIdentifiers.EDDSA);
    jws.setKeyIdHeaderValue(ring.activeKeyId());
    jws.setHeader("typ", TokenKind.ACCESS.type());
    jws.setPayload(all.toJson());
    jws.setKey(ring.signingKey());
    signature.accept(jws);
    return jws.getCompactSerialization();
  }

  private static String base64(String text) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
