package dev.datalab.server.directory;

import org.jspecify.annotations.Nullable;

/** A directory that a server can't hold. The message is one line for the person who started it. */
public final class DirectoryException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  DirectoryException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
