package dev.datalab.server.http;

/** A listener that can't listen. The message is one line for the person who started the server. */
public final class ListenException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ListenException(String message, Throwable cause) {
    super(message, cause);
  }
}
