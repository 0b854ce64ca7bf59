package dev.datalab.server.wrong.core;

import jakarta.inject.Inject;

/** Breaks the rule that the core carries no annotation of a container. */
final class CoreWithAnInjectAnnotation {
  @Inject
  CoreWithAnInjectAnnotation() {}
}
