package dev.datalab.core.funnel;

import dev.datalab.core.block.EventBlock;
import dev.datalab.core.internal.filter.BlockFilter;
import dev.datalab.core.internal.filter.SessionFacts;
import dev.datalab.core.query.Filter;
import dev.datalab.core.query.Site;
import dev.datalab.core.query.Unit;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Who completed a funnel, and by which event: for questions of other kinds, not for hosts. One
 * thread's.
 *
 * <p>For each visitor {@link #begin}, then {@link #add} for every event that the question looks at,
 * in order, then {@link #end}.
 */
public final class Completions {
  /** The unit did not complete the funnel. */
  public static final int NONE = -1;

  private final boolean perSession;
  private final int lastStage;
  private final Selection selection;
  private final UnitCounter counter;
  private final Attempt counted;
  private int[] completedBy = new int[8];

  /** Completions of a goal. */
  public Completions(Goal goal, Site site) {
    Plan plan = new Plan(goal.definition(), site.url());
    perSession = isPerSession(goal);
    lastStage = plan.stages - 1;
    selection = new Selection(plan);
    counter = new UnitCounter(plan);
    counted = new Attempt(plan.stages);
  }

  /** Whether the funnel's units are sessions. */
  public static boolean isPerSession(Goal goal) {
    return goal.definition().unit() == Unit.SESSION;
  }

  /** What a block's events are to a goal. Immutable; safe for use by several threads. */
  public static final class Events {
    private final PlannedEvents events;
    private final @Nullable BlockFilter filter;

    /** The events of a block. */
    public Events(Goal goal, Site site, EventBlock block) {
      Plan plan = new Plan(goal.definition(), site.url());
      events = PlannedEvents.of(plan, site, block);
      filter = goal.filter().equals(Filter.ALL) ? null : BlockFilter.of(goal.filter(), site, block);
    }
  }

  /**
   * Begins with a visitor.
   *
   * @param sessions how many they have
   * @param events the most that will be added
   */
  public void begin(int sessions, int events) {
    selection.begin(perSession ? sessions : 1, events);
  }

  /**
   * Adds an event, if it is there for the funnel.
   *
   * @param name by which {@link #completedBy} will call it
   * @param of the events of its block
   * @param event its number in the block
   * @param session the number of its session
   * @param facts about the visitor's sessions
   */
  public void add(int name, Events of, int event, long time, int session, SessionFacts facts) {
    if (of.filter == null || of.filter.test(event, session, facts)) {
      selection.add(
          name,
          time,
          of.events.of(event, session, facts),
          perSession ? session : 0,
          of.events.held(event, session, facts));
    }
  }

  /** Finds the visitor's units that completed the funnel. */
  public void end() {
    selection.partIntoUnits();
    if (selection.units > completedBy.length) {
      completedBy = new int[selection.units * 2];
    }
    Arrays.fill(completedBy, 0, selection.units, NONE);
    for (int unit = 0; unit < selection.units; unit++) {
      int from = selection.starts[unit];
      int to = selection.starts[unit + 1];
      if (from == to) {
        continue;
      }
      counter.count(selection, from, to, counted);
      int last = counted.size() - 1;
      if (last >= 0 && counted.stage(last) == lastStage) {
        completedBy[unit] = selection.origins[counted.event(last)];
      }
    }
  }

  /**
   * The name of the event by which a unit completed the funnel, or {@link #NONE}.
   *
   * @param unit a session's number, or 0 where the visitor is the unit
   */
  public int completedBy(int unit) {
    return completedBy[unit];
  }
}
