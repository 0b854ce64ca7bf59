package dev.datalab.core.funnel;

import java.util.ArrayList;
import java.util.List;

/**
 * Finds the counted attempt the long way: tries every attempt, and every way through it. What it
 * does is the wording of the rules, and its cost is nobody's concern.
 */
final class Enumeration {
  /** A stage, and the event that it takes. */
  record Taken(int stage, int event) {}

  private final Plan plan;
  private final long[] times;
  private final long[] masks;

  Enumeration(Plan plan, long[] times, long[] masks) {
    this.plan = plan;
    this.times = times;
    this.masks = masks;
  }

  /** The counted attempt; empty if there is none. */
  List<Taken> counted() {
    List<Taken> best = List.of();
    for (int begin = 0; begin < times.length; begin++) {
      List<Taken> attempt =
          switch (plan.order) {
            case ORDERED -> matches(begin, 0) ? bestWay(begin) : List.of();
            case STRICT -> matches(begin, 0) ? strict(begin) : List.of();
            case ANY -> any(begin);
          };
      if (attempt.isEmpty()) {
        continue;
      }
      if (best.isEmpty()
          || last(attempt).stage() > last(best).stage()
          || (last(attempt).stage() == last(best).stage()
              && last(attempt).event() <= last(best).event())) {
        best = attempt;
      }
    }
    return best;
  }

  private boolean matches(int event, int stage) {
    return (masks[event] & (1L << stage)) != 0;
  }

  private static Taken last(List<Taken> way) {
    return way.get(way.size() - 1);
  }

  private List<Taken> bestWay(int begin) {
    List<List<Taken>> ways = new ArrayList<>();
    List<Taken> way = new ArrayList<>();
    way.add(new Taken(0, begin));
    extend(way, ways);
    ways.sort(Enumeration::compareWays);
    return ways.get(0);
  }

  private static int compareWays(List<Taken> a, List<Taken> b) {
    int order = Integer.compare(last(b).stage(), last(a).stage());
    if (order == 0) {
      order = Integer.compare(b.size(), a.size());
    }
    for (int stage = 0; order == 0 && stage <= last(a).stage(); stage++) {
      order = Integer.compare(eventOf(a, stage), eventOf(b, stage));
    }
    return order;
  }

  private static int eventOf(List<Taken> way, int stage) {
    return way.stream()
        .filter(taken -> taken.stage() == stage)
        .mapToInt(Taken::event)
        .findFirst()
        .orElse(Integer.MAX_VALUE);
  }

  private void extend(List<Taken> way, List<List<Taken>> ways) {
    ways.add(List.copyOf(way));
    Taken at = last(way);
    for (int next = at.stage() + 1; next < plan.stages; next++) {
      for (int i = at.event() + 1; i < times.length; i++) {
        if (times[i] - times[way.get(0).event()] > plan.windowMillis) {
          break;
        }
        if (matches(i, next)) {
          if (times[i] - times[at.event()] <= plan.withinMillis[next]) {
            way.add(new Taken(next, i));
            extend(way, ways);
            way.remove(way.size() - 1);
          }
          if (!plan.hasWithin) {
            break;
          }
        } else if (excludes(i, at.stage(), next)) {
          break;
        }
      }
      if (plan.nextRequired[at.stage()] == next) {
        break;
      }
    }
  }

  /** Whether the event is an exclusion to whoever stands at one stage and waits for the other. */
  private boolean excludes(int event, int stage, int next) {
    for (int gap = stage; gap < next; gap++) {
      if ((masks[event] & (1L << (gap + Plan.GAP_SHIFT))) != 0) {
        return true;
      }
    }
    return false;
  }

  private List<Taken> strict(int begin) {
    List<Taken> way = new ArrayList<>();
    for (int stage = 0; stage < plan.stages && begin + stage < times.length; stage++) {
      int event = begin + stage;
      if (!matches(event, stage)
          || times[event] - times[begin] > plan.windowMillis
          || (stage > 0 && times[event] - times[event - 1] > plan.withinMillis[stage])) {
        break;
      }
      way.add(new Taken(stage, event));
    }
    return way;
  }

  private List<Taken> any(int begin) {
    List<Taken> completed = new ArrayList<>();
    List<Integer> events = new ArrayList<>();
    for (int i = begin; i < times.length; i++) {
      boolean over = i > begin && (masks[i] & Plan.EXCLUDES) != 0;
      if (over || times[i] - times[begin] > plan.windowMillis) {
        break;
      }
      events.add(i);
      if (mostStages(events, 0, 0) > completed.size()) {
        completed.add(new Taken(completed.size(), i));
      } else if (i == begin) {
        return List.of();
      }
    }
    return completed;
  }

  private int mostStages(List<Integer> events, int n, int used) {
    if (n == events.size()) {
      return Integer.bitCount(used);
    }
    int most = mostStages(events, n + 1, used);
    for (int stage = 0; stage < plan.stages; stage++) {
      if (matches(events.get(n), stage) && (used & (1 << stage)) == 0) {
        most = Math.max(most, mostStages(events, n + 1, used | (1 << stage)));
      }
    }
    return most;
  }
}
