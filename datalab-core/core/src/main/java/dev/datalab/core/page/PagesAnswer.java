package dev.datalab.core.page;

import java.util.List;
import java.util.Optional;

/**
 * The pages that were seen.
 *
 * @param views of all pages
 * @param visitors with any view
 * @param sessions with any view
 * @param bounces sessions with one view
 * @param bounceRate of the sessions, 0 to 1; 0 where there is none
 * @param pages the most viewed first, then by name
 * @param more pages that the limit left out
 */
public record PagesAnswer(
    long views,
    long visitors,
    long sessions,
    long bounces,
    double bounceRate,
    List<PageRow> pages,
    long more) {
  /** Copies the list. */
  public PagesAnswer {
    pages = List.copyOf(pages);
  }

  /**
   * One page.
   *
   * @param page its path, without a trailing slash
   * @param views how often it was opened
   * @param visitors how many different visitors opened it
   * @param entries sessions that began here
   * @param exits sessions that ended here
   * @param bounces sessions that saw this page once and no other
   * @param bounceRate bounces of the entries, 0 to 1; 0 where there is none
   * @param time how long people stayed; none where nobody's time is known
   */
  public record PageRow(
      String page,
      long views,
      long visitors,
      long entries,
      long exits,
      long bounces,
      double bounceRate,
      Optional<TimeOnPage> time) {}

  /**
   * Time on a page, in seconds, over the views whose time is known.
   *
   * @param median for an even number the mean of the middle two
   * @param views how many those are, at least 1
   */
  public record TimeOnPage(double average, double median, long views) {}
}
