package dev.datalab.platform.rpc;

import static java.util.Objects.requireNonNull;

/**
 * One rule that one value breaks.
 *
 * @param pointer JSON Pointer (RFC 6901) into the body of the public request, such as {@code
 *     /firstName}; empty for the body as a whole
 * @param detail one sentence: the thing, the rule and the remedy; cut at 300 characters
 */
public record Violation(String pointer, String detail) {
  private static final int MAX_DETAIL = 300;

  /** Requires a pointer that is empty or begins with a slash. */
  public Violation {
    requireNonNull(pointer, "pointer");
    requireNonNull(detail, "detail");
    if (!pointer.isEmpty() && pointer.charAt(0) != '/') {
      throw new IllegalArgumentException(
          "'%s' is no JSON Pointer: it is empty or begins with /".formatted(pointer));
    }
    if (detail.length() > MAX_DETAIL) {
      detail = detail.substring(0, MAX_DETAIL - 1) + "…";
    }
  }
}
