package dev.datalab.core.query;

/** What a question counts. */
public enum Unit {
  /** A visitor with all their sessions. */
  VISITOR,
  /** A session of a visitor: by its id, or cut at pauses of over 30 minutes where it has none. */
  SESSION
}
