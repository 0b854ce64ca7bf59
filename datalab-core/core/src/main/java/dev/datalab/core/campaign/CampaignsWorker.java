package dev.datalab.core.campaign;

import dev.datalab.core.campaign.CampaignTally.Values;
import dev.datalab.core.funnel.Completions;
import dev.datalab.core.internal.scan.PerBlock;
import dev.datalab.core.internal.scan.VisitorWorker;
import dev.datalab.core.query.Range;
import dev.datalab.core.query.Site;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Counts what the visitors of buckets came by. */
final class CampaignsWorker extends VisitorWorker<BlockTouches> {
  private static final int NONE = -1;

  private final Range range;
  private final CampaignTally tally;
  private final List<Values> lists;
  private final @Nullable Completions completions;
  private final boolean perSession;

  /** Per session: the first event that the question lets through. */
  private int[] touches = new int[8];

  /** Per session: whether it has an event in the range. */
  private boolean[] counted = new boolean[8];

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
            ? List.of(
                tally.campaigns, tally.sources, tally.mediums, tally.channels, tally.breakdown)
            : List.of(tally.campaigns, tally.sources, tally.mediums, tally.channels);
    completions = question.goal().map(goal -> new Completions(goal, site)).orElse(null);
    perSession = question.goal().filter(Completions::isPerSession).isPresent();
    rows = new int[lists.size()];
    firstRows = new int[lists.size()];
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
    int first = NONE;
    int last = NONE;
    for (int i = 0; i < events.size(); i++) {
      BlockTouches table = table(i);
      int event = events.event(i);
      int session = sessions.of(i);
      boolean inRange = events.time(i) >= range.fromMillis();
      boolean visits = table.admission.makesVisitor(event);
      boolean matters = inRange || (visits && touches[session] == NONE);
      if (!matters || !table.admission.passes(event, session, sessions)) {
        continue;
      }
      if (visits) {
        touches[session] = touches[session] == NONE ? i : touches[session];
        first = first == NONE ? session : first;
        counted[session] |= inRange;
        last = inRange ? session : last;
      }
      if (inRange && completions != null && table.goal != null) {
        completions.add(i, table.goal, event, events.time(i), session, sessions);
      }
    }
    if (last != NONE) {
      countSessions(count);
      countUnits(count, first, last);
    }
  }

  private void countSessions(int count) {
    tally.visitors++;
    for (int session = 0; session < count; session++) {
      if (counted[session]) {
        tally.sessions++;
        read(session, rows);
        for (int list = 0; list < rows.length; list++) {
          lists.get(list).get(rows[list]).session(tally.visitors);
        }
      }
    }
  }

  private void countUnits(int count, int first, int last) {
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
      lists.get(list).get(firstRows[list]).firstTouch(converted);
      lists.get(list).get(rows[list]).lastTouch(converted);
    }
  }

  private void read(int session, int[] into) {
    int touch = touches[session];
    table(touch).read(events.event(touch), session, sessions, into);
  }
}
