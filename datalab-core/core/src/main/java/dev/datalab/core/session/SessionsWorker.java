package dev.datalab.core.session;

import dev.datalab.core.internal.filter.BlockValues;
import dev.datalab.core.query.Site;

/** Counts the sessions of buckets, and keeps those of the page. */
final class SessionsWorker extends SessionReader {
  private final SessionOrder order;
  private final SessionsTally tally;
  private final SessionPage page;

  SessionsWorker(SessionsQuestion question, Site site) {
    super(question.range(), question.filter(), question.breakdown(), site);
    order = question.order();
    tally = new SessionsTally();
    page = new SessionPage(question);
  }

  SessionsTally tally() {
    return tally;
  }

  SessionPage page() {
    return page;
  }

  @Override
  void countSessions() {
    tally.visitor();
    for (int session = 0; session < sessions.count(); session++) {
      if (!isCounted(session)) {
        continue;
      }
      long start = startMillis(session);
      long end = endMillis(session);
      tally.session(end - start);
      int came = touch(session);
      BlockValues breakdown = table(came).breakdown;
      if (breakdown != null) {
        tally.session(breakdown.of(events.event(came), session, sessions), end - start);
      }
      if (page.mayTake(order.rank(start, end))) {
        page.add(row(session));
      }
    }
  }
}
