package dev.datalab.bench.clickstream;

import java.io.IOException;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * A month of an app's page views: visitors with 1 to 9 visits of 1 to 19 pages, about 50 views
 * each; seconds between views exponential with mean 20; pages by Zipf's law with exponent 1. The
 * same seed gives the same events.
 */
public final class Clickstream {
  /** How many different pages there are; page n is the n-th most popular, from 0. */
  public static final int PAGES = 64;

  /** When the month begins, in milliseconds since the epoch: 2026-10-01T00:00:00Z. */
  public static final long START_MILLIS = 1_790_812_800_000L;

  private static final int MOST_VISITS = 9;
  private static final int MOST_VIEWS = 19;
  private static final double MEAN_PAUSE_SECONDS = 20;
  private static final int SESSION_GAP_SECONDS = 1_801;
  private static final double LAST_START_SECONDS = 29.5 * 86_400;

  private final int visitors;
  private final double[] cumulated = new double[PAGES];

  /** The month of so many visitors. */
  public Clickstream(int visitors) {
    this.visitors = visitors;
    double sum = 0;
    for (int page = 0; page < PAGES; page++) {
      sum += 1.0 / (page + 1);
      cumulated[page] = sum;
    }
  }

  /** Takes the views of all visitors, visitor by visitor, each in the order of time. */
  public interface Sink {
    /**
     * Takes a view.
     *
     * @param visitor the visitor's number, from 0
     * @param second seconds since {@link #START_MILLIS}
     * @param page the page's number
     */
    void view(int visitor, int second, int page) throws IOException, SQLException;
  }

  /** Plays the month; returns how many views there were. */
  public long play(Sink sink) throws IOException, SQLException {
    SplittableRandom chance = new SplittableRandom(20_261_001);
    long views = 0;
    for (int visitor = 0; visitor < visitors; visitor++) {
      double[] starts = new double[1 + chance.nextInt(MOST_VISITS)];
      Arrays.setAll(starts, i -> chance.nextDouble() * LAST_START_SECONDS);
      Arrays.sort(starts);
      int second = 0;
      for (double start : starts) {
        second = Math.max(second + SESSION_GAP_SECONDS, (int) start);
        for (int left = 1 + chance.nextInt(MOST_VIEWS); left > 0; left--) {
          second += 1 + (int) (-MEAN_PAUSE_SECONDS * Math.log(1 - chance.nextDouble()));
          sink.view(visitor, second, page(chance.nextDouble()));
          views++;
        }
      }
    }
    return views;
  }

  /** The address of a page. */
  public static String path(int page) {
    return "/page-" + page;
  }

  /** The id of a visitor: 16 hexadecimal digits. */
  public static String visitorId(int visitor) {
    return "%016x".formatted(visitor * 0x9E3779B97F4A7C15L);
  }

  private int page(double share) {
    int found = Arrays.binarySearch(cumulated, share * cumulated[PAGES - 1]);
    return found < 0 ? -found - 1 : found;
  }
}
