package dev.datalab.core.query;

import static java.util.Objects.requireNonNull;

import dev.datalab.core.match.Matcher;
import java.util.List;

/**
 * A condition on visitors: what they did, or by what they came, in a question's range. Where a
 * {@link Filter} leaves out events, a segment leaves out visitors with all their events.
 *
 * <pre>{@code
 * Segment bought = Segment.did(new Matcher.Named("purchase", Map.of()));
 * Segment cameByMail = Segment.had(new Filter.Is(BuiltIn.UTM_MEDIUM, Op.EQUALS, List.of("email")));
 * Segment lost = new Segment.And(List.of(cameByMail, new Segment.Not(bought)));
 * }</pre>
 */
public sealed interface Segment {
  /** The most parts that are a {@link Did}. */
  int MAX_PARTS = 60;

  /** Visitors with an event that one of these recognises. */
  static Segment did(Matcher... anyOf) {
    return new Did(List.of(anyOf), Filter.ALL);
  }

  /** Visitors with an event that passes a filter. */
  static Segment had(Filter filter) {
    return new Did(List.of(), filter);
  }

  /** Visitors of whom all of it holds; none given means every visitor. */
  record And(List<Segment> segments) implements Segment {
    /** Copies the list. */
    public And {
      segments = List.copyOf(segments);
    }
  }

  /** Visitors of whom any of it holds; none given means nobody. */
  record Or(List<Segment> segments) implements Segment {
    /** Copies the list. */
    public Or {
      segments = List.copyOf(segments);
    }
  }

  /** Visitors of whom it does not hold. */
  record Not(Segment segment) implements Segment {
    /** Requires a segment. */
    public Not {
      requireNonNull(segment, "segment");
    }
  }

  /**
   * Visitors with one event in the question's range that is recognised and passes a filter, both at
   * once.
   *
   * @param anyOf recognise the event; none given means any event that makes somebody a visitor
   * @param filter asked of the event, with its session's dimensions
   */
  record Did(List<Matcher> anyOf, Filter filter) implements Segment {
    /** Copies the list. */
    public Did {
      anyOf = List.copyOf(anyOf);
      requireNonNull(filter, "filter");
    }
  }
}
