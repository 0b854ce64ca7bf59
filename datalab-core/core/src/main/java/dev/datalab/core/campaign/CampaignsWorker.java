package dev.datalab.core.campaign;

import dev.datalab.core.campaign.CampaignTally.Values;
import dev.datalab.core.funnel.Completions;
import dev.datalab.core.internal.scan.Admission;
import dev.datalab.core.internal.scan.PerBlock;
import dev.datalab.core.internal.scan.VisitorWorker;
import dev.datalab.core.query.Range;
import dev.datalab.core.query.Site;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Counts what the visitors of buckets came by. */
final class CampaignsWorker extends VisitorWorker<BlockTouches> {
  private static final int NONE = -1;

  private final Range range;
  private final CampaignTally tally;
  private final Values[] lists;
  private final @Nullable Completions completions;
  private final boolean perSession;

  /** Per session: the first event that the question lets through. */
  private int[] touches = new int[8];

  /** Per session: whether it has an event in the range. */
  private boolean[] counted = new boolean[8];

  /** The session of the visitor's first touch. */
  private int first;

  /** The session of the last touch in the range. */
  private int last;

  /** The rows of one session, a number a list. */
  private final int[] rows;

  private final int[] firstRows;

  CampaignsWorker(CampaignsQuestion question, Site site) {
    this(question, site, new CampaignTally());
  }

  private CampaignsWorker(CampaignsQuestion question, Site site, CampaignTally tally) {
    super(
        new PerBlock<>(block -> new BlockTouches(question, site, block, tally)),
        question.range().toMillis());
    this.tally = tally;
    range = question.range();
    lists =
        question.breakdown().isPresent()
            ? new Values[] {
              tally.campaigns, tally.sources, tally.mediums, tally.channels, tally.breakdown
            }
            : new Values[] {tally.campaigns, tally.sources, tally.mediums, tally.channels};
    completions = question.goal().map(goal -> new Completions(goal, site)).orElse(null);
    perSession = question.goal().filter(Completions::isPerSession).isPresent();
    rows = new int[lists.length];
    firstRows = new int[lists.length];
  }

  CampaignTally tally() {
    return tally;
  }

  @Override
  protected void countVisitor() {
    int count = sessions.count();
    if (count > touches.length) {
      touches = new int[count * 2];
      counted = new boolean[count * 2];
    }
    Arrays.fill(touches, 0, count, NONE);
    Arrays.fill(counted, 0, count, false);
    if (completions != null) {
      completions.begin(count, events.size());
    }
    first = NONE;
    last = NONE;
    for (int run = 0; run < sessions.runs(); run++) {
      int from = sessions.runFrom(run);
      int to = sessions.runTo(run, events.size());
      countRun(table(from), from, to, sessions.runSession(run));
    }
    if (last != NONE) {
      countSessions(count);
      countUnits(count);
    }
  }

  /** Looks at neighbouring events of one block and one session. */
  private void countRun(BlockTouches table, int from, int to, int session) {
    Admission admission = table.admission;
    int event = events.event(from);
    for (int i = from; i < to; i++, event++) {
      boolean inRange = events.time(i) >= range.fromMillis();
      if ((inRange || touches[session] == NONE)
          && admission.makesVisitor(event)
          && admission.passes(event, session, sessions)) {
        touches[session] = touches[session] == NONE ? i : touches[session];
        first = first == NONE ? session : first;
        if (inRange) { // the rest of the run would say the same
          counted[session] = true;
          last = session;
          break;
        }
      }
    }
    if (completions != null && table.goal != null) {
      addToGoal(completions, table.goal, admission, from, to, session);
    }
  }

  private void addToGoal(
      Completions goal, Completions.Events of, Admission admission, int from, int to, int session) {
    int event = events.event(from);
    for (int i = from; i < to; i++, event++) {
      long time = events.time(i);
      if (time >= range.fromMillis() && admission.passes(event, session, sessions)) {
        goal.add(i, of, event, time, session, sessions);
      }
    }
  }

  private void countSessions(int count) {
    tally.visitors++;
    for (int session = 0; session < count; session++) {
      if (counted[session]) {
        tally.sessions++;
        read(session, rows);
        for (int list = 0; list < rows.length; list++) {
          lists[list].session(rows[list], tally.visitors);
        }
      }
    }
  }

  private void countUnits(int count) {
    if (completions != null) {
      completions.end();
    }
    read(first, firstRows);
    if (!perSession) {
      int completedBy = completions == null ? Completions.NONE : completions.completedBy(0);
      boolean converted = completedBy != Completions.NONE;
      countUnit(converted ? sessions.of(completedBy) : last, converted);
      return;
    }
    for (int session = 0; session < count; session++) {
      if (counted[session] && completions != null) {
        countUnit(session, completions.completedBy(session) != Completions.NONE);
      }
    }
  }

  /**
   * Counts a unit of the visitor whose first touch is in {@link #firstRows}.
   *
   * @param touch the session that is its last touch
   */
  private void countUnit(int touch, boolean converted) {
    tally.units++;
    tally.conversions += converted ? 1 : 0;
    read(touch, rows);
    for (int list = 0; list < rows.length; list++) {
      lists[list].firstTouch(firstRows[list], converted);
      lists[list].lastTouch(rows[list], converted);
    }
  }

  private void read(int session, int[] into) {
    int touch = touches[session];
    table(touch).read(events.event(touch), session, sessions, into);
  }
}
