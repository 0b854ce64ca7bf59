package dev.datalab.platform.rpc;

import static java.util.Objects.requireNonNull;

import dev.datalab.proto.common.v1.FieldViolation;
import dev.datalab.proto.common.v1.Violations;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A call that a rule refuses. Thrown where the rule stands; {@link Unary} makes the status of it.
 *
 * <p>The detail is one sentence that may be shown to people; it holds no token, password, e-mail or
 * address.
 */
public final class Rejection extends RuntimeException {
  private static final int MAX_VIOLATIONS_BYTES = 4_096;

  /** Why, and what it becomes inside (gRPC) and outside (HTTP). */
  public enum Kind {
    /** A value breaks a rule: 422. */
    INVALID(Status.Code.INVALID_ARGUMENT, 422),
    /** The body is no JSON text, or not an object: 400. */
    MALFORMED(Status.Code.INVALID_ARGUMENT, 400),
    /** Not signed in, or token, password, ticket or key not good: 401. */
    UNAUTHENTICATED(Status.Code.UNAUTHENTICATED, 401),
    /** Visible to the caller, and not allowed: 403. */
    FORBIDDEN(Status.Code.PERMISSION_DENIED, 403),
    /** Not there, or not visible to the caller: 404. */
    NOT_FOUND(Status.Code.NOT_FOUND, 404),
    /** A unique name is taken, or a valid token there already: 409. */
    TAKEN(Status.Code.ALREADY_EXISTS, 409),
    /** The thing's state forbids it: 409. */
    CONFLICT(Status.Code.FAILED_PRECONDITION, 409),
    /** Changed by somebody else meanwhile: 409. */
    CHANGED(Status.Code.ABORTED, 409),
    /** Too large as a whole: 413. */
    TOO_LARGE(Status.Code.OUT_OF_RANGE, 413),
    /** Over a limit; {@link #retryAfter()} says how long to wait: 429. */
    TOO_MANY(Status.Code.RESOURCE_EXHAUSTED, 429),
    /** Not ready, a store or peer that does not answer, or a deadline that passed: 503. */
    UNAVAILABLE(Status.Code.UNAVAILABLE, 503),
    /** A defect of the peer: 500. Its detail is for the log and not for people. */
    DEFECT(Status.Code.INTERNAL, 500);

    private final Status.Code code;
    private final int httpStatus;

    Kind(Status.Code code, int httpStatus) {
      this.code = code;
      this.httpStatus = httpStatus;
    }

    /** The status inside. */
    public Status.Code code() {
      return code;
    }

    /** The status outside. */
    public int httpStatus() {
      return httpStatus;
    }
  }

  private final Kind kind;
  private final transient List<Violation> violations;
  private final Duration retryAfter;

  private Rejection(Kind kind, String detail, List<Violation> violations, Duration retryAfter) {
    super(requireNonNull(detail, "detail"));
    this.kind = kind;
    this.violations = List.copyOf(violations);
    this.retryAfter = retryAfter;
  }

  private Rejection(Kind kind, String detail) {
    this(kind, detail, List.of(), Duration.ZERO);
  }

  /**
   * Values break rules.
   *
   * @param violations at least one, in the order of the body
   */
  public static Rejection invalid(List<Violation> violations) {
    if (violations.isEmpty()) {
      throw new IllegalArgumentException("nothing is invalid: give at least one violation");
    }
    String detail =
        violations.size() == 1
            ? violations.get(0).detail()
            : "%d values are invalid: errors says which.".formatted(violations.size());
    return new Rejection(Kind.INVALID, detail, violations, Duration.ZERO);
  }

  /** One value breaks a rule. */
  public static Rejection invalid(String pointer, String detail) {
    return invalid(List.of(new Violation(pointer, detail)));
  }

  /** The body is no JSON text, or not an object. */
  public static Rejection malformed(String detail) {
    return new Rejection(Kind.MALFORMED, detail, List.of(new Violation("", detail)), Duration.ZERO);
  }

  /** Not signed in, or token, password, ticket or key not good. */
  public static Rejection unauthenticated(String detail) {
    return new Rejection(Kind.UNAUTHENTICATED, detail);
  }

  /** Visible to the caller, and not allowed. */
  public static Rejection forbidden(String detail) {
    return new Rejection(Kind.FORBIDDEN, detail);
  }

  /** Not there, or not visible to the caller: say it so that the two look alike. */
  public static Rejection notFound(String detail) {
    return new Rejection(Kind.NOT_FOUND, detail);
  }

  /** A unique name is taken, or a valid token there already. */
  public static Rejection taken(String detail) {
    return new Rejection(Kind.TAKEN, detail);
  }

  /**
   * A value must be unique, and another has it.
   *
   * @param pointer JSON Pointer to the value in the body
   */
  public static Rejection taken(String pointer, String detail) {
    return new Rejection(
        Kind.TAKEN, detail, List.of(new Violation(pointer, detail)), Duration.ZERO);
  }

  /** The thing's state forbids it: locked, public, no longer pending. */
  public static Rejection conflict(String detail) {
    return new Rejection(Kind.CONFLICT, detail);
  }

  /** Changed by somebody else meanwhile: read again, then decide. */
  public static Rejection changed(String detail) {
    return new Rejection(Kind.CHANGED, detail);
  }

  /** Too large as a whole. */
  public static Rejection tooLarge(String detail) {
    return new Rejection(Kind.TOO_LARGE, detail);
  }

  /**
   * Over a limit.
   *
   * @param retryAfter how long to wait; rounded up to whole seconds
   */
  public static Rejection tooMany(String detail, Duration retryAfter) {
    return new Rejection(Kind.TOO_MANY, detail, List.of(), retryAfter);
  }

  /** Not ready, or a store or peer that does not answer. */
  public static Rejection unavailable(String detail) {
    return new Rejection(Kind.UNAVAILABLE, detail);
  }

  /**
   * What a peer's status says; of a status that a rule never has, a {@link Kind#DEFECT}.
   *
   * @param status what a stub threw
   */
  public static Rejection of(StatusRuntimeException status) {
    String detail =
        Optional.ofNullable(status.getStatus().getDescription())
            .orElse(status.getStatus().getCode().toString());
    Metadata trailers = Optional.ofNullable(status.getTrailers()).orElseGet(Metadata::new);
    Violations violations =
        Optional.ofNullable(trailers.get(Headers.VIOLATIONS))
            .orElse(Violations.getDefaultInstance());
    Kind kind = kindOf(status.getStatus().getCode(), violations.getMalformed());
    List<Violation> each =
        violations.getViolationsList().stream()
            .map(one -> new Violation(one.getPointer(), one.getDetail()))
            .toList();
    Rejection rejection = new Rejection(kind, detail, each, retryAfter(trailers));
    rejection.initCause(status);
    return rejection;
  }

  private static Kind kindOf(Status.Code code, boolean malformed) {
    if (code == Status.Code.DEADLINE_EXCEEDED) {
      return Kind.UNAVAILABLE;
    }
    if (malformed && code == Status.Code.INVALID_ARGUMENT) {
      return Kind.MALFORMED;
    }
    for (Kind kind : Kind.values()) {
      if (kind.code == code) {
        return kind;
      }
    }
    return Kind.DEFECT;
  }

  private static Duration retryAfter(Metadata trailers) {
    String seconds = trailers.get(Headers.RETRY_AFTER);
    boolean number = seconds != null && seconds.matches("[0-9]{1,9}");
    return number ? Duration.ofSeconds(Long.parseLong(seconds)) : Duration.ZERO;
  }

  /** Why. */
  public Kind kind() {
    return kind;
  }

  /** One sentence that may be shown to people, but for {@link Kind#DEFECT}. */
  public String detail() {
    return requireNonNull(getMessage());
  }

  /**
   * What breaks which rule, in the order of the body; empty but for INVALID, MALFORMED, and TAKEN
   * where one value is to blame.
   */
  public List<Violation> violations() {
    return violations;
  }

  /** How long to wait, in whole seconds; zero but for TOO_MANY. */
  public Duration retryAfter() {
    return retryAfter;
  }

  /** The status that this rejection is to a peer, with its trailers. */
  public StatusRuntimeException toStatus() {
    Metadata trailers = new Metadata();
    if (!violations.isEmpty()) {
      trailers.put(Headers.VIOLATIONS, message());
    }
    if (kind == Kind.TOO_MANY) {
      long seconds = retryAfter.plusMillis(999).toSeconds();
      trailers.put(Headers.RETRY_AFTER, Long.toString(Math.max(1, seconds)));
    }
    return kind.code
        .toStatus()
        .withDescription(detail())
        .withCause(this)
        .asRuntimeException(trailers);
  }

  private Violations message() {
    Violations.Builder message = Violations.newBuilder().setMalformed(kind == Kind.MALFORMED);
    int omitted = 0;
    for (Violation violation : violations) {
      FieldViolation one =
          FieldViolation.newBuilder()
              .setPointer(violation.pointer())
              .setDetail(violation.detail())
              .build();
      // 16 bytes for the framing of the entry, the counter and the flag.
      boolean fits =
          message.build().getSerializedSize() + one.getSerializedSize() + 16
              <= MAX_VIOLATIONS_BYTES;
      if (omitted == 0 && fits) {
        message.addViolations(one);
      } else {
        omitted++;
      }
    }
    return message.setOmitted(omitted).build();
  }
}
