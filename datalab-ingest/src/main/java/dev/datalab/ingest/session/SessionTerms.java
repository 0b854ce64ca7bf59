package dev.datalab.ingest.session;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.OptionalInt;

/**
 * The terms under which a session brings events: those of the app token that its last hello came
 * with. They stay as they are while the app is locked, so a session can go by them when the token
 * itself is not at hand.
 *
 * @param app the app's id
 * @param generation how many times the app had been unlocked, from 0
 * @param tokenId the id of the token, not the token
 * @param origins where the app's pages lie, as {@code https://shop.example}; {@code *} may stand
 *     for the port of this machine
 * @param sessions how many sessions may be alive at a time; empty: any number
 * @param eventsPerSecond how many events may come in a second; empty: any number
 * @param queryParameters names of the parameters that addresses keep, besides UTM
 */
public record SessionTerms(
    String app,
    int generation,
    String tokenId,
    List<String> origins,
    OptionalInt sessions,
    OptionalInt eventsPerSecond,
    List<String> queryParameters) {
  /** Copies the lists. */
  public SessionTerms {
    requireNonNull(app, "app");
    requireNonNull(tokenId, "tokenId");
    origins = List.copyOf(origins);
    requireNonNull(sessions, "sessions");
    requireNonNull(eventsPerSecond, "eventsPerSecond");
    queryParameters = List.copyOf(queryParameters);
    if (generation < 0) {
      throw new IllegalArgumentException("generation: 0 or more, not " + generation + ".");
    }
  }
}
