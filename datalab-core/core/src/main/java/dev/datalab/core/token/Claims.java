package dev.datalab.core.token;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.NumericDate;
import org.jspecify.annotations.Nullable;

/** Claims as they stand in a token, and back. */
final class Claims {
  private static final String ORGANIZATION = "org";
  private static final String NAME = "name";
  private static final String SESSION = "sid";
  private static final String GENERATION = "gen";
  private static final String ORIGINS = "origins";
  private static final String LIMITS = "limits";
  private static final String SESSIONS = "sessions";
  private static final String EVENTS_PER_SECOND = "eventsPerSecond";

  private Claims() {}

  static String requireText(String value, String name) {
    requireNonNull(value, name);
    if (value.isEmpty()) {
      throw new IllegalArgumentException("%s is empty: a token has to name it".formatted(name));
    }
    return value;
  }

  static JwtClaims of(AccessClaims claims) {
    JwtClaims all = common(claims.id(), claims.user(), claims.organization(), claims.expiresAt());
    all.setStringClaim(NAME, claims.username());
    all.setStringClaim(SESSION, claims.session());
    return all;
  }

  static JwtClaims of(AppClaims claims) {
    JwtClaims all = common(claims.id(), claims.app(), claims.organization(), claims.expiresAt());
    all.setClaim(GENERATION, claims.generation());
    all.setStringListClaim(ORIGINS, claims.origins());
    Map<String, Integer> limits = new LinkedHashMap<>();
    limits.put(SESSIONS, claims.limits().sessions());
    limits.put(EVENTS_PER_SECOND, claims.limits().eventsPerSecond());
    all.setClaim(LIMITS, limits);
    return all;
  }

  private static JwtClaims common(
      String id, String subject, String organization, Instant expiresAt) {
    JwtClaims all = new JwtClaims();
    all.setJwtId(id);
    all.setSubject(subject);
    all.setStringClaim(ORGANIZATION, organization);
    all.setExpirationTime(NumericDate.fromSeconds(expiresAt.getEpochSecond()));
    return all;
  }

  /** Throws where a claim is missing, of another type, or out of its range. */
  static AccessClaims access(JwtClaims all) throws MalformedClaimException {
    return new AccessClaims(
        all.getJwtId(),
        all.getSubject(),
        all.getStringClaimValue(NAME),
        all.getStringClaimValue(ORGANIZATION),
        all.getStringClaimValue(SESSION),
        expiry(all));
  }

  /** Throws where a claim is missing, of another type, or out of its range. */
  static AppClaims app(JwtClaims all) throws MalformedClaimException {
    Map<?, ?> limits = all.getClaimValue(LIMITS, Map.class);
    return new AppClaims(
        all.getJwtId(),
        all.getSubject(),
        all.getStringClaimValue(ORGANIZATION),
        number(all.getClaimValue(GENERATION)),
        all.getStringListClaimValue(ORIGINS),
        new AppLimits(number(limits.get(SESSIONS)), number(limits.get(EVENTS_PER_SECOND))),
        expiry(all));
  }

  private static Instant expiry(JwtClaims all) throws MalformedClaimException {
    return Instant.ofEpochSecond(all.getExpirationTime().getValue());
  }

  private static int number(@Nullable Object value) {
    return Math.toIntExact(((Long) requireNonNull(value)));
  }
}
