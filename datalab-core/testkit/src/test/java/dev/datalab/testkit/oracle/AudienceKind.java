package dev.datalab.testkit.oracle;

import dev.datalab.core.Analysis;
import dev.datalab.core.audience.AudienceAnswer;
import dev.datalab.core.audience.AudienceQuestion;
import dev.datalab.core.event.Dimensions;
import dev.datalab.core.event.Dimensions.Utm;
import dev.datalab.core.query.Dimension;
import dev.datalab.core.query.Filter;
import dev.datalab.core.query.Interval;
import dev.datalab.core.query.Range;
import dev.datalab.core.query.Scope;
import java.io.IOException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Questions about audiences: few browsers and screens, visits before the range, small limits. */
final class AudienceKind implements Kind<AudienceQuestion, AudienceAnswer> {
  private static final List<String> FIELDS =
      Stream.concat(EventPalette.FIELDS.stream(), Stream.of("campaign", "screen")).toList();

  @Override
  public Case<AudienceQuestion> make(long seed) {
    Chance chance = new Chance(seed);
    Moments moments = new Moments(chance);
    EventPalette palette = new EventPalette(chance);
    AppCase app =
        new RandomVisits(chance, moments, palette::event, () -> equipped(chance, palette))
            .app(NaiveOrigins.CAMPAIGNS.subList(3, 5));
    Range range = moments.range(2);
    return new Case<>(
        app,
        new AudienceQuestion(
            range,
            chance.in(3) ? palette.filter(2) : Filter.ALL,
            chance.in(3) ? ZoneId.of("Asia/Kolkata") : moments.zone,
            chance.in(2) ? Optional.of(chance.of(fitting(range))) : Optional.empty(),
            chance.in(2) ? Optional.of(Dimension.of(chance.of(FIELDS))) : Optional.empty(),
            chance.in(2) ? 1 + chance.below(2) : AudienceQuestion.DEFAULT_LIMIT));
  }

  /** The intervals that cut a range into not too many pieces. */
  private static List<Interval> fitting(Range range) {
    boolean isLong = range.toMillis() - range.fromMillis() > 20L * 86_400_000;
    return isLong
        ? List.of(Interval.DAY, Interval.WEEK, Interval.MONTH)
        : List.of(Interval.HOUR, Interval.DAY, Interval.DAY, Interval.WEEK, Interval.MONTH);
  }

  private static Dimensions equipped(Chance chance, EventPalette palette) {
    Dimensions some = palette.dimensions();
    return new Dimensions(
        "",
        chance.of(List.of("", "Firefox", "Chrome", "Safari")),
        chance.of(List.of("Linux", "iOS")),
        some.device(),
        chance.of(List.of("", "de", "de-CH")),
        chance.of(List.of("", "0x0", "575x800", "576x800", "991x1", "992x1", "1439x1", "1440x1")),
        some.utm().source().isEmpty() ? Utm.NONE : new Utm("google", "cpc", "spring", "", ""));
  }

  @Override
  public Object oracle(AppCase app, AudienceQuestion question) {
    return AudienceOracle.answer(app, question);
  }

  @Override
  public AudienceAnswer ask(Analysis analysis, Scope scope, AudienceQuestion question)
      throws IOException {
    return analysis.ask(scope, question);
  }

  @Override
  public List<AudienceQuestion> simpler(AudienceQuestion q) {
    List<AudienceQuestion> simpler = new ArrayList<>();
    if (!q.filter().equals(Filter.ALL)) {
      simpler.add(
          new AudienceQuestion(
              q.range(), Filter.ALL, q.zone(), q.interval(), q.breakdown(), q.limit()));
    }
    if (q.interval().isPresent()) {
      simpler.add(
          new AudienceQuestion(
              q.range(), q.filter(), q.zone(), Optional.empty(), q.breakdown(), q.limit()));
    }
    if (q.breakdown().isPresent()) {
      simpler.add(
          new AudienceQuestion(
              q.range(), q.filter(), q.zone(), q.interval(), Optional.empty(), q.limit()));
    }
    if (q.limit() < AudienceQuestion.DEFAULT_LIMIT) {
      simpler.add(
          new AudienceQuestion(
              q.range(),
              q.filter(),
              q.zone(),
              q.interval(),
              q.breakdown(),
              AudienceQuestion.DEFAULT_LIMIT));
    }
    return simpler;
  }
}
