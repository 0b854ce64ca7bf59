package dev.datalab.core.internal.scan;

import dev.datalab.core.block.EventBlock;
import dev.datalab.core.block.Symbol;
import dev.datalab.core.internal.filter.BlockFilter;
import dev.datalab.core.internal.filter.SessionFacts;
import dev.datalab.core.match.EventMatch;
import dev.datalab.core.match.Matcher;
import dev.datalab.core.query.Filter;
import dev.datalab.core.query.Segment;
import dev.datalab.core.query.Site;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A segment as numbers: each of its {@link Segment.Did} is a bit, which a visitor gets by one event
 * and keeps; the tree is evaluated over the bits. Immutable and safe for use by several threads.
 */
final class SegmentPlan {
  private final Segment segment;
  private final Site site;
  private final List<Segment.Did> parts = new ArrayList<>();
  private final List<EventMasks.Rule> rules = new ArrayList<>();
  private final boolean needsSessions;
  private final long all;
  private long byVisit;

  /**
   * Makes a segment ready.
   *
   * @throws IllegalArgumentException if it has too many parts, or a filter can't be evaluated
   */
  SegmentPlan(Segment segment, Site site) {
    this.segment = segment;
    this.site = site;
    collect(segment);
    if (parts.size() > Segment.MAX_PARTS) {
      throw new IllegalArgumentException(
          "segment: at most %d conditions, not %d; ask about less."
              .formatted(Segment.MAX_PARTS, parts.size()));
    }
    for (int i = 0; i < parts.size(); i++) {
      Segment.Did part = parts.get(i);
      BlockFilter.check(part.filter());
      for (Matcher matcher : part.anyOf()) {
        rules.add(new EventMasks.Rule(EventMatch.of(matcher, site.url()), 1L << i));
      }
      byVisit |= part.anyOf().isEmpty() ? 1L << i : 0;
    }
    all = (1L << parts.size()) - 1;
    needsSessions = parts.stream().anyMatch(part -> BlockFilter.needsSessions(part.filter(), site));
  }

  private void collect(Segment of) {
    if (of instanceof Segment.And and) {
      and.segments().forEach(this::collect);
    } else if (of instanceof Segment.Or or) {
      or.segments().forEach(this::collect);
    } else if (of instanceof Segment.Not not) {
      collect(not.segment());
    } else if (!parts.contains((Segment.Did) of)) {
      parts.add((Segment.Did) of);
    }
  }

  /** Whether it depends on sessions, and so on the visitor's past. */
  boolean needsSessions() {
    return needsSessions;
  }

  /** The bits of all parts: a visitor who has them gets no more. */
  long all() {
    return all;
  }

  /** Whether a visitor with these bits is in the segment. */
  boolean holds(long bits) {
    return holds(segment, bits);
  }

  private boolean holds(Segment of, long bits) {
    if (of instanceof Segment.And and) {
      return and.segments().stream().allMatch(part -> holds(part, bits));
    } else if (of instanceof Segment.Or or) {
      return or.segments().stream().anyMatch(part -> holds(part, bits));
    } else if (of instanceof Segment.Not not) {
      return !holds(not.segment(), bits);
    }
    return (bits & 1L << parts.indexOf((Segment.Did) of)) != 0;
  }

  /** The plan made ready for a block. */
  Table table(EventBlock block) {
    @Nullable BlockFilter[] filters = new BlockFilter[parts.size()];
    for (int i = 0; i < filters.length; i++) {
      Filter filter = parts.get(i).filter();
      filters[i] = filter.equals(Filter.ALL) ? null : BlockFilter.of(filter, site, block);
    }
    return new Table(EventMasks.of(block, rules, this::always), filters);
  }

  private long always(Symbol symbol) {
    return symbol.makesVisitor() ? byVisit : 0;
  }

  /** What a block's events say of their visitors. */
  static final class Table {
    private final EventMasks masks;
    private final @Nullable BlockFilter[] filters;

    private Table(EventMasks masks, @Nullable BlockFilter[] filters) {
      this.masks = masks;
      this.filters = filters;
    }

    /**
     * The bits that an event gives its visitor.
     *
     * @param wanted those that the visitor lacks
     */
    long of(int event, int session, SessionFacts facts, long wanted) {
      long bits = 0;
      for (long left = masks.of(event) & wanted; left != 0; left &= left - 1) {
        BlockFilter filter = filters[Long.numberOfTrailingZeros(left)];
        if (filter == null || filter.test(event, session, facts)) {
          bits |= left & -left;
        }
      }
      return bits;
    }
  }
}
