package dev.datalab.server.config;

/**
 * Settings with which the server can't start. The message is one line for the person who wrote
 * them: the key, the rule that its value breaks, and the remedy.
 */
public final class SettingsException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Says what is wrong with which key. */
  public SettingsException(String message) {
    super(message);
  }
}
