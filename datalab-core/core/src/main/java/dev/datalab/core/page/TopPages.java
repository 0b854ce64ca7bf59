package dev.datalab.core.page;

import dev.datalab.core.page.PageTally.Page;
import dev.datalab.core.page.PagesAnswer.PageRow;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/** The most viewed of pages that come in several lots, each page in one of them. */
final class TopPages {
  private static final Comparator<Page> BEST_LAST =
      Comparator.comparingLong((Page page) -> page.views)
          .thenComparing(page -> page.name, Comparator.reverseOrder());

  private static final Comparator<PageRow> BEST_FIRST =
      Comparator.comparingLong((PageRow row) -> -row.views()).thenComparing(PageRow::page);

  private final int limit;
  private List<PageRow> rows = new ArrayList<>();
  private long different;

  TopPages(int limit) {
    this.limit = limit;
  }

  /** Takes a lot. */
  void add(Collection<Page> pages) {
    different += pages.size();
    PriorityQueue<Page> best = new PriorityQueue<>(BEST_LAST);
    for (Page page : pages) {
      best.add(page);
      if (best.size() > limit) {
        best.remove();
      }
    }
    best.forEach(page -> rows.add(page.row()));
    rows.sort(BEST_FIRST);
    rows = new ArrayList<>(rows.subList(0, Math.min(limit, rows.size())));
  }

  /** The best, the most viewed first, then by name. */
  List<PageRow> rows() {
    return rows;
  }

  /** How many pages are not among the rows. */
  long more() {
    return different - rows.size();
  }
}
