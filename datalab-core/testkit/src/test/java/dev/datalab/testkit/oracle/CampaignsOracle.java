package dev.datalab.testkit.oracle;

import dev.datalab.core.campaign.CampaignsAnswer;
import dev.datalab.core.campaign.CampaignsAnswer.Row;
import dev.datalab.core.campaign.CampaignsAnswer.Rows;
import dev.datalab.core.campaign.CampaignsAnswer.Touch;
import dev.datalab.core.campaign.CampaignsQuestion;
import dev.datalab.core.funnel.Goal;
import dev.datalab.core.query.Campaign;
import dev.datalab.core.query.Dimension;
import dev.datalab.core.query.Dimension.BuiltIn;
import dev.datalab.core.query.Unit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;

/** Answers a question about campaigns visit by visit. */
final class CampaignsOracle {
  /**
   * A session in the range.
   *
   * @param came by which event of the session it is known what it came by
   */
  private record Visit(String visitor, Occurrence came) {}

  /** A unit of the goal: what its visitor first came by, what it last came by, and whether. */
  private record Counted(Occurrence first, Occurrence last, boolean converted) {}

  private final AppCase app;
  private final CampaignsQuestion question;
  private final NaiveFields fields;
  private final List<Visit> visits = new ArrayList<>();
  private final List<Counted> units = new ArrayList<>();

  private CampaignsOracle(AppCase app, CampaignsQuestion question) {
    this.app = app;
    this.question = question;
    this.fields = new NaiveFields(app.site());
    NaiveSessions.byVisitor(app.selected(question.range())).forEach(this::count);
  }

  static CampaignsAnswer answer(AppCase app, CampaignsQuestion question) {
    CampaignsOracle oracle = new CampaignsOracle(app, question);
    return oracle.answer();
  }

  private void count(String visitor, List<Occurrence> all) {
    List<Occurrence> past =
        all.stream()
            .filter(each -> each.isEventOfFunnels() && fields.holds(question.filter(), each))
            .toList();
    List<Occurrence> inRange =
        past.stream().filter(each -> each.time() >= question.range().fromMillis()).toList();
    if (inRange.isEmpty()) {
      return;
    }
    Function<String, Occurrence> came =
        session ->
            past.stream().filter(each -> each.session().equals(session)).findFirst().orElseThrow();
    Map<String, List<Occurrence>> bySession = new LinkedHashMap<>();
    inRange.forEach(
        each -> bySession.computeIfAbsent(each.session(), s -> new ArrayList<>()).add(each));
    bySession.keySet().forEach(session -> visits.add(new Visit(visitor, came.apply(session))));
    boolean perSession =
        question.goal().filter(g -> g.definition().unit() == Unit.SESSION).isPresent();
    Collection<List<Occurrence>> parts = perSession ? bySession.values() : List.of(inRange);
    for (List<Occurrence> unit : parts) {
      Optional<Occurrence> completion = question.goal().flatMap(goal -> completion(goal, unit));
      Occurrence last = completion.orElse(unit.get(unit.size() - 1));
      units.add(new Counted(past.get(0), came.apply(last.session()), completion.isPresent()));
    }
  }

  /** The event by which a unit completed the goal. */
  private Optional<Occurrence> completion(Goal goal, List<Occurrence> unit) {
    List<Occurrence> seen =
        unit.stream().filter(each -> fields.holds(goal.filter(), each)).toList();
    NaiveAttempts attempts = new NaiveAttempts(goal.definition(), seen, app.site());
    return attempts
        .counted()
        .filter(way -> way.depth() == goal.definition().stages().size() - 1)
        .map(way -> attempts.event(way.end()));
  }

  private CampaignsAnswer answer() {
    Set<String> campaigns = new LinkedHashSet<>();
    app.site().campaigns().stream().map(Campaign::name).forEach(campaigns::add);
    return new CampaignsAnswer(
        visits.size(),
        visits.stream().map(Visit::visitor).distinct().count(),
        touch(units),
        rows(campaigns, dimension(BuiltIn.CAMPAIGN)),
        rows(Set.of(), each -> NaiveOrigins.of(each.recorded().dimensions(), app.site()).source()),
        rows(Set.of(), each -> NaiveOrigins.of(each.recorded().dimensions(), app.site()).medium()),
        rows(Set.of(), dimension(BuiltIn.CHANNEL)),
        question.breakdown().map(by -> rows(Set.of(), dimension(by))));
  }

  private Function<Occurrence, String> dimension(Dimension dimension) {
    return each -> fields.value(dimension, each).orElse("");
  }

  private Rows rows(Set<String> atLeast, Function<Occurrence, String> valueOf) {
    Set<String> values = new LinkedHashSet<>(atLeast);
    visits.forEach(visit -> values.add(valueOf.apply(visit.came())));
    units.forEach(unit -> values.add(valueOf.apply(unit.first())));
    units.forEach(unit -> values.add(valueOf.apply(unit.last())));
    List<Row> rows = new ArrayList<>();
    for (String value : values) {
      List<Visit> of =
          visits.stream().filter(visit -> valueOf.apply(visit.came()).equals(value)).toList();
      rows.add(
          new Row(
              value,
              of.size(),
              of.stream().map(Visit::visitor).distinct().count(),
              touch(units.stream().filter(u -> valueOf.apply(u.first()).equals(value)).toList()),
              touch(units.stream().filter(u -> valueOf.apply(u.last()).equals(value)).toList())));
    }
    rows.sort(
        Comparator.comparingLong(Row::sessions)
            .thenComparingLong(Row::visitors)
            .reversed()
            .thenComparing(Row::value));
    int shown = Math.min(rows.size(), question.limit());
    return new Rows(rows.subList(0, shown), rows.size() - shown);
  }

  private Touch touch(List<Counted> of) {
    return new Touch(
        of.size(),
        question.goal().isEmpty()
            ? OptionalLong.empty()
            : OptionalLong.of(of.stream().filter(Counted::converted).count()));
  }
}
