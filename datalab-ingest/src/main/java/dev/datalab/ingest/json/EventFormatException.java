package dev.datalab.ingest.json;

/**
 * A text is not an event as the contract describes it. The message says the field, the rule and the
 * remedy, and never repeats a value. Made without a stack trace: bad lines are ordinary.
 */
public final class EventFormatException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String reason;
  private final String detail;

  EventFormatException(String reason) {
    this(reason, reason);
  }

  EventFormatException(String reason, String detail) {
    super(detail, null, false, false);
    this.reason = reason;
    this.detail = detail;
  }

  /** A rule of a field that is broken. */
  static EventFormatException of(Field field, String ruleAndRemedy) {
    return new EventFormatException(field.wireName() + ": " + ruleAndRemedy);
  }

  /** The field, the rule and the remedy. */
  @Override
  public String getMessage() {
    return detail;
  }

  /**
   * The message without anything that the sender chose: one of a small fixed set of sentences, fit
   * for statistics.
   */
  public String reason() {
    return reason;
  }
}
