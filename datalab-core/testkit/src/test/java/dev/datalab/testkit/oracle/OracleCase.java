package dev.datalab.testkit.oracle;

import dev.datalab.core.event.RecordedEvent;
import dev.datalab.core.funnel.FunnelQuestion;
import dev.datalab.core.query.Site;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;

/**
 * A question with everything that its answer depends on.
 *
 * @param events in the order in which they come; streams are numbered from 1 in the order in which
 *     they began
 * @param generation that generation only; none means all
 * @param nowMillis what the clock says when the question is asked
 */
record OracleCase(
    List<Placed> events,
    Site site,
    OptionalInt generation,
    FunnelQuestion question,
    long nowMillis) {
  OracleCase {
    events = List.copyOf(events);
  }

  /** An event in the partition of a generation. */
  record Placed(int generation, RecordedEvent event) {}

  OracleCase withEvents(List<Placed> changed) {
    return new OracleCase(changed, site, generation, question, nowMillis);
  }

  OracleCase withGeneration(OptionalInt changed) {
    return new OracleCase(events, site, changed, question, nowMillis);
  }

  OracleCase withQuestion(FunnelQuestion changed) {
    return new OracleCase(events, site, generation, changed, nowMillis);
  }

  /** The events that the question is asked of. */
  List<RecordedEvent> selected() {
    return events.stream()
        .filter(p -> generation.isEmpty() || generation.getAsInt() == p.generation())
        .map(Placed::event)
        .toList();
  }

  /** The case in a form that a person can follow. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(1_000);
    FunnelQuestion.Definition definition = question.definition();
    text.append("order ").append(definition.order()).append(", unit ").append(definition.unit());
    definition.window().ifPresent(w -> text.append(", window ").append(w));
    text.append("\nrange ").append(Instant.ofEpochMilli(question.range().fromMillis()));
    text.append(" to ").append(Instant.ofEpochMilli(question.range().toMillis()));
    text.append(", zone ").append(question.zone());
    text.append(", now ").append(Instant.ofEpochMilli(nowMillis));
    text.append(", site '").append(site.url()).append('\'');
    generation.ifPresent(g -> text.append(", generation ").append(g));
    question.interval().ifPresent(i -> text.append(", trend by ").append(i));
    question.breakdown().ifPresent(d -> text.append(", breakdown by ").append(d.field()));
    text.append("\nfilter ").append(question.filter());
    for (int i = 0; i < definition.stages().size(); i++) {
      text.append("\nstage ").append(i).append(": ").append(definition.stages().get(i));
    }
    definition.exclusions().forEach(x -> text.append("\nexclude ").append(x));
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
