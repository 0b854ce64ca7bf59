package dev.datalab.core.internal.value;

/** More different values came than the memory for them holds: count fewer in one pass. */
public final class TooManyValuesException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Without a stack trace: it ends a pass. */
  TooManyValuesException() {
    super("more different values than the memory for them holds", null, false, false);
  }
}
