package dev.datalab.core.page;

import dev.datalab.core.internal.measure.Durations;
import dev.datalab.core.page.PagesAnswer.PageRow;
import dev.datalab.core.page.PagesAnswer.TimeOnPage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What was counted of pages. */
final class PageTally {
  private final Map<String, Page> pages = new HashMap<>();
  long visitors;
  long sessions;
  long bounces;

  /** The counts of one page. */
  static final class Page {
    final String name;
    final Durations times = new Durations();
    long views;
    long visitors;
    long entries;
    long exits;
    long bounces;

    /** The number of the visitor who was counted last. */
    long lastVisitor;

    Page(String name) {
      this.name = name;
    }

    private void add(Page other) {
      views += other.views;
      visitors += other.visitors;
      entries += other.entries;
      exits += other.exits;
      bounces += other.bounces;
      times.addAll(other.times);
    }

    private PageRow row() {
      Optional<TimeOnPage> time =
          times.distribution().map(of -> new TimeOnPage(of.average(), of.median(), times.size()));
      return new PageRow(
          name, views, visitors, entries, exits, bounces, ratio(bounces, entries), time);
    }
  }

  Page page(String name) {
    return pages.computeIfAbsent(name, Page::new);
  }

  void add(PageTally other) {
    visitors += other.visitors;
    sessions += other.sessions;
    bounces += other.bounces;
    other.pages.forEach((name, page) -> page(name).add(page));
  }

  PagesAnswer toAnswer(int limit) {
    List<Page> ranked = new ArrayList<>(pages.values());
    ranked.removeIf(page -> page.views == 0);
    ranked.sort(
        Comparator.comparingLong((Page page) -> -page.views).thenComparing(page -> page.name));
    long views = 0;
    for (Page page : ranked) {
      views += page.views;
    }
    List<PageRow> rows = ranked.stream().limit(limit).map(Page::row).toList();
    return new PagesAnswer(
        views,
        visitors,
        sessions,
        bounces,
        ratio(bounces, sessions),
        rows,
        ranked.size() - rows.size());
  }

  private static double ratio(long part, long whole) {
    return whole == 0 ? 0 : (double) part / whole;
  }
}
