package dev.datalab.testkit.oracle;

import dev.datalab.core.Analysis;
import dev.datalab.core.event.RecordedEvent;
import dev.datalab.core.query.Filter;
import dev.datalab.core.query.Question;
import dev.datalab.core.query.Range;
import dev.datalab.core.query.Scope;
import dev.datalab.core.query.Segment;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Questions of another kind, asked of a segment: the oracle leaves the others' events out, and asks
 * its own oracle of the rest.
 */
final class SegmentKind<Q extends Question<A>, A> implements Kind<SegmentKind.Asked<Q>, A> {
  private final Kind<Q, A> kind;

  SegmentKind(Kind<Q, A> kind) {
    this.kind = kind;
  }

  /** A question of a segment. */
  record Asked<Q>(Q question, Segment segment) {}

  @Override
  public Case<Asked<Q>> make(long seed) {
    Case<Q> whole = kind.make(seed);
    Chance chance = new Chance(~seed);
    Segment segment = segment(chance, new EventPalette(chance), 2);
    for (int i = 0; i < 8 && !parts(segment, whole.app(), whole.question().range()); i++) {
      segment = segment(chance, new EventPalette(chance), 2);
    }
    return new Case<>(whole.app(), new Asked<>(whole.question(), segment));
  }

  /** Whether a segment has some of the visitors and not the others. */
  static boolean parts(Segment segment, AppCase app, Range range) {
    long all = app.selected(range).stream().map(RecordedEvent::visitor).distinct().count();
    int chosen = chosen(app, range, segment).size();
    return chosen > 0 && chosen < all;
  }

  private static Segment segment(Chance chance, EventPalette palette, int depth) {
    int kind = depth == 0 ? 3 : chance.below(6);
    return switch (kind) {
      case 0 ->
          new Segment.And(
              List.of(segment(chance, palette, depth - 1), segment(chance, palette, depth - 1)));
      case 1 ->
          new Segment.Or(
              List.of(segment(chance, palette, depth - 1), segment(chance, palette, depth - 1)));
      case 2 -> new Segment.Not(segment(chance, palette, depth - 1));
      case 3 -> Segment.did(palette.matcher(), palette.matcher());
      case 4 -> Segment.had(palette.filter(1));
      default -> new Segment.Did(List.of(palette.matcher()), palette.filter(1));
    };
  }

  @Override
  public Object oracle(AppCase app, Asked<Q> asked) {
    Set<String> chosen = chosen(app, asked.question().range(), asked.segment());
    return kind.oracle(
        app.withEvents(
            app.events().stream()
                .filter(placed -> chosen.contains(placed.event().visitor()))
                .toList()),
        asked.question());
  }

  private static Set<String> chosen(AppCase app, Range range, Segment segment) {
    Set<String> chosen = new HashSet<>();
    NaiveSessions.byVisitor(app.selected(range))
        .forEach(
            (visitor, all) -> {
              List<Occurrence> theirs =
                  all.stream().filter(each -> each.time() >= range.fromMillis()).toList();
              if (holds(segment, theirs, app)) {
                chosen.add(visitor);
              }
            });
    return chosen;
  }

  private static boolean holds(Segment segment, List<Occurrence> theirs, AppCase app) {
    if (segment instanceof Segment.And and) {
      return and.segments().stream().allMatch(part -> holds(part, theirs, app));
    }
    if (segment instanceof Segment.Or or) {
      return or.segments().stream().anyMatch(part -> holds(part, theirs, app));
    }
    if (segment instanceof Segment.Not not) {
      return !holds(not.segment(), theirs, app);
    }
    Segment.Did did = (Segment.Did) segment;
    NaiveFields fields = new NaiveFields(app.site());
    return theirs.stream()
        .anyMatch(
            each ->
                (did.anyOf().isEmpty()
                        ? each.isEventOfFunnels()
                        : NaiveMatching.matchesAny(did.anyOf(), each.event(), app.site().url()))
                    && fields.holds(did.filter(), each));
  }

  @Override
  public A ask(Analysis analysis, Scope scope, Asked<Q> asked) throws IOException {
    return kind.ask(analysis, scope.of(asked.segment()), asked.question());
  }

  @Override
  public List<Asked<Q>> simpler(Asked<Q> asked) {
    List<Asked<Q>> simpler = new ArrayList<>();
    kind.simpler(asked.question()).forEach(q -> simpler.add(new Asked<>(q, asked.segment())));
    simpler(asked.segment()).forEach(part -> simpler.add(new Asked<>(asked.question(), part)));
    return simpler;
  }

  private static Stream<Segment> simpler(Segment segment) {
    if (segment instanceof Segment.And and) {
      return and.segments().stream();
    } else if (segment instanceof Segment.Or or) {
      return or.segments().stream();
    } else if (segment instanceof Segment.Not not) {
      return Stream.of(not.segment());
    }
    Segment.Did did = (Segment.Did) segment;
    return did.filter().equals(Filter.ALL) || did.anyOf().isEmpty()
        ? Stream.empty()
        : Stream.of(new Segment.Did(did.anyOf(), Filter.ALL), Segment.had(did.filter()));
  }
}
