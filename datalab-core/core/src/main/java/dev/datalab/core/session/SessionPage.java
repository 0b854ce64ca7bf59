package dev.datalab.core.session;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;

/**
 * The sessions of a page as they are found: the first so many behind the question's position, and
 * one more, which tells that there is a next page.
 */
final class SessionPage {
  private final SessionsQuestion question;
  private final Comparator<SessionRow> order;
  private final PriorityQueue<SessionRow> lastFirst;

  SessionPage(SessionsQuestion question) {
    this.question = question;
    order = question.order().comparator();
    lastFirst = new PriorityQueue<>(order.reversed());
  }

  /** Whether a session of this rank may belong to the page. */
  boolean mayTake(long rank) {
    if (question.after().isPresent() && rank > question.after().get().rank()) {
      return false;
    }
    SessionRow last = isFull() ? lastFirst.peek() : null;
    return last == null || rank >= question.order().rank(last.startMillis(), last.endMillis());
  }

  /** Adds a session, if it belongs to the page. */
  void add(SessionRow row) {
    Optional<SessionPosition> after = question.after();
    if (after.isPresent() && question.order().position(row).compareTo(after.get()) <= 0) {
      return;
    }
    lastFirst.add(row);
    if (lastFirst.size() > question.limit() + 1) {
      lastFirst.poll();
    }
  }

  void addAll(SessionPage other) {
    other.lastFirst.forEach(this::add);
  }

  private boolean isFull() {
    return lastFirst.size() > question.limit();
  }

  /** The sessions of the page, in order. */
  List<SessionRow> rows() {
    List<SessionRow> rows = new ArrayList<>(lastFirst);
    rows.sort(order);
    return rows.subList(0, Math.min(rows.size(), question.limit()));
  }

  /** The position of the last one, if others follow. */
  Optional<SessionPosition> next() {
    List<SessionRow> rows = rows();
    return isFull()
        ? Optional.of(question.order().position(rows.get(rows.size() - 1)))
        : Optional.empty();
  }
}
