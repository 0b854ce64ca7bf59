package dev.datalab.core.token;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;

/**
 * What an app token says: which site may send events, from where, how many, and until when.
 *
 * @param id names the token ({@code jti}); not empty, not secret
 * @param app id of the app ({@code sub}); not empty
 * @param organization id of the app's organization ({@code org}); not empty
 * @param generation the events come under ({@code gen}); at least 0
 * @param origins it may be used from, {@code scheme://host[:port]} ({@code origins}); at least one
 * @param limits of what it may be used for ({@code limits})
 * @param expiresAt from when on it is refused, in whole seconds ({@code exp}); fractions are cut
 */
public record AppClaims(
    String id,
    String app,
    String organization,
    int generation,
    List<String> origins,
    AppLimits limits,
    Instant expiresAt) {
  /** Requires all parts. */
  public AppClaims {
    Claims.requireText(id, "id");
    Claims.requireText(app, "app");
    Claims.requireText(organization, "organization");
    if (generation < 0) {
      throw new IllegalArgumentException(
          "generation is %d: generations count from 0".formatted(generation));
    }
    origins = List.copyOf(origins);
    if (origins.isEmpty()) {
      throw new IllegalArgumentException("no origin: name at least one that events may come from");
    }
    requireNonNull(limits, "limits");
    expiresAt = Instant.ofEpochSecond(requireNonNull(expiresAt, "expiresAt").getEpochSecond());
  }
}
