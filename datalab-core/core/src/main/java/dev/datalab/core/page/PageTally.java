package dev.datalab.core.page;

import com.dynatrace.hash4j.hashing.Hasher64;
import com.dynatrace.hash4j.hashing.Hashing;
import dev.datalab.core.internal.measure.Durations;
import dev.datalab.core.page.PagesAnswer.PageRow;
import dev.datalab.core.page.PagesAnswer.TimeOnPage;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What was counted of pages: of every page since it was last settled, and before that of the pages
 * of a window.
 *
 * <p>Names are dealt out to {@value #PARTS} parts by a hash that strangers can't foresee, and a
 * window is some neighbouring parts. When its pages take more memory than they may, the window
 * gives up its last part: so at the end those that are left are complete, and another pass counts
 * the rest. A window of one part is never given up.
 */
final class PageTally {
  /** How many parts there are. */
  static final int PARTS = 64;

  /** What a page takes beside the letters of its name and its times, in bytes. */
  private static final int PAGE_BYTES = 220;

  private static final int LEAST_PAGES = 1_024;
  private static final int SHARE_OF_OPEN = 8;
  private static final int LEAST_TIMES = 1 << 14;
  private static final int MOST_TIMES = 1 << 20;

  /** What a time takes while it is open, several times over. */
  private static final int TIME_BYTES = 128;

  private static final int SHIFT = Long.SIZE - 6;
  private static final Hasher64 HASHER = Hashing.xxh3_64(new SecureRandom().nextLong());

  /** Of every page, not settled yet. */
  final OpenPages open = new OpenPages();

  private final List<Map<String, Page>> parts = new ArrayList<>();
  private final long[] bytesOf = new long[PARTS];
  private final int first;
  private final long maxBytes;
  private final long mostTimes;
  private int end = PARTS;
  private long bytes;
  long views;
  long visitors;
  long sessions;
  long bounces;

  /**
   * Counts the pages of a window.
   *
   * @param first its first part, from 0; it reaches to the last one, or as far as memory does
   * @param maxBytes about how much memory its pages may take
   */
  PageTally(int first, long maxBytes) {
    this.first = first;
    this.maxBytes = maxBytes;
    this.mostTimes = Math.max(LEAST_TIMES, Math.min(MOST_TIMES, maxBytes / TIME_BYTES));
    for (int part = 0; part < PARTS; part++) {
      parts.add(new HashMap<>());
    }
  }

  /** The counts of one page. */
  static final class Page {
    final String name;
    final Durations times = new Durations();
    long views;
    long visitors;
    long entries;
    long exits;
    long bounces;

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

    private long bytes() {
      return PAGE_BYTES + 2L * name.length() + times.bytes();
    }

    /** As the answer shows it. */
    PageRow row() {
      Optional<TimeOnPage> time =
          times.distribution().map(of -> new TimeOnPage(of.average(), of.median(), times.size()));
      return new PageRow(
          name, views, visitors, entries, exits, bounces, ratio(bounces, entries), time);
    }
  }

  /** Whether so many pages or times are open that they had better be settled. */
  boolean isCrowded() {
    return open.size() > Math.max(LEAST_PAGES, maxBytes / PAGE_BYTES / SHARE_OF_OPEN)
        || open.times() > mostTimes;
  }

  /** Adds what is open to the pages of the window. */
  void settle() {
    open.handOut(
        (name, views, visitors, entries, exits, bounces, times, from, to) -> {
          int part = (int) (HASHER.hashCharsToLong(name) >>> SHIFT);
          if (part >= first && part < end) {
            Map<String, Page> pages = parts.get(part);
            Page page = pages.get(name);
            long before = page == null ? 0 : page.bytes();
            if (page == null) {
              page = new Page(name);
              pages.put(name, page);
            }
            page.views += views;
            page.visitors += visitors;
            page.entries += entries;
            page.exits += exits;
            page.bounces += bounces;
            page.times.addAll(times, from, to);
            account(part, page.bytes() - before);
          }
        });
    open.clear();
  }

  private void take(Page page, int part) {
    if (part < first || part >= end) {
      return;
    }
    Page known = parts.get(part).putIfAbsent(page.name, page);
    long more = page.bytes();
    if (known != null) {
      more = -known.bytes();
      known.add(page);
      more += known.bytes();
    }
    account(part, more);
  }

  private void account(int part, long more) {
    bytesOf[part] += more;
    bytes += more;
    while (bytes > maxBytes && end - first > 1) {
      giveUp(end - 1);
    }
  }

  /** Gives up a part and those behind it. */
  private void giveUp(int part) {
    while (end > part) {
      end--;
      parts.set(end, Map.of());
      bytes -= bytesOf[end];
      bytesOf[end] = 0;
    }
  }

  /** Adds what another has counted of a window that begins with the same part. */
  void add(PageTally other) {
    views += other.views;
    visitors += other.visitors;
    sessions += other.sessions;
    bounces += other.bounces;
    giveUp(other.end);
    for (int part = first; part < other.end; part++) {
      for (Page page : other.parts.get(part).values()) {
        take(page, part);
      }
    }
  }

  /** Behind the last part whose pages were counted. */
  int end() {
    return end;
  }

  /** The pages of the window that were viewed. */
  List<Page> pages() {
    List<Page> pages = new ArrayList<>();
    for (int part = first; part < end; part++) {
      pages.addAll(parts.get(part).values());
    }
    return pages;
  }

  static double ratio(long part, long whole) {
    return whole == 0 ? 0 : (double) part / whole;
  }
}
