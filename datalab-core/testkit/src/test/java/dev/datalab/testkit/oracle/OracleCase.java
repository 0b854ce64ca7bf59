package dev.datalab.testkit.oracle;

import dev.datalab.core.funnel.FunnelQuestion;
import dev.datalab.testkit.oracle.AppCase.Placed;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;

/** A funnel with everything that its answer depends on. */
record OracleCase(AppCase app, FunnelQuestion question) {
  List<Placed> events() {
    return app.events();
  }

  OptionalInt generation() {
    return app.generation();
  }

  OracleCase withEvents(List<Placed> changed) {
    return new OracleCase(app.withEvents(changed), question);
  }

  OracleCase withGeneration(OptionalInt changed) {
    return new OracleCase(app.withGeneration(changed), question);
  }

  OracleCase withQuestion(FunnelQuestion changed) {
    return new OracleCase(app, changed);
  }

  /** The case in a form that a person can follow. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(1_000);
    FunnelQuestion.Definition definition = question.definition();
    text.append("order ").append(definition.order()).append(", unit ").append(definition.unit());
    definition.hold().ifPresent(h -> text.append(", hold ").append(h.field()));
    definition.window().ifPresent(w -> text.append(", window ").append(w));
    text.append("\nrange ").append(Instant.ofEpochMilli(question.range().fromMillis()));
    text.append(" to ").append(Instant.ofEpochMilli(question.range().toMillis()));
    text.append(", zone ").append(question.zone());
    question.interval().ifPresent(i -> text.append(", trend by ").append(i));
    question
        .breakdown()
        .ifPresent(d -> text.append(", breakdown by ").append(d.by().field() + " at " + d.at()));
    question.compare().ifPresent(c -> text.append(", ").append(c));
    question.correlate().ifPresent(c -> text.append(", ").append(c));
    question.list().ifPresent(l -> text.append(", ").append(l));
    text.append("\nfilter ").append(question.filter());
    for (int i = 0; i < definition.stages().size(); i++) {
      text.append("\nstage ").append(i).append(": ").append(definition.stages().get(i));
    }
    definition.exclusions().forEach(x -> text.append("\nexclude ").append(x));
    return text.append('\n').append(app).toString();
  }
}
