package dev.datalab.testkit.oracle;

import dev.datalab.core.event.RecordedEvent;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Brings events in order, and cuts visits where the events name none. */
final class NaiveSessions {
  /** A pause of exactly this length does not end a session. */
  private static final long LONGEST_PAUSE_MILLIS = 30 * 60 * 1000;

  private NaiveSessions() {}

  /** The events of each visitor, in order, with their sessions. */
  static Map<String, List<Occurrence>> byVisitor(List<RecordedEvent> events) {
    // Events in: the order is total, (time, stream, seq).
    List<RecordedEvent> ordered = new ArrayList<>(events);
    ordered.sort(
        Comparator.comparingLong((RecordedEvent e) -> e.event().time())
            .thenComparingLong(RecordedEvent::stream)
            .thenComparingLong(RecordedEvent::seq));
    Map<String, List<RecordedEvent>> visitors = new TreeMap<>();
    ordered.forEach(e -> visitors.computeIfAbsent(e.visitor(), v -> new ArrayList<>()).add(e));
    Map<String, List<Occurrence>> occurrences = new TreeMap<>();
    visitors.forEach((visitor, theirs) -> occurrences.put(visitor, withSessions(theirs)));
    return occurrences;
  }

  /**
   * Events in: sessions without an id are cut at pauses of over 30 minutes, over all events of the
   * visitor: also those with ids, those outside the range, those that fail the filters, and those
   * that are no events to funnels.
   */
  private static List<Occurrence> withSessions(List<RecordedEvent> theirs) {
    List<String> sessions = new ArrayList<>();
    Map<String, String> firstPages = new TreeMap<>();
    int run = 0;
    for (int i = 0; i < theirs.size(); i++) {
      RecordedEvent event = theirs.get(i);
      if (i > 0 && event.event().time() - theirs.get(i - 1).event().time() > LONGEST_PAUSE_MILLIS) {
        run++;
      }
      String session =
          event.visitor()
              + (event.session().isEmpty() ? " without an id, " + run : " with " + event.session());
      sessions.add(session);
      if (!event.event().url().isEmpty()) {
        firstPages.putIfAbsent(session, event.event().url());
      }
    }
    List<Occurrence> occurrences = new ArrayList<>();
    for (int i = 0; i < theirs.size(); i++) {
      String session = sessions.get(i);
      // visitorType: new in the session of the visitor's earliest event, returning in all others.
      boolean first = session.equals(sessions.get(0));
      occurrences.add(
          new Occurrence(theirs.get(i), session, first, firstPages.getOrDefault(session, "")));
    }
    return occurrences;
  }
}
