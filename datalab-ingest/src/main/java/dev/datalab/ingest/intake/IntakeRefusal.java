package dev.datalab.ingest.intake;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * A client asked for what it doesn't get. The message names the thing, the rule and the remedy,
 * never a value, and may be shown to whoever asked. Made without a stack trace: refusals are
 * ordinary.
 */
public final class IntakeRefusal extends Exception {
  private static final long serialVersionUID = 1L;

  private final Kind kind;
  private final transient List<Violation> violations;
  private final int retryAfterSeconds;
  private final boolean toOwnOrigin;

  private IntakeRefusal(
      Kind kind,
      String detail,
      List<Violation> violations,
      int retryAfterSeconds,
      boolean toOwnOrigin) {
    super(detail, null, false, false);
    this.kind = requireNonNull(kind, "kind");
    this.violations = List.copyOf(violations);
    this.retryAfterSeconds = retryAfterSeconds;
    this.toOwnOrigin = toOwnOrigin;
  }

  /** A refusal of a kind that needs no more than a message. */
  public static IntakeRefusal of(Kind kind, String detail) {
    return new IntakeRefusal(kind, detail, List.of(), 0, false);
  }

  /** Input that breaks rules, at least one. */
  public static IntakeRefusal invalid(List<Violation> violations) {
    if (violations.isEmpty()) {
      throw new IllegalArgumentException("violations: name at least one.");
    }
    return new IntakeRefusal(Kind.INVALID, violations.get(0).detail(), violations, 0, false);
  }

  /**
   * Something that is over a limit.
   *
   * @param retryAfterSeconds when it is worth to try again, at least 1
   */
  public static IntakeRefusal limit(String detail, long retryAfterSeconds) {
    int seconds = (int) Math.max(1, Math.min(retryAfterSeconds, Integer.MAX_VALUE));
    return new IntakeRefusal(Kind.LIMIT, detail, List.of(), seconds, false);
  }

  /** The same refusal of a request that came from one of the app's own origins. */
  IntakeRefusal toOwnOrigin(boolean own) {
    return new IntakeRefusal(kind, detail(), violations, retryAfterSeconds, own);
  }

  /** What kind of refusal this is. */
  public Kind kind() {
    return kind;
  }

  /** The message. */
  public String detail() {
    return String.valueOf(getMessage());
  }

  /** What is wrong with the input, for {@link Kind#INVALID}; else none. */
  public List<Violation> violations() {
    return violations;
  }

  /** For {@link Kind#LIMIT}, after how many seconds it is worth to try again; else 0. */
  public int retryAfterSeconds() {
    return retryAfterSeconds;
  }

  /**
   * Whether the request is known to have come from a page of the app's own, which may then read the
   * answer.
   */
  public boolean isToOwnOrigin() {
    return toOwnOrigin;
  }

  /**
   * A rule that the input breaks.
   *
   * @param pointer where, as a JSON pointer (RFC 6901), such as {@code /now}
   * @param detail the rule and the remedy
   */
  public record Violation(String pointer, String detail) {
    /** Requires both. */
    public Violation {
      requireNonNull(pointer, "pointer");
      requireNonNull(detail, "detail");
    }
  }

  /** The kinds of refusal. */
  public enum Kind {
    /** No JSON, or not of a shape that could be read. */
    MALFORMED(400),
    /** A token, ticket or key that is not good (any more). */
    UNAUTHORIZED(401),
    /** From an origin that is not the app's, or not the ticket's. */
    FORBIDDEN(403),
    /** More bytes than are taken. */
    TOO_LARGE(413),
    /** Readable, and against a rule. */
    INVALID(422),
    /** Over a limit for now. */
    LIMIT(429),
    /** The server can't take it now. */
    UNAVAILABLE(503);

    private final int status;

    Kind(int status) {
      this.status = status;
    }

    /** The status of HTTP that says so. */
    public int status() {
      return status;
    }
  }
}
