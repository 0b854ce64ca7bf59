package dev.datalab.core.internal.filter;

/**
 * What questions may want to know of a visitor's session beyond the event itself. Sessions are
 * numbered as {@link dev.datalab.core.session.SessionCutter} does: the visitor's first is 0.
 */
public interface SessionFacts {
  /** Facts for questions that need none. */
  SessionFacts NONE = session -> "";

  /** The address of the session's first page, or empty. */
  String firstPage(int session);
}
