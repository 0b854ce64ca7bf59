package dev.datalab.core.page;

import dev.datalab.core.event.Event;
import dev.datalab.core.internal.filter.BlockFilter;
import dev.datalab.core.internal.scan.PerBlock;
import dev.datalab.core.internal.scan.VisitorWorker;
import dev.datalab.core.query.Range;
import dev.datalab.core.query.Site;
import java.util.Arrays;

/**
 * Counts the pages of buckets, visitor by visitor. One thread's; its scratch arrays live as long as
 * the question.
 *
 * <p>Entries and exits are a session's, in the order of its events. A view lasts as long as a later
 * change of address reports, else until one that reports of no view: so the times of several tabs
 * are each their own, and a history that came in several pieces has the times that it would have in
 * one.
 */
final class PagesWorker extends VisitorWorker<BlockPages> {
  private final Range range;
  private final PageTally tally;
  private final Views shown = new Views();

  /** Per session: its first page and its last one, where it has views. */
  private int[] first = new int[8];

  private int[] last = new int[8];
  private int[] views = new int[8];
  private int[] symbols = new int[64];

  PagesWorker(PagesQuestion question, Site site, PageTally tally) {
    super(
        new PerBlock<>(block -> new BlockPages(question, site, block, tally.open)),
        question.range().toMillis());
    this.range = question.range();
    this.tally = tally;
  }

  /** What was counted; then nothing more is. */
  PageTally counted() {
    tally.settle();
    return tally;
  }

  @Override
  protected void countVisitor() {
    begin(sessions.count());
    long visitor = tally.visitors + 1;
    boolean any = false;
    for (int run = 0; run < sessions.runs(); run++) {
      int from = sessions.runFrom(run);
      int to = sessions.runTo(run, events.size());
      any |= countRun(table(from), from, to, sessions.runSession(run), visitor);
    }
    if (any) {
      tally.visitors = visitor;
    }
    end(sessions.count());
    if (tally.isCrowded()) {
      tally.settle();
    }
  }

  /** Counts neighbouring events of one block and one session; answers whether any is a view. */
  private boolean countRun(BlockPages block, int from, int to, int session, long visitor) {
    if (to - from > symbols.length) {
      symbols = new int[Math.max(to - from, symbols.length * 2)];
    }
    block.open();
    BlockFilter filter = block.filter;
    boolean any = false;
    int event = events.event(from);
    block.symbols.read(event, event + to - from, symbols);
    for (int i = from; i < to; i++, event++) {
      int symbol = symbols[i - from];
      if (!block.changesAddress(symbol)
          || events.time(i) < range.fromMillis()
          || (filter != null && !filter.test(event, session, sessions))) {
        continue;
      }
      long time = events.time(i);
      end(block, event, session, time);
      int page = block.page(symbol);
      if (page != OpenPages.NONE) {
        any = true;
        count(page, session, visitor);
        shown.open(session, time, page);
      }
    }
    return any;
  }

  /** What a change of address says of the views before it. */
  private void end(BlockPages block, int event, int session, long time) {
    long elapsed = block.elapsed(event);
    int from = elapsed == Event.UNKNOWN_ELAPSED ? OpenPages.NONE : block.from(event);
    if (from == OpenPages.NONE || !shown.reported(session, from, elapsed)) {
      shown.followed(session, time);
    }
  }

  private void count(int page, int session, long visitor) {
    tally.views++;
    tally.open.view(page, visitor);
    if (views[session]++ == 0) {
      first[session] = page;
    }
    last[session] = page;
  }

  private void begin(int count) {
    shown.begin(count);
    if (count > views.length) {
      first = new int[count * 2];
      last = new int[count * 2];
      views = new int[count * 2];
    }
    Arrays.fill(views, 0, count, 0);
  }

  private void end(int count) {
    shown.addTimes(tally.open);
    for (int session = 0; session < count; session++) {
      if (views[session] > 0) {
        boolean bounced = views[session] == 1;
        tally.sessions++;
        tally.bounces += bounced ? 1 : 0;
        tally.open.session(first[session], last[session], bounced);
      }
    }
  }
}
