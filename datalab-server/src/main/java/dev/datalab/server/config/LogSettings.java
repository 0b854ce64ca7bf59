package dev.datalab.server.config;

/**
 * What the server says of itself on standard error.
 *
 * @param format how a line looks
 * @param level the least important that is said
 */
public record LogSettings(Format format, Level level) {

  /** How a line looks. */
  public enum Format {
    /** For people. */
    TEXT,
    /** For machines: one JSON object a line. */
    JSON
  }

  /** How important a line is, the most important first. */
  public enum Level {
    /** Something is broken. */
    ERROR,
    /** Something is not as it should be. */
    WARN,
    /** Something happened that an operator wants to know. */
    INFO,
    /** Every request. */
    DEBUG,
    /** Everything. */
    TRACE
  }
}
