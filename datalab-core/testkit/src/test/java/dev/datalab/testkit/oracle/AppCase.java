package dev.datalab.testkit.oracle;

import dev.datalab.core.event.RecordedEvent;
import dev.datalab.core.query.Range;
import dev.datalab.core.query.Site;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * An app with events, and of which of them a question is asked.
 *
 * @param events in the order in which they come; streams are numbered from 1 in the order in which
 *     they began
 * @param generation that generation only; none means all
 * @param nowMillis what the clock says when the question is asked
 */
record AppCase(List<Placed> events, Site site, OptionalInt generation, long nowMillis) {
  AppCase {
    events = List.copyOf(events);
  }

  /** An event in the partition of a generation. */
  record Placed(int generation, RecordedEvent event) {}

  AppCase withEvents(List<Placed> changed) {
    return new AppCase(changed, site, generation, nowMillis);
  }

  AppCase withGeneration(OptionalInt changed) {
    return new AppCase(events, site, changed, nowMillis);
  }

  /** The events that the question is asked of. */
  List<RecordedEvent> selected() {
    return events.stream()
        .filter(p -> generation.isEmpty() || generation.getAsInt() == p.generation())
        .map(Placed::event)
        .toList();
  }

  /**
   * The same without what comes later than the range: it is not there for the question, and changes
   * nothing about sessions either.
   */
  List<RecordedEvent> selected(Range range) {
    return selected().stream().filter(each -> each.event().time() < range.toMillis()).toList();
  }

  /** Every case that is one thing simpler, the question left aside. */
  List<AppCase> simpler() {
    List<AppCase> simpler = new ArrayList<>();
    for (int i = 0; i < events.size(); i++) {
      List<Placed> fewer = new ArrayList<>(events);
      fewer.remove(i);
      simpler.add(withEvents(fewer));
    }
    if (generation.isPresent()) {
      simpler.add(withGeneration(OptionalInt.empty()));
    }
    return simpler;
  }

  /** The case in a form that a person can follow. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(1_000);
    text.append("now ").append(Instant.ofEpochMilli(nowMillis)).append(", ").append(site);
    generation.ifPresent(g -> text.append(", generation ").append(g));
    for (Placed placed : events) {
      RecordedEvent e = placed.event();
      text.append("\n").append(Instant.ofEpochMilli(e.event().time()));
      text.append(" generation ").append(placed.generation());
      text.append(" stream ").append(e.stream()).append(" seq ").append(e.seq());
      text.append(" visitor ").append(e.visitor()).append(" session '").append(e.session());
      text.append("' ").append(e.event()).append(" ").append(e.dimensions());
    }
    return text.append('\n').toString();
  }
}
