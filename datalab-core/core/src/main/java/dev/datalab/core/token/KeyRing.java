package dev.datalab.core.token;

import static java.util.Objects.requireNonNull;

import java.security.PrivateKey;
import java.security.PublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.OctetKeyPairJsonWebKey;
import org.jose4j.jwk.OkpJwkGenerator;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;

/**
 * The keys of one kind of token: the active one, which signs, and its predecessors, which verify
 * what they signed until it has expired.
 *
 * <pre>{@code
 * KeyRing ring = KeyRing.generate();
 * ring = ring.rotated(clock.instant(), Duration.ofMinutes(10));
 * store(ring.secretJwks());
 * publish(ring.publicJwks());
 * }</pre>
 *
 * <p>Outside it is a JSON Web Key Set (RFC 7517) of Ed25519 keys (RFC 8037), the active one first;
 * the id of a key is its thumbprint (RFC 7638); {@code exp} of a predecessor is the second from
 * which on it verifies nothing. Immutable, safe for use by many threads. {@code toString} shows no
 * key.
 */
public final class KeyRing {
  private static final String GOOD_UNTIL = "exp";

  private final List<OctetKeyPairJsonWebKey> keys;

  private KeyRing(List<OctetKeyPairJsonWebKey> keys) {
    this.keys = List.copyOf(keys);
  }

  /** A ring of one new key. */
  public static KeyRing generate() {
    return new KeyRing(List.of(newKey()));
  }

  /**
   * Reads a ring that {@link #secretJwks} or {@link #publicJwks} wrote; the latter verifies only.
   *
   * @throws IllegalArgumentException if it is no such set; the message does not repeat it
   */
  public static KeyRing parse(String jwks) {
    List<OctetKeyPairJsonWebKey> keys = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    try {
      for (JsonWebKey key : new JsonWebKeySet(requireNonNull(jwks, "jwks")).getJsonWebKeys()) {
        if (!(key instanceof OctetKeyPairJsonWebKey pair)
            || !OctetKeyPairJsonWebKey.SUBTYPE_ED25519.equals(pair.getSubtype())
            || key.getKeyId() == null
            || !ids.add(key.getKeyId())) {
          throw new IllegalArgumentException(
              "a key of the set is no Ed25519 key with a kid of its own: take what a key ring wrote");
        }
        keys.add(pair);
      }
    } catch (JoseException e) {
      // Its message quotes the source, which may hold private keys.
      throw new IllegalArgumentException("the text is no JSON Web Key Set (RFC 7517)");
    }
    if (keys.isEmpty()) {
      throw new IllegalArgumentException("the key set is empty: a ring needs an active key");
    }
    return new KeyRing(keys);
  }

  private static OctetKeyPairJsonWebKey newKey() {
    try {
      OctetKeyPairJsonWebKey key =
          OkpJwkGenerator.generateJwk(OctetKeyPairJsonWebKey.SUBTYPE_ED25519);
      key.setKeyId(key.calculateBase64urlEncodedThumbprint("SHA-256"));
      key.setAlgorithm(AlgorithmIdentifiers.EDDSA);
      key.setUse("sig");
      return key;
    } catch (JoseException e) {
      throw new IllegalStateException(
          "this Java cannot make Ed25519 keys: use version 15 or later", e);
    }
  }

  /**
   * A ring with a new active key. The one that was active verifies for a while longer; predecessors
   * whose while is over are left out.
   *
   * @param now when it happens
   * @param overlap how long the longest token that the old key signed may yet live; at least 0
   */
  public KeyRing rotated(Instant now, Duration overlap) {
    if (overlap.isNegative()) {
      throw new IllegalArgumentException(
          "the overlap is %s: give the longest life of a token".formatted(overlap));
    }
    List<OctetKeyPairJsonWebKey> all = new ArrayList<>();
    all.add(newKey());
    for (OctetKeyPairJsonWebKey key : keys) {
      if (key == active()) {
        OctetKeyPairJsonWebKey old = copy(key);
        // Rounded up, so that the last token of this key outlives it by no fraction of a second.
        old.setOtherParameter(GOOD_UNTIL, now.plus(overlap).plusMillis(999).getEpochSecond());
        all.add(old);
      } else if (isGood(key, now)) {
        all.add(key);
      }
    }
    return new KeyRing(all);
  }

  private static OctetKeyPairJsonWebKey copy(OctetKeyPairJsonWebKey key) {
    KeyRing ring = parse(json(List.of(key), OutputControlLevel.INCLUDE_PRIVATE));
    return ring.active();
  }

  private static boolean isGood(OctetKeyPairJsonWebKey key, Instant now) {
    Number goodUntil = key.getOtherParameterValue(GOOD_UNTIL, Number.class);
    return goodUntil == null || now.getEpochSecond() < goodUntil.longValue();
  }

  private OctetKeyPairJsonWebKey active() {
    return keys.get(0);
  }

  /** Id of the key that signs. */
  public String activeKeyId() {
    return active().getKeyId();
  }

  /** Ids of all keys, the active one first. */
  public List<String> keyIds() {
    return keys.stream().map(JsonWebKey::getKeyId).toList();
  }

  /** Whether it holds the private half of its active key. */
  public boolean canSign() {
    return active().getPrivateKey() != null;
  }

  /** The private half of the active key; throws if the ring was read from public halves. */
  PrivateKey signingKey() {
    PrivateKey key = active().getPrivateKey();
    if (key == null) {
      throw new IllegalStateException(
          "the ring holds public keys only: sign where the secret set is kept");
    }
    return key;
  }

  /** The public half of a key that is good now. */
  Optional<PublicKey> verificationKey(@Nullable String id, Instant now) {
    return keys.stream()
        .filter(key -> key.getKeyId().equals(id) && isGood(key, now))
        .map(key -> key.getPublicKey())
        .findFirst();
  }

  /** The set for everybody: public halves only. */
  public String publicJwks() {
    return json(keys, OutputControlLevel.PUBLIC_ONLY);
  }

  /** The set with its private halves: for the owner's store, and for nobody else. */
  public String secretJwks() {
    return json(keys, OutputControlLevel.INCLUDE_PRIVATE);
  }

  private static String json(List<OctetKeyPairJsonWebKey> keys, OutputControlLevel level) {
    return new JsonWebKeySet(keys).toJson(level);
  }

  @Override
  public String toString() {
    return "KeyRing" + keyIds();
  }
}
