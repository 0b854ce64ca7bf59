package dev.datalab.platform.apptoken;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datalab.core.token.AppLimits;
import org.junit.jupiter.api.Test;

/** What is kept of the tokens of an app, by what happens to them. Times are milliseconds. */
final class AppTokensTest {
  private static final long DAY = AppTokens.NOTICE_MILLIS;

  private static TokenState token(String id, int generation, long expiresAt) {
    return new TokenState(id, generation, 0, expiresAt, expiresAt, 0, 60, AppLimits.NONE);
  }

  private static AppTokens one(String id, long expiresAt) {
    return AppTokens.none("app").with(token(id, 0, expiresAt), 0);
  }

  @Test
  void aTokenIsGoodUntilTheMomentItExpires() {
    assertThat(one("a", 100).good("a", 99)).isPresent();
    assertThat(one("a", 100).good("a", 100)).isEmpty();
    assertThat(one("a", 100).good("b", 0)).isEmpty();
  }

  @Test
  void aPredecessorIsGoodForADayAndNoLongerThanItsOwnExpiry() {
    AppTokens tokens = one("a", 10 * DAY).succeededBy(token("b", 0, 10 * DAY), 1_000);
    assertThat(tokens.good("a", DAY + 999)).isPresent();
    assertThat(tokens.good("a", DAY + 1_000)).isEmpty();
    assertThat(one("a", 5_000).succeededBy(token("b", 0, 10 * DAY), 1_000).good("a", 5_000))
        .isEmpty();
  }

  @Test
  void aFurtherRefreshNeitherShortensNorLengthensADayThatRuns() {
    AppTokens tokens =
        one("a", 10 * DAY)
            .succeededBy(token("b", 0, 10 * DAY), 0)
            .succeededBy(token("c", 0, 10 * DAY), DAY / 2);
    assertThat(tokens.good(DAY - 1)).extracting(TokenState::id).containsExactly("c", "b", "a");
    assertThat(tokens.good(DAY)).extracting(TokenState::id).containsExactly("c", "b");
  }

  @Test
  void revokingLeavesTokensOfLaterGenerationsAlone() {
    AppTokens tokens = one("a", 100).with(token("b", 1, 100), 0).revokedThrough(0, 50);
    assertThat(tokens.good("a", 50)).isEmpty();
    assertThat(tokens.good("b", 50)).isPresent();
  }

  @Test
  void whatIsRevokedIsNotRevokedAgainAndWhatHasExpiredIs() {
    AppTokens revoked = one("a", 100).revokedThrough(0, 50);
    assertThat(revoked.revokedThrough(0, 60)).isEqualTo(revoked);
    AppTokens expired = one("a", 100).revokedThrough(0, 100);
    assertThat(expired.of("a")).map(TokenState::revokedAtMillis).contains(100L);
  }

  @Test
  void takingATokenBackRestoresTheOneBefore() {
    AppTokens before = one("a", 100).revokedThrough(0, 50);
    assertThat(before.with(token("b", 0, 200), 60).without("b")).isEqualTo(before);
  }

  @Test
  void whatIsOverIsForgottenButForTheNewestTwo() {
    AppTokens tokens = one("a", 100).with(token("b", 0, 200), 100).with(token("c", 0, 900), 300);
    assertThat(tokens.tokens()).extracting(TokenState::id).containsExactly("c", "b");
  }
}
