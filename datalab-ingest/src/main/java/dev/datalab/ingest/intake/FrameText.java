package dev.datalab.ingest.intake;

import dev.datalab.core.event.Event;
import dev.datalab.core.event.RecordedEvent;
import dev.datalab.core.store.Frame;
import dev.datalab.core.store.SeqRange;
import dev.datalab.core.store.Settlement;
import dev.datalab.core.store.Settlement.Outcome;
import dev.datalab.ingest.session.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What one message of a client says, in whichever order it said it. For use by one thread.
 *
 * <p>Events are numbered last, since their number may come after them. One that breaks a rule
 * stands here as the reason why.
 */
final class FrameText {
  /** The session, stream and key that a posted frame names. */
  String session = "";

  long stream = StreamIds.NONE;
  String key = "";

  /** The first event's number; 0 if the message brings none. */
  long seq;

  /** Where the events begin, in bytes; -1 if there are none. */
  long eventsAt = -1;

  boolean goodbye;
  private @Nullable SeqRange lost;
  private final List<Object> items = new ArrayList<>();

  void lose(SeqRange range) {
    lost = range;
  }

  Optional<SeqRange> lost() {
    return Optional.ofNullable(lost);
  }

  void beginEvents() {
    items.clear();
  }

  void add(Event event) {
    items.add(event);
  }

  void refuse(String reason) {
    items.add(reason);
  }

  /** How many events it brings, those that break a rule included. */
  int size() {
    return items.size();
  }

  /** The greatest number that it brings as an event; 0 if none. */
  long highest() {
    return items.isEmpty() ? 0 : seq + items.size() - 1;
  }

  /** Whether there is anything to settle. */
  boolean isEmpty() {
    return items.isEmpty() && lost == null;
  }

  /** Refuses events whose page is one too many. */
  void limitPages(PageLimit pages, String app, long nowMillis) {
    items.replaceAll(
        item ->
            item instanceof Event event && !pages.admits(app, event.url(), nowMillis)
                ? PageLimit.REASON
                : item);
  }

  /** What goes to the store. */
  Frame frame(KnownSession known, long stream, long nowMillis) {
    Session of = known.session;
    List<RecordedEvent> events = new ArrayList<>(items.size());
    List<Settlement> settlements = new ArrayList<>(0);
    for (int i = 0; i < items.size(); i++) {
      if (items.get(i) instanceof Event event) {
        events.add(
            new RecordedEvent(of.visitor(), of.id(), stream, seq + i, of.dimensions(), "", event));
      } else {
        int last = lastAlike(i);
        SeqRange range = new SeqRange(seq + i, seq + last);
        settlements.add(new Settlement(range, nowMillis, Outcome.REFUSED, items.get(i).toString()));
        i = last;
      }
    }
    if (lost != null) {
      settlements.add(new Settlement(lost, nowMillis, Outcome.LOST, ""));
    }
    return new Frame(known.terms.partition, stream, events, settlements);
  }

  /** The last of the neighbours that were refused for the same reason. */
  private int lastAlike(int from) {
    int last = from;
    while (last + 1 < items.size() && items.get(last + 1).equals(items.get(from))) {
      last++;
    }
    return last;
  }
}
