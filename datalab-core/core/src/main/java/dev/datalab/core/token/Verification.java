package dev.datalab.core.token;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * What came of looking at a token.
 *
 * @param <T> what a good one says
 */
public sealed interface Verification<T> {
  /** What the token says, if it is good. */
  Optional<T> claims();

  /**
   * The token is good: signed by a key of the ring, of the right kind, issuer and audience, not
   * expired.
   *
   * @param said what it says
   */
  record Good<T>(T said) implements Verification<T> {
    /** Requires the claims. */
    public Good {
      requireNonNull(said, "said");
    }

    @Override
    public Optional<T> claims() {
      return Optional.of(said);
    }
  }

  /**
   * The token is not good. The reason is for logs and decisions; a stranger is told "not good".
   *
   * @param reason the first thing that is wrong
   */
  record Refused<T>(Reason reason) implements Verification<T> {
    /** Requires the reason. */
    public Refused {
      requireNonNull(reason, "reason");
    }

    @Override
    public Optional<T> claims() {
      return Optional.empty();
    }
  }

  /** Why a token is refused. */
  enum Reason {
    /** It is no JSON Web Token, too long, lacks a claim, or has one of a wrong type. */
    MALFORMED,
    /** Its header asks for another algorithm than EdDSA, or for none. */
    WRONG_ALGORITHM,
    /**
     * It is for something else: an app token where an access token is asked for, or the reverse.
     */
    WRONG_KIND,
    /**
     * The ring has no such key, or has it no longer: perhaps it was rotated, ask for the keys
     * again.
     */
    UNKNOWN_KEY,
    /** The signature does not fit: it was changed, or signed by another key. */
    BAD_SIGNATURE,
    /** Signed by a key of the ring for another installation. */
    WRONG_ISSUER,
    /** It was good once. */
    EXPIRED
  }
}
