package dev.datalab.ingest.intake;

import static java.util.Objects.requireNonNull;

import dev.datalab.ingest.session.SessionTerms;
import java.util.List;
import java.util.OptionalInt;

/**
 * What an app token that is good allows.
 *
 * @param app the app's id
 * @param generation how many times the app has been unlocked, from 0
 * @param tokenId the id of the token, not the token
 * @param origins where the app's pages lie, as {@code https://shop.example}; {@code
 *     http://localhost:*} stands for any port of this machine, also with {@code 127.0.0.1} and
 *     {@code [::1]}
 * @param sessions how many sessions may be alive at a time, at least 1; empty: any number
 * @param eventsPerSecond how many events may come in a second, at least 1; empty: any number
 * @param client what the configuration says to intake and snippet
 */
public record AppGrant(
    String app,
    int generation,
    String tokenId,
    List<String> origins,
    OptionalInt sessions,
    OptionalInt eventsPerSecond,
    ClientConfig client) {
  /** Copies the origins. */
  public AppGrant {
    requireNonNull(app, "app");
    requireNonNull(tokenId, "tokenId");
    origins = List.copyOf(origins);
    requireNonNull(client, "client");
    requirePositive("sessions", sessions);
    requirePositive("eventsPerSecond", eventsPerSecond);
  }

  private static void requirePositive(String name, OptionalInt limit) {
    if (limit.isPresent() && limit.getAsInt() < 1) {
      throw new IllegalArgumentException(
          "%s: at least 1, not %d; leave it empty for no limit.".formatted(name, limit.getAsInt()));
    }
  }

  /** Whether pages of this origin are the app's own. An empty origin is none's. */
  public boolean isOwn(String origin) {
    return Origins.contain(origins, origin);
  }

  SessionTerms terms() {
    return new SessionTerms(
        app, generation, tokenId, origins, sessions, eventsPerSecond, client.queryParameters());
  }
}
