package dev.datalab.platform.apptoken;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The tokens of one app as they are kept: the newest, whatever became of it, the one that it
 * replaced, and those that are still good.
 *
 * @param appId id of the app
 * @param tokens the newest first
 */
record AppTokens(String appId, List<TokenState> tokens) {
  /** For how long a token stays good beside its successor, in milliseconds. */
  static final long NOTICE_MILLIS = 24L * 60 * 60 * 1_000;

  AppTokens {
    requireNonNull(appId, "appId");
    tokens = List.copyOf(tokens);
  }

  static AppTokens none(String appId) {
    return new AppTokens(appId, List.of());
  }

  Optional<TokenState> newest() {
    return tokens.stream().findFirst();
  }

  /** The tokens that are good, the newest first. */
  List<TokenState> good(long nowMillis) {
    return tokens.stream().filter(token -> token.good(nowMillis)).toList();
  }

  /** The token of an id, if it is good. */
  Optional<TokenState> good(String id, long nowMillis) {
    return good(nowMillis).stream().filter(token -> token.id().equals(id)).findFirst();
  }

  /** The token of an id, whatever became of it. */
  Optional<TokenState> of(String id) {
    return tokens.stream().filter(token -> token.id().equals(id)).findFirst();
  }

  /** With a token on top of those that were. */
  AppTokens with(TokenState token, long nowMillis) {
    List<TokenState> kept = new ArrayList<>();
    kept.add(token);
    newest().ifPresent(kept::add);
    tokens.stream().skip(1).filter(old -> old.good(nowMillis)).forEach(kept::add);
    return new AppTokens(appId, kept);
  }

  /** As if that token had never been. */
  AppTokens without(String id) {
    return new AppTokens(appId, tokens.stream().filter(token -> !token.id().equals(id)).toList());
  }

  /** With a successor: the newest that was stays good for a day more, older ones as they were. */
  AppTokens succeededBy(TokenState next, long nowMillis) {
    Stream<TokenState> newest =
        newest().stream().map(token -> token.onNotice(nowMillis + NOTICE_MILLIS));
    Stream<TokenState> older = tokens.stream().skip(1);
    return new AppTokens(appId, Stream.concat(newest, older).toList()).with(next, nowMillis);
  }

  /** With no good token of this or an earlier generation. */
  AppTokens revokedThrough(int generation, long nowMillis) {
    return new AppTokens(
        appId,
        tokens.stream()
            .map(token -> token.generation() <= generation ? token.revoked(nowMillis) : token)
            .toList());
  }
}
