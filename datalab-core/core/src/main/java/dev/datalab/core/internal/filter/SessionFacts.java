package dev.datalab.core.internal.filter;

import dev.datalab.core.block.Codes;

/**
 * What questions may want to know of a visitor's session beyond the event itself. Sessions are
 * numbered as {@link dev.datalab.core.session.SessionCutter} does: the visitor's first is 0.
 */
public interface SessionFacts {
  /** Facts for questions that need none. */
  SessionFacts NONE = session -> "";

  /** {@link #firstPageCode} of a page that the column does not hold. */
  int UNKNOWN = -1;

  /** The address of the session's first page, or empty. */
  String firstPage(int session);

  /**
   * The code of the session's first page, so that nobody has to look at its text.
   *
   * @param pages a block's column of pages
   * @return {@link #UNKNOWN} if the page stands in another column, or there is none
   */
  default int firstPageCode(int session, Codes pages) {
    return UNKNOWN;
  }
}
