package dev.datalab.ingest.intake;

import com.dynatrace.hash4j.hashing.Hasher64;
import com.dynatrace.hash4j.hashing.Hashing;
import dev.datalab.core.match.UrlName;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * How many different pages an app may have in a day: strangers could make up a new one with every
 * event. A page is its path. Those that came first stay welcome all day; a further one is refused,
 * and Delivery says so: under a name in common the figures of pages would be untrue.
 *
 * <p>Counts what this process has let through since the day began in UTC, by hashes that strangers
 * can't foresee, up to 24 bytes a page. Safe for use by several threads.
 */
final class PageLimit {
  static final String REASON =
      "url: the app has had as many different pages today as the server takes; raise"
          + " events.pages-per-day, or clean the addresses.";

  private static final long DAY_MILLIS = Duration.ofDays(1).toMillis();

  private final int pagesPerDay;
  private final Hasher64 hasher = Hashing.xxh3_64(new SecureRandom().nextLong());
  private final Map<String, Pages> byApp = new HashMap<>();
  private long day = Long.MIN_VALUE;

  /**
   * A limit.
   *
   * @param pagesPerDay how many; 0 for any number
   */
  PageLimit(int pagesPerDay) {
    this.pagesPerDay = pagesPerDay;
  }

  /**
   * Whether an event of a page is let through.
   *
   * @param url the page's address; an empty one always is
   * @param nowMillis by which clock a day begins
   */
  boolean admits(String app, String url, long nowMillis) {
    if (pagesPerDay == 0 || url.isEmpty()) {
      return true;
    }
    long page = hasher.hashCharsToLong(UrlName.path(url));
    return of(app, Math.floorDiv(nowMillis, DAY_MILLIS)).admits(page, pagesPerDay);
  }

  private synchronized Pages of(String app, long today) {
    if (today > day) {
      byApp.clear();
      day = today;
    }
    return byApp.computeIfAbsent(app, name -> new Pages());
  }

  /** An open hash table; 0 is a free place, and so a page whose hash it is counts as known. */
  private static final class Pages {
    private long[] hashes = new long[64];
    private int size;

    synchronized boolean admits(long page, int most) {
      int place = place(page);
      if (page == 0 || hashes[place] == page) {
        return true;
      }
      if (size >= most) {
        return false;
      }
      hashes[place] = page;
      size++;
      if (2 * size > hashes.length) {
        grow();
      }
      return true;
    }

    private int place(long page) {
      int mask = hashes.length - 1;
      int place = (int) page & mask;
      while (hashes[place] != 0 && hashes[place] != page) {
        place = (place + 1) & mask;
      }
      return place;
    }

    private void grow() {
      long[] before = hashes;
      hashes = new long[Math.multiplyExact(2, before.length)];
      for (long page : before) {
        if (page != 0) {
          hashes[place(page)] = page;
        }
      }
    }
  }
}
