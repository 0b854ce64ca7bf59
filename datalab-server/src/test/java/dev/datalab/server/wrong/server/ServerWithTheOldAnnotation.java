package dev.datalab.server.wrong.server;

import javax.inject.Inject;

/** Breaks the rule that the annotations are those of {@code jakarta.inject}. */
final class ServerWithTheOldAnnotation {
  @Inject
  ServerWithTheOldAnnotation() {}
}
