package dev.datalab.core.page;

import dev.datalab.core.block.BlockColumns.Coded;
import dev.datalab.core.block.BlockSlice;
import dev.datalab.core.block.EventBlock;
import dev.datalab.core.block.Symbol;
import dev.datalab.core.event.Event;
import dev.datalab.core.internal.filter.BlockFilter;
import dev.datalab.core.internal.scan.VisitorCursor;
import dev.datalab.core.internal.scan.VisitorEvents;
import dev.datalab.core.internal.scan.VisitorSessions;
import dev.datalab.core.match.UrlName;
import dev.datalab.core.page.PageTally.Page;
import dev.datalab.core.query.Filter;
import dev.datalab.core.query.Site;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Counts the pages of buckets, visitor by visitor. One thread's; its scratch arrays live as long as
 * the question.
 *
 * <p>Entries and exits are a session's, in the order of its events. A view lasts until the
 * session's next change of address, unless a later change reports how long it was on that page: so
 * the times of several tabs are each their own, and a history that came in several pieces has the
 * times that it would have in one.
 */
final class PagesWorker {
  private final PagesQuestion question;
  private final Site site;
  private final PageTally tally = new PageTally();
  private final VisitorCursor cursor = new VisitorCursor();
  private final VisitorEvents events = new VisitorEvents();
  private final VisitorSessions sessions = new VisitorSessions();
  private final Views shown = new Views();
  private BlockPages[] blocks = new BlockPages[0];
  private @Nullable Page[] first = new Page[8];
  private @Nullable Page[] last = new Page[8];
  private long[] views = new long[8];

  PagesWorker(PagesQuestion question, Site site) {
    this.question = question;
    this.site = site;
  }

  PageTally tally() {
    return tally;
  }

  void count(List<BlockSlice> slices) {
    blocks = new BlockPages[slices.size()];
    for (int i = 0; i < blocks.length; i++) {
      blocks[i] = new BlockPages(slices.get(i).block());
    }
    cursor.open(slices);
    while (cursor.next()) {
      events.load(cursor, question.range().toMillis());
      sessions.cut(events, cursor);
      countVisitor();
    }
  }

  private void countVisitor() {
    begin(sessions.count());
    long visitor = tally.visitors + 1;
    boolean any = false;
    for (int i = 0; i < events.size(); i++) {
      BlockPages block = blocks[events.slice(i)];
      int event = events.event(i);
      if (!block.isChangeOfAddress(event) || !question.range().contains(events.time(i))) {
        continue;
      }
      int session = sessions.of(i);
      if (block.filter != null && !block.filter.test(event, session, sessions)) {
        continue;
      }
      end(block, event, session, events.time(i));
      Page page = block.page(event);
      if (page != null) {
        any = true;
        count(page, session, visitor);
        shown.open(session, events.time(i), page);
      }
    }
    if (any) {
      tally.visitors = visitor;
    }
    end(sessions.count());
  }

  /** What a change of address says of the views before it. */
  private void end(BlockPages block, int event, int session, long time) {
    long elapsed = block.elapsed(event);
    Page from = elapsed == Event.UNKNOWN_ELAPSED ? null : block.from(event);
    if (from == null || !shown.reported(session, from, elapsed)) {
      shown.followed(session, time);
    }
  }

  private void count(Page page, int session, long visitor) {
    page.views++;
    if (page.lastVisitor != visitor) {
      page.lastVisitor = visitor;
      page.visitors++;
    }
    if (views[session]++ == 0) {
      first[session] = page;
    }
    last[session] = page;
  }

  private void begin(int count) {
    shown.clear();
    if (count > views.length) {
      first = new Page[count * 2];
      last = new Page[count * 2];
      views = new long[count * 2];
    }
    Arrays.fill(views, 0, count, 0);
    Arrays.fill(first, 0, count, null);
    Arrays.fill(last, 0, count, null);
  }

  private void end(int count) {
    shown.addTimes();
    for (int session = 0; session < count; session++) {
      Page entry = first[session];
      Page exit = last[session];
      if (entry == null || exit == null) {
        continue;
      }
      tally.sessions++;
      entry.entries++;
      exit.exits++;
      if (views[session] == 1) {
        tally.bounces++;
        entry.bounces++;
      }
    }
  }

  /** A block's tables, made ready for the question. */
  private final class BlockPages {
    private final EventBlock block;
    private final Coded<Symbol> symbols;
    private final @Nullable Page[] pages;
    private final boolean[] changesAddress;
    final @Nullable BlockFilter filter;

    BlockPages(EventBlock block) {
      this.block = block;
      this.symbols = block.symbols();
      List<Symbol> table = symbols.table();
      pages = new Page[table.size()];
      changesAddress = new boolean[table.size()];
      for (int code = 0; code < pages.length; code++) {
        Symbol symbol = table.get(code);
        if (symbol instanceof Symbol.Visited visited) {
          pages[code] = tally.page(UrlName.path(visited.url()));
        }
        changesAddress[code] = symbol instanceof Symbol.Visited || symbol instanceof Symbol.Left;
      }
      filter =
          question.filter().equals(Filter.ALL)
              ? null
              : BlockFilter.of(question.filter(), site, block);
    }

    boolean isChangeOfAddress(int event) {
      return changesAddress[symbols.codes().get(event)];
    }

    /** The page that is entered; none for a leaving. */
    @Nullable Page page(int event) {
      return pages[symbols.codes().get(event)];
    }

    /** The page that a change of address leaves; none if it does not say. */
    @Nullable Page from(int event) {
      String from = block.details(event).from();
      return from.isEmpty() ? null : tally.page(UrlName.path(from));
    }

    long elapsed(int event) {
      return block.elapsed()[event];
    }
  }
}
