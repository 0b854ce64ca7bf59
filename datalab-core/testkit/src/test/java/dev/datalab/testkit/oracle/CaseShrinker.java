package dev.datalab.testkit.oracle;

import dev.datalab.core.event.Dimensions;
import dev.datalab.core.event.RecordedEvent;
import dev.datalab.core.funnel.Breakdown;
import dev.datalab.core.funnel.Exclusion;
import dev.datalab.core.funnel.FunnelQuestion;
import dev.datalab.core.funnel.FunnelQuestion.Definition;
import dev.datalab.core.funnel.Stage;
import dev.datalab.core.query.Filter;
import dev.datalab.core.query.Range;
import dev.datalab.core.query.Unit;
import dev.datalab.testkit.oracle.AppCase.Placed;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Takes from a failing case whatever it fails without, one thing at a time. */
final class CaseShrinker {
  private CaseShrinker() {}

  static OracleCase shrunk(OracleCase failing, Predicate<OracleCase> fails) {
    OracleCase smallest = failing;
    boolean shrinks = true;
    while (shrinks) {
      shrinks = false;
      for (OracleCase smaller : smaller(smallest)) {
        if (!smaller.equals(smallest) && fails.test(smaller)) {
          smallest = smaller;
          shrinks = true;
          break;
        }
      }
    }
    return smallest;
  }

  /** Every case that is one thing simpler. */
  private static List<OracleCase> smaller(OracleCase asked) {
    List<OracleCase> smaller = new ArrayList<>();
    for (int i = 0; i < asked.events().size(); i++) {
      smaller.add(asked.withEvents(without(asked.events(), i)));
    }
    definitions(asked.question().definition())
        .forEach(d -> smaller.add(asked.withQuestion(with(asked.question(), d))));
    FunnelQuestion q = asked.question();
    filters(q.filter())
        .forEach(
            f ->
                smaller.add(
                    asked.withQuestion(
                        new FunnelQuestion(
                            q.range(),
                            f,
                            q.zone(),
                            q.definition(),
                            q.interval(),
                            q.breakdown(),
                            q.list(),
                            q.compare(),
                            q.correlate()))));
    if (q.interval().isPresent() || q.breakdown().isPresent()) {
      smaller.add(asked.withQuestion(plain(q, Optional.empty(), q.range())));
      smaller.add(
          asked.withQuestion(
              new FunnelQuestion(
                  q.range(),
                  q.filter(),
                  q.zone(),
                  q.definition(),
                  q.interval(),
                  Optional.empty())));
    }
    if (q.list().isPresent() || q.compare().isPresent() || q.correlate().isPresent()) {
      smaller.add(
          asked.withQuestion(
              new FunnelQuestion(
                  q.range(), q.filter(), q.zone(), q.definition(), q.interval(), q.breakdown())));
    }
    Range wide = new Range(0, 4_000_000_000_000L);
    if (!q.range().equals(wide) && q.interval().isEmpty()) {
      smaller.add(asked.withQuestion(plain(q, q.breakdown(), wide)));
    }
    if (asked.generation().isPresent()) {
      smaller.add(asked.withGeneration(OptionalInt.empty()));
    }
    for (int i = 0; i < asked.events().size(); i++) {
      List<Placed> simpler = new ArrayList<>(asked.events());
      if (!simpler.set(i, simple(simpler.get(i))).equals(simpler.get(i))) {
        smaller.add(asked.withEvents(simpler));
      }
    }
    return smaller;
  }

  private static FunnelQuestion with(FunnelQuestion q, Definition definition) {
    return new FunnelQuestion(
        q.range(),
        q.filter(),
        q.zone(),
        definition,
        q.interval(),
        q.breakdown(),
        q.list(),
        q.compare(),
        q.correlate());
  }

  private static FunnelQuestion plain(
      FunnelQuestion q, Optional<Breakdown> breakdown, Range range) {
    return new FunnelQuestion(
        range, q.filter(), q.zone(), q.definition(), Optional.empty(), breakdown);
  }

  private static Placed simple(Placed placed) {
    RecordedEvent e = placed.event();
    return new Placed(
        placed.generation(),
        new RecordedEvent(e.visitor(), "", e.stream(), e.seq(), Dimensions.NONE, "", e.event()));
  }

  private static List<Definition> definitions(Definition d) {
    List<Definition> smaller = new ArrayList<>();
    List<Stage> stages = d.stages();
    for (int i = 0; i < stages.size(); i++) {
      add(smaller, d, without(stages, i), d.exclusions());
      Stage s = stages.get(i);
      if (s.optional()) {
        replace(smaller, d, i, new Stage(s.name(), s.anyOf(), false, s.within()));
      }
      if (s.within().isPresent()) {
        replace(smaller, d, i, new Stage(s.name(), s.anyOf(), s.optional(), Optional.empty()));
      }
      for (int m = 0; m < s.anyOf().size() && s.anyOf().size() > 1; m++) {
        replace(
            smaller, d, i, new Stage(s.name(), without(s.anyOf(), m), s.optional(), s.within()));
      }
    }
    for (int i = 0; i < d.exclusions().size(); i++) {
      Exclusion x = d.exclusions().get(i);
      add(smaller, d, stages, without(d.exclusions(), i));
      List<Exclusion> simpler = new ArrayList<>(d.exclusions());
      for (Exclusion simple :
          List.of(
              new Exclusion(x.anyOf(), OptionalInt.empty(), x.before(), x.filter()),
              new Exclusion(x.anyOf(), x.after(), OptionalInt.empty(), x.filter()),
              new Exclusion(x.anyOf(), x.after(), x.before(), Filter.ALL))) {
        simpler.set(i, simple);
        if (!simple.equals(x)) {
          add(smaller, d, stages, simpler);
        }
      }
    }
    if (d.window().isPresent()) {
      smaller.add(
          new Definition(stages, Optional.empty(), d.order(), d.unit(), d.exclusions(), d.hold()));
    }
    if (d.hold().isPresent()) {
      smaller.add(new Definition(stages, d.window(), d.order(), d.unit(), d.exclusions()));
    }
    if (d.unit() == Unit.SESSION) {
      smaller.add(
          new Definition(stages, d.window(), d.order(), Unit.VISITOR, d.exclusions(), d.hold()));
    }
    return smaller;
  }

  private static void replace(List<Definition> smaller, Definition d, int i, Stage stage) {
    List<Stage> stages = new ArrayList<>(d.stages());
    stages.set(i, stage);
    add(smaller, d, stages, d.exclusions());
  }

  private static void add(
      List<Definition> smaller, Definition d, List<Stage> stages, List<Exclusion> exclusions) {
    valid(() -> new Definition(stages, d.window(), d.order(), d.unit(), exclusions, d.hold()))
        .ifPresent(smaller::add);
  }

  /** What is no definition any more, as an exclusion after a stage that is gone, is left out. */
  private static Optional<Definition> valid(Supplier<Definition> definition) {
    try {
      return Optional.of(definition.get());
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static List<Filter> filters(Filter filter) {
    List<Filter> smaller = new ArrayList<>();
    if (!filter.equals(Filter.ALL)) {
      smaller.add(Filter.ALL);
    }
    if (filter instanceof Filter.And and) {
      smaller.addAll(and.filters());
    } else if (filter instanceof Filter.Or or) {
      smaller.addAll(or.filters());
    } else if (filter instanceof Filter.Not not) {
      smaller.add(not.filter());
    }
    return smaller;
  }

  private static <T> List<T> without(List<T> list, int index) {
    List<T> shorter = new ArrayList<>(list);
    shorter.remove(index);
    return shorter;
  }
}
