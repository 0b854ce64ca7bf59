package dev.datalab.testkit.oracle;

import dev.datalab.core.event.Event;
import dev.datalab.core.funnel.Exclusion;
import dev.datalab.core.funnel.FunnelQuestion.Definition;
import dev.datalab.core.funnel.Order;
import dev.datalab.core.funnel.Stage;
import dev.datalab.core.match.Matcher;
import dev.datalab.core.query.Site;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The attempts of one unit, each with the best of all its ways through, found by trying all. */
final class NaiveAttempts {
  private final Definition definition;
  private final List<Stage> stages;
  private final List<Occurrence> events;
  private final List<Optional<String>> held;
  private final boolean[][] matches;
  private final boolean[][] excludes;

  /**
   * Looks at one unit.
   *
   * @param events the unit's events in order: those in the range that pass the filter
   */
  NaiveAttempts(Definition definition, List<Occurrence> events, Site of) {
    String site = of.url();
    NaiveFields fields = new NaiveFields(of);
    this.definition = definition;
    this.stages = definition.stages();
    this.events = definition.order() == Order.STRICT ? strictEvents(definition, events) : events;
    this.held =
        this.events.stream()
            .map(
                each ->
                    definition
                        .hold()
                        .flatMap(by -> fields.value(by, each))
                        .filter(v -> !v.isEmpty()))
            .toList();
    this.matches = new boolean[stages.size()][];
    for (int s = 0; s < stages.size(); s++) {
      matches[s] = matching(stages.get(s).anyOf(), site);
    }
    this.excludes = new boolean[definition.exclusions().size()][];
    for (int x = 0; x < excludes.length; x++) {
      Exclusion exclusion = definition.exclusions().get(x);
      excludes[x] = matching(exclusion.anyOf(), site);
      for (int i = 0; i < this.events.size(); i++) {
        excludes[x][i] &= fields.holds(exclusion.filter(), this.events.get(i));
      }
    }
  }

  /** The event of that number in a way. */
  Occurrence event(int number) {
    return events.get(number);
  }

  /**
   * Rule 7: of the deepest attempts the one that gets there first; of several that get there by the
   * same event, the one that began last. None if no attempt begins.
   */
  Optional<Way> counted() {
    List<Way> attempts = new ArrayList<>();
    for (int i = 0; i < events.size(); i++) {
      int begin = i;
      switch (definition.order()) {
        case ORDERED -> {
          // Rule 2: an attempt begins at any event that matches the first stage.
          if (matches[0][begin] && isTaken(begin, begin)) {
            attempts.add(bestOrdered(Way.beginningAt(begin)));
          }
        }
        case STRICT -> {
          if (matches[0][begin] && isTaken(begin, begin)) {
            attempts.add(strict(begin));
          }
        }
        case ANY -> {
          // Rule 5: an attempt begins at an event that matches any stage.
          if (Arrays.stream(matches).anyMatch(stage -> stage[begin]) && isTaken(begin, begin)) {
            attempts.add(any(begin));
          }
        }
      }
    }
    Optional<Way> counted = Optional.empty();
    for (Way attempt : attempts) {
      if (counted.isEmpty() || countsRatherThan(attempt, counted.get())) {
        counted = Optional.of(attempt);
      }
    }
    return counted;
  }

  /**
   * Hold: the stages of an attempt take only events whose value is that of the attempt's first
   * event; an event without a value matches no stage.
   */
  private boolean isTaken(int begin, int event) {
    return definition.hold().isEmpty()
        || (held.get(event).isPresent() && held.get(event).equals(held.get(begin)));
  }

  /** Hold: an exclusion event ends an attempt unless it carries another value. */
  private boolean isOfNoOther(int begin, int event) {
    return held.get(event).isEmpty() || held.get(event).equals(held.get(begin));
  }

  private static boolean countsRatherThan(Way attempt, Way other) {
    if (attempt.depth() != other.depth()) {
      return attempt.depth() > other.depth();
    }
    if (attempt.end() != other.end()) {
      return attempt.end() < other.end();
    }
    return attempt.begin() > other.begin();
  }

  /** Rules 2, 3 and 6: the best of all ways that begin like this one, by trying all. */
  private Way bestOrdered(Way way) {
    Way best = way;
    int stands = way.depth();
    // Rule 3: optional stages may be skipped, and no others.
    for (int next = stands + 1; next <= furthestNext(stands); next++) {
      for (int event = way.end() + 1; event < events.size(); event++) {
        if (!matches[next][event] || !isTaken(way.begin(), event)) {
          continue;
        }
        if (isReachable(way, next, event)) {
          Way found = bestOrdered(way.then(next, event));
          best = Way.PREFERENCE.compare(found, best) > 0 ? found : best;
        }
        // Rule 2: the earliest event after the stage before; only with `within` a later one too.
        // Reading: `within` at any stage opens this to every stage, and rule 3 says what is better.
        if (!hasWithin()) {
          break;
        }
      }
    }
    return best;
  }

  private boolean isReachable(Way way, int next, int event) {
    return isInTime(way, next, event) && !isExcluded(way, next, event);
  }

  /** Rule 2: `window` since the attempt's first event, `within` since the stage taken before. */
  private boolean isInTime(Way way, int next, int event) {
    return isAtMost(definition.window(), way.begin(), event)
        && isAtMost(stages.get(next).within(), way.end(), event);
  }

  /** The bound is included; without one any time will do. */
  private boolean isAtMost(Optional<Duration> bound, int from, int to) {
    long millis = events.get(to).time() - events.get(from).time();
    return bound.isEmpty() || Duration.ofMillis(millis).compareTo(bound.get()) <= 0;
  }

  /**
   * Rule 6: whether an exclusion event lies between where the way stands and an event for its next
   * stage. What matches the next stage too counts for the stage, also where `within` lets the way
   * take a later one.
   *
   * <p>Reading: "the next stage" is the one that this way takes next. The other reading is every
   * stage that may come next: then an event for the stage after an optional one is no exclusion to
   * a way that still waits for the optional one.
   */
  private boolean isExcluded(Way way, int next, int event) {
    for (int between = way.end() + 1; between < event; between++) {
      for (int x = 0; x < excludes.length; x++) {
        if (excludes[x][between]
            && isOfNoOther(way.begin(), between)
            && !(matches[next][between] && isTaken(way.begin(), between))
            && isInForce(definition.exclusions().get(x), way.depth(), next)) {
          return true;
        }
      }
    }
    return false;
  }

  /**
   * Rule 6: with `after: s` while the way stands at s or before and waits for a stage after s.
   *
   * <p>Reading: a way waits for the stage that it takes next. The other reading lets it wait for
   * every stage that may come next: then what happens before an optional stage s ends also the ways
   * that do s afterwards.
   */
  private static boolean isInForce(Exclusion exclusion, int stands, int next) {
    if (exclusion.before().isEmpty()) {
      return exclusion.after().isEmpty()
          || (stands <= exclusion.after().getAsInt() && exclusion.after().getAsInt() < next);
    }
    // With `before: t`, while it waits for a stage after s (or any) and stands before t.
    return stands < exclusion.before().getAsInt() && exclusion.after().orElse(0) < next;
  }

  /**
   * The furthest stage that can be taken next: the first that is not optional, or else the last.
   */
  private int furthestNext(int stands) {
    for (int stage = stands + 1; stage < stages.size(); stage++) {
      if (!stages.get(stage).optional()) {
        return stage;
      }
    }
    return stages.size() - 1;
  }

  private boolean hasWithin() {
    return stages.stream().skip(1).anyMatch(stage -> stage.within().isPresent());
  }

  /** Rule 4: the very next event must match the next stage. Exclusions have no effect. */
  private Way strict(int begin) {
    Way way = Way.beginningAt(begin);
    for (int stage = 1; stage < stages.size(); stage++) {
      int next = begin + stage;
      if (next >= events.size()
          || !matches[stage][next]
          || !isTaken(begin, next)
          || !isInTime(way, stage, next)) {
        return way;
      }
      way = way.then(stage, next);
    }
    return way;
  }

  /** Rule 4: URL changes and custom events, and clicks if some stage matches clicks. */
  private static List<Occurrence> strictEvents(Definition definition, List<Occurrence> events) {
    boolean clicks =
        definition.stages().stream()
            .flatMap(stage -> stage.anyOf().stream())
            .anyMatch(Matcher.Click.class::isInstance);
    return events.stream()
        .filter(
            occurrence ->
                occurrence.event() instanceof Event.UrlChange
                    || occurrence.event() instanceof Event.Custom
                    || (clicks && occurrence.event() instanceof Event.Click))
        .toList();
  }

  /**
   * Rule 5: each stage can be given an event of its own, in whatever order. The n-th stage is
   * completed by the first event up to which n stages can be given one.
   */
  private Way any(int begin) {
    int end = begin + 1;
    while (end < events.size()
        && isAtMost(definition.window(), begin, end)
        // Rule 6: the first exclusion event after the attempt's first ends it, whatever else.
        && !(isExcludedInAny(end) && isOfNoOther(begin, end))) {
      end++;
    }
    int[] completedBy = new int[stages.size() + 1];
    Arrays.fill(completedBy, Integer.MAX_VALUE);
    assign(0, 0, begin, end, new boolean[events.size()], begin, completedBy);
    Way way = Way.beginningAt(begin);
    for (int n = 2; n <= stages.size() && completedBy[n] < Integer.MAX_VALUE; n++) {
      way = way.then(n - 1, completedBy[n]);
    }
    return way;
  }

  /** Tries every way to give events to stages; notes by which event n of them had one. */
  private void assign(
      int stage, int given, int begin, int end, boolean[] taken, int last, int[] completedBy) {
    completedBy[given] = Math.min(completedBy[given], last);
    if (stage == stages.size()) {
      return;
    }
    assign(stage + 1, given, begin, end, taken, last, completedBy);
    for (int event = begin; event < end; event++) {
      if (matches[stage][event] && isTaken(begin, event) && !taken[event]) {
        taken[event] = true;
        assign(stage + 1, given + 1, begin, end, taken, Math.max(last, event), completedBy);
        taken[event] = false;
      }
    }
  }

  private boolean isExcludedInAny(int event) {
    return Arrays.stream(excludes).anyMatch(exclusion -> exclusion[event]);
  }

  private boolean[] matching(List<Matcher> anyOf, String site) {
    boolean[] matching = new boolean[events.size()];
    for (int i = 0; i < matching.length; i++) {
      matching[i] = NaiveMatching.matchesAny(anyOf, events.get(i).event(), site);
    }
    return matching;
  }
}
