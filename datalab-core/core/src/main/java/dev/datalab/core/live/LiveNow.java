package dev.datalab.core.live;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * Who is here at one moment, as a {@link LiveView} sees it.
 *
 * @param timeMillis the moment, in milliseconds since the epoch
 * @param visitors visitors with an event in the {@link LiveView#HERE_MILLIS} before it
 * @param pages the pages that most of them are on, at most {@link LiveView#MAX_PAGES}; most
 *     visitors first, then by name
 * @param funnels one a funnel, in the order in which they were given
 * @param isWhole false if events of the last {@link LiveView#MEMORY_MILLIS} had to be left out for
 *     want of memory, so that figures may be too low
 */
public record LiveNow(
    long timeMillis, long visitors, List<PageNow> pages, List<FunnelNow> funnels, boolean isWhole) {
  /** Copies the lists. */
  public LiveNow {
    pages = List.copyOf(pages);
    funnels = List.copyOf(funnels);
  }

  /** Whether it says the same as another one, whatever the time. */
  public boolean saysTheSameAs(LiveNow other) {
    return visitors == other.visitors
        && isWhole == other.isWhole
        && pages.equals(other.pages)
        && funnels.equals(other.funnels);
  }

  /**
   * A page that visitors are on.
   *
   * @param page its path without a trailing slash
   * @param visitors whose latest event with an address happened there
   */
  public record PageNow(String page, long visitors) {
    /** Requires a page. */
    public PageNow {
      requireNonNull(page, "page");
    }
  }

  /**
   * How far the visitors who are here stand in a funnel, by their events of the last {@link
   * LiveView#MEMORY_MILLIS}.
   *
   * @param id the funnel's
   * @param name the funnel's
   * @param visitors who are here and have an event that the funnel's filter lets through
   * @param stages one a stage, in their order
   */
  public record FunnelNow(String id, String name, long visitors, List<StageNow> stages) {
    /** Copies the list. */
    public FunnelNow {
      requireNonNull(id, "id");
      requireNonNull(name, "name");
      stages = List.copyOf(stages);
    }
  }

  /**
   * A stage of a funnel.
   *
   * @param name the stage's
   * @param visitors who reached it, as a funnel counts: an optional stage those who did it
   * @param here who reached it and no further; those of all stages add up to the first's visitors
   */
  public record StageNow(String name, long visitors, long here) {
    /** Requires a name. */
    public StageNow {
      requireNonNull(name, "name");
    }
  }
}
