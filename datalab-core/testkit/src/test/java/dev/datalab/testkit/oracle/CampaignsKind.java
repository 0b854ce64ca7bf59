package dev.datalab.testkit.oracle;

import dev.datalab.core.Analysis;
import dev.datalab.core.campaign.CampaignsAnswer;
import dev.datalab.core.campaign.CampaignsQuestion;
import dev.datalab.core.event.Event;
import dev.datalab.core.funnel.FunnelQuestion.Definition;
import dev.datalab.core.funnel.Goal;
import dev.datalab.core.funnel.Order;
import dev.datalab.core.funnel.Stage;
import dev.datalab.core.query.Campaign;
import dev.datalab.core.query.Dimension;
import dev.datalab.core.query.Filter;
import dev.datalab.core.query.Scope;
import dev.datalab.testkit.oracle.NaiveOrigins.Origin;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;
import java.util.stream.Stream;

/** Questions about campaigns: few origins, visits before the range, and goals that are reached. */
final class CampaignsKind implements Kind<CampaignsQuestion, CampaignsAnswer> {
  private static final List<String> FIELDS =
      Stream.concat(
              EventPalette.FIELDS.stream(),
              Stream.of("campaign", "channel", "referrer", "utm.medium"))
          .toList();

  @Override
  public Case<CampaignsQuestion> make(long seed) {
    Chance chance = new Chance(seed);
    Moments moments = new Moments(chance);
    EventPalette palette = new EventPalette(chance);
    Optional<Goal> goal =
        chance.in(4) ? Optional.empty() : Optional.of(goal(chance, moments, palette));
    List<Origin> origins = List.of(origin(chance), origin(chance), origin(chance));
    List<Campaign> campaigns = new ArrayList<>(NaiveOrigins.CAMPAIGNS);
    campaigns.removeIf(each -> chance.in(2));
    AppCase app =
        new RandomVisits(
                chance,
                moments,
                guided(chance, palette, goal),
                () -> NaiveOrigins.from(palette.dimensions(), chance.of(origins)))
            .app(campaigns);
    Filter filter =
        switch (chance.below(8)) {
          case 0, 1 -> palette.filter(2);
          case 2 ->
              new Filter.Is(
                  Dimension.of("channel"), Filter.Op.EQUALS, List.of("Direct", "Paid Search"));
          case 3 ->
              new Filter.Is(
                  Dimension.of("campaign"), Filter.Op.EQUALS, List.of("Spring", "End", "News"));
          default -> Filter.ALL;
        };
    return new Case<>(
        app,
        new CampaignsQuestion(
            moments.range(2),
            filter,
            goal,
            chance.in(2) ? Optional.of(Dimension.of(chance.of(FIELDS))) : Optional.empty(),
            chance.in(4) ? 1 + chance.below(2) : CampaignsQuestion.DEFAULT_LIMIT));
  }

  private static Origin origin(Chance chance) {
    return chance.of(NaiveOrigins.ALL);
  }

  /** A goal that is reached now and then: of few stages. */
  private static Goal goal(Chance chance, Moments moments, EventPalette palette) {
    Definition whole =
        new RandomFunnels(chance, moments, palette)
            .definition(chance.of(List.of(Order.ORDERED, Order.ORDERED, Order.STRICT, Order.ANY)));
    List<Stage> stages =
        whole.stages().subList(0, Math.min(whole.stages().size(), 1 + chance.below(3)));
    Definition definition =
        new Definition(
            stages,
            whole.window(),
            whole.order(),
            whole.unit(),
            whole.exclusions().stream()
                .filter(each -> each.after().isEmpty() && each.before().isEmpty())
                .toList(),
            whole.hold());
    return new Goal(definition, chance.in(5) ? palette.filter(1) : Filter.ALL);
  }

  /** Events of which many are the goal's next stage. */
  private static LongFunction<Event> guided(
      Chance chance, EventPalette palette, Optional<Goal> goal) {
    List<Stage> stages = goal.map(g -> g.definition().stages()).orElse(List.of());
    int[] next = {0};
    return time -> {
      if (stages.isEmpty() || chance.in(3)) {
        return palette.event(time);
      }
      next[0] = (next[0] + 1) % stages.size();
      return palette.event(time, stages.get(next[0]).anyOf());
    };
  }

  @Override
  public Object oracle(AppCase app, CampaignsQuestion question) {
    return CampaignsOracle.answer(app, question);
  }

  @Override
  public CampaignsAnswer ask(Analysis analysis, Scope scope, CampaignsQuestion question)
      throws IOException {
    return analysis.campaigns(scope, question);
  }

  @Override
  public List<CampaignsQuestion> simpler(CampaignsQuestion q) {
    List<CampaignsQuestion> simpler = new ArrayList<>();
    if (!q.filter().equals(Filter.ALL)) {
      simpler.add(new CampaignsQuestion(q.range(), Filter.ALL, q.goal(), q.breakdown(), q.limit()));
    }
    if (q.breakdown().isPresent()) {
      simpler.add(
          new CampaignsQuestion(q.range(), q.filter(), q.goal(), Optional.empty(), q.limit()));
    }
    if (q.goal().isPresent()) {
      simpler.add(
          new CampaignsQuestion(q.range(), q.filter(), Optional.empty(), q.breakdown(), q.limit()));
    }
    return simpler;
  }
}
