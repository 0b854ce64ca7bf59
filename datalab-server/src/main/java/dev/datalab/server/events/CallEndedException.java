package dev.datalab.server.events;

import java.io.IOException;

/** The peer has given its call up: there is nobody to answer. */
final class CallEndedException extends IOException {
  private static final long serialVersionUID = 1L;

  CallEndedException() {
    super("The call was cancelled by its caller.");
  }
}
