package dev.datalab.testkit.oracle;

import dev.datalab.core.Analysis;
import dev.datalab.core.event.Dimensions;
import dev.datalab.core.overview.OverviewAnswer;
import dev.datalab.core.overview.OverviewQuestion;
import dev.datalab.core.query.Dimension;
import dev.datalab.core.query.Filter;
import dev.datalab.core.query.Interval;
import dev.datalab.core.query.Range;
import dev.datalab.core.query.Scope;
import dev.datalab.testkit.oracle.NaiveOrigins.Origin;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Questions about figures beside those before: whole days, other times, ranges that overlap. */
final class OverviewKind implements Kind<OverviewQuestion, OverviewAnswer> {
  private static final long DAY = 86_400_000;

  @Override
  public Case<OverviewQuestion> make(long seed) {
    Chance chance = new Chance(seed);
    Moments moments = new Moments(chance);
    EventPalette palette = new EventPalette(chance);
    AppCase app =
        new RandomVisits(
                chance,
                moments,
                palette::event,
                () -> from(palette.dimensions(), chance.of(NaiveOrigins.ALL)))
            .app(NaiveOrigins.CAMPAIGNS.subList(3, 5));
    ZoneId zone = chance.in(3) ? ZoneId.of("Asia/Kolkata") : moments.zone;
    Range range = chance.in(2) ? moments.range(2) : days(chance, moments, zone);
    Optional<Range> compare = chance.in(2) ? Optional.of(moments.range(2)) : Optional.empty();
    boolean isLong =
        range.toMillis() - range.fromMillis() > 20 * DAY
            || compare.filter(of -> of.toMillis() - of.fromMillis() > 20 * DAY).isPresent();
    return new Case<>(
        app,
        new OverviewQuestion(
            range,
            filter(chance, palette),
            zone,
            compare,
            chance.in(3)
                ? Optional.of(
                    chance.of(
                        isLong
                            ? List.of(Interval.WEEK, Interval.MONTH)
                            : List.of(Interval.HOUR, Interval.DAY, Interval.DAY, Interval.WEEK)))
                : Optional.empty(),
            chance.in(2) ? 1 + chance.below(2) : OverviewQuestion.DEFAULT_LIMIT));
  }

  private static Filter filter(Chance chance, EventPalette palette) {
    if (chance.in(6)) {
      return new Filter.Is(Dimension.of("campaign"), Filter.Op.EQUALS, List.of("End", "X"));
    }
    return chance.in(3) ? palette.filter(2) : Filter.ALL;
  }

  /** Some days, of which the first has visits. */
  private static Range days(Chance chance, Moments moments, ZoneId zone) {
    var first = Instant.ofEpochMilli(moments.time()).atZone(zone).toLocalDate();
    return new Range(
        first.atStartOfDay(zone).toInstant().toEpochMilli(),
        first.plusDays(1L + chance.below(3)).atStartOfDay(zone).toInstant().toEpochMilli());
  }

  private static Dimensions from(Dimensions rest, Origin origin) {
    return new Dimensions(
        origin.referrer(),
        rest.browser(),
        rest.os(),
        rest.device(),
        rest.language(),
        rest.screen(),
        origin.utm());
  }

  @Override
  public Object oracle(AppCase app, OverviewQuestion question) {
    return OverviewOracle.answer(app, question);
  }

  @Override
  public OverviewAnswer ask(Analysis analysis, Scope scope, OverviewQuestion question)
      throws IOException {
    return analysis.ask(scope, question);
  }

  @Override
  public List<OverviewQuestion> simpler(OverviewQuestion q) {
    List<OverviewQuestion> simpler = new ArrayList<>();
    if (!q.filter().equals(Filter.ALL)) {
      simpler.add(
          new OverviewQuestion(
              q.range(), Filter.ALL, q.zone(), q.compare(), q.interval(), q.limit()));
    }
    if (q.compare().isPresent()) {
      simpler.add(
          new OverviewQuestion(
              q.range(), q.filter(), q.zone(), Optional.empty(), q.interval(), q.limit()));
    }
    if (q.interval().isPresent()) {
      simpler.add(
          new OverviewQuestion(
              q.range(), q.filter(), q.zone(), q.compare(), Optional.empty(), q.limit()));
    }
    return simpler;
  }
}
