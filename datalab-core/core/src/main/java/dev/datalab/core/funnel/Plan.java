package dev.datalab.core.funnel;

import dev.datalab.core.block.Symbol;
import dev.datalab.core.funnel.FunnelQuestion.Definition;
import dev.datalab.core.internal.scan.EventMasks;
import dev.datalab.core.match.EventMatch;
import dev.datalab.core.match.Matcher;
import dev.datalab.core.query.Dimension;
import dev.datalab.core.query.Filter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A definition as numbers. What an event is to it stands in one {@code long}:
 *
 * <ul>
 *   <li>bits 0 to 29: the stages that it matches;
 *   <li>bits 30 to 59: the gaps (between a stage and the next) in which it is an exclusion;
 *   <li>{@link #EXCLUDES}: it is an exclusion, wherever;
 *   <li>{@link #STEP}: it is an event to a strict funnel;
 *   <li>{@link #VISITOR}: it makes its unit count.
 * </ul>
 */
final class Plan {
  static final int GAP_SHIFT = 30;
  static final long STAGES = (1L << GAP_SHIFT) - 1;
  static final long EXCLUDES = 1L << 60;
  static final long STEP = 1L << 61;
  static final long VISITOR = 1L << 62;

  /** A limit that nothing reaches, in milliseconds. */
  static final long NO_LIMIT = Long.MAX_VALUE;

  final int stages;
  final Order order;

  /** From an attempt's first event to its last, included; {@link #NO_LIMIT} for none. */
  final long windowMillis;

  /** Per stage: after the stage taken before, included; {@link #NO_LIMIT} for none. */
  final long[] withinMillis;

  final boolean hasWithin;
  final boolean hasOptional;
  final boolean hasExclusions;

  /** Per stage, and for -1 at the end: the next that is not optional, or the number of stages. */
  final int[] nextRequired;

  /** Per stage: the nearest before it that is not optional; -1 for the first. */
  final int[] previousRequired;

  /** The events that a counter needs to see. */
  final long relevant;

  /** The bits of the gaps in which anything is an exclusion. */
  final long exclusionGaps;

  /** What the events of an attempt have in common; null for nothing. */
  final @Nullable Dimension hold;

  private final List<EventMasks.Rule> rules;
  private final List<FilteredExclusion> filteredExclusions = new ArrayList<>();
  private final List<EventMasks.Rule> rulesOfFilteredExclusions = new ArrayList<>();
  private final boolean clicksAreSteps;

  Plan(Definition definition, String site) {
    List<Stage> list = definition.stages();
    stages = list.size();
    order = definition.order();
    windowMillis = millis(definition.window());
    withinMillis = new long[stages];
    nextRequired = new int[stages];
    previousRequired = new int[stages];
    rules = new ArrayList<>();
    boolean clicks = false;
    for (int k = 0; k < stages; k++) {
      Stage stage = list.get(k);
      withinMillis[k] = k == 0 ? NO_LIMIT : millis(stage.within());
      for (Matcher matcher : stage.anyOf()) {
        rules.add(new EventMasks.Rule(EventMatch.of(matcher, site), 1L << k));
        clicks |= matcher instanceof Matcher.Click;
      }
      previousRequired[k] = k - 1;
      while (previousRequired[k] > 0 && list.get(previousRequired[k]).optional()) {
        previousRequired[k]--;
      }
      nextRequired[k] = k + 1;
      while (nextRequired[k] < stages && list.get(nextRequired[k]).optional()) {
        nextRequired[k]++;
      }
    }
    clicksAreSteps = clicks;
    hasWithin = list.stream().skip(1).anyMatch(stage -> stage.within().isPresent());
    hasOptional = list.stream().anyMatch(Stage::optional);
    hasExclusions = order != Order.STRICT && !definition.exclusions().isEmpty();
    for (Exclusion exclusion : hasExclusions ? definition.exclusions() : List.<Exclusion>of()) {
      add(exclusion, site);
    }
    hold = definition.hold().orElse(null);
    long gaps = 0;
    for (EventMasks.Rule rule : rules) {
      gaps |= rule.bits();
    }
    for (FilteredExclusion exclusion : filteredExclusions) {
      gaps |= exclusion.bits();
    }
    exclusionGaps = gaps & (STAGES << GAP_SHIFT);
    relevant = order == Order.STRICT ? STEP : STAGES | EXCLUDES;
  }

  /**
   * An exclusion that looks at more than symbol and properties.
   *
   * @param bits what an event gets that it excludes
   */
  record FilteredExclusion(Filter filter, long bits) {}

  private void add(Exclusion exclusion, String site) {
    long below = (1L << exclusion.firstGap()) - 1;
    long gaps = ((1L << exclusion.endGap(stages)) - 1) & ~below;
    long bits = (gaps << GAP_SHIFT) | EXCLUDES;
    boolean filtered = !exclusion.filter().equals(Filter.ALL);
    for (Matcher matcher : exclusion.anyOf()) {
      EventMatch match = EventMatch.of(matcher, site);
      if (filtered) {
        rulesOfFilteredExclusions.add(new EventMasks.Rule(match, 1L << filteredExclusions.size()));
      } else {
        rules.add(new EventMasks.Rule(match, bits));
      }
    }
    if (filtered) {
      filteredExclusions.add(new FilteredExclusion(exclusion.filter(), bits));
    }
  }

  /** The exclusions with filters; their rules set bit i for the i-th. */
  List<FilteredExclusion> filteredExclusions() {
    return filteredExclusions;
  }

  /** The rules by which events match exclusions with filters. */
  List<EventMasks.Rule> rulesOfFilteredExclusions() {
    return rulesOfFilteredExclusions;
  }

  /** The rules by which a block's events get their bits, beside {@link #always}. */
  List<EventMasks.Rule> rules() {
    return rules;
  }

  /** The bits that every event with this symbol has. */
  long always(Symbol symbol) {
    boolean step =
        symbol instanceof Symbol.Visited
            || symbol instanceof Symbol.Named
            || (clicksAreSteps && symbol instanceof Symbol.Clicked);
    return (step ? STEP : 0) | (symbol.makesVisitor() ? VISITOR : 0);
  }

  /** A counter by this plan, for one thread. */
  Counter counter() {
    return switch (order) {
      case STRICT -> new StrictCounter(this);
      case ANY -> new AnyOrderCounter(this);
      case ORDERED ->
          hasWithin || hasOptional ? new BestWayCounter(this) : new OrderedCounter(this);
    };
  }

  private static long millis(Optional<Duration> duration) {
    if (duration.isEmpty()) {
      return NO_LIMIT;
    }
    Duration given = duration.get();
    return given.compareTo(Duration.ofMillis(NO_LIMIT)) >= 0 ? NO_LIMIT : given.toMillis();
  }
}
