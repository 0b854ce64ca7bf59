package dev.datalab.core.funnel;

import dev.datalab.core.funnel.ListPlan.Place;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;

/**
 * The page of a list, of the units seen so far: so many as the page may have and one more, which
 * says that another follows. Not thread-safe.
 */
final class ListTally {
  private final ListPlan plan;
  private final PriorityQueue<Entry> page =
      new PriorityQueue<>(Comparator.comparing(Entry::place, Place.ORDER).reversed());

  private record Entry(Place place, long begun, long ended, int stage) {}

  ListTally(ListPlan plan) {
    this.plan = plan;
  }

  /** Whether a unit may be on the page, as far as its counted attempt says. */
  boolean wants(Attempt counted) {
    if (!plan.lists(counted)) {
      return false;
    }
    long reached = counted.time(counted.taken(plan.stage));
    return (plan.after == null || reached <= plan.after.reached())
        && (page.size() <= plan.limit || reached >= page.element().place().reached());
  }

  /**
   * Adds a unit that may be on the page.
   *
   * @param session empty if it has none, or visitors are the units
   */
  void add(Attempt counted, String visitor, String session) {
    Place after = plan.after;
    Place place = new Place(counted.time(counted.taken(plan.stage)), visitor, session);
    if (after == null || Place.ORDER.compare(after, place) < 0) {
      add(new Entry(place, counted.time(0), counted.time(counted.size() - 1), counted.depth()));
    }
  }

  /** Adds what there is of other units. */
  void add(ListTally other) {
    other.page.forEach(this::add);
  }

  private void add(Entry entry) {
    page.add(entry);
    if (page.size() > plan.limit + 1) {
      page.remove();
    }
  }

  FunnelVisitors answer(ZoneId zone, boolean perSession) {
    List<Entry> sorted = new ArrayList<>(page);
    sorted.sort(Comparator.comparing(Entry::place, Place.ORDER));
    boolean more = sorted.size() > plan.limit;
    List<Entry> shown = more ? sorted.subList(0, plan.limit) : sorted;
    return new FunnelVisitors(
        shown.stream()
            .map(
                entry ->
                    new FunnelVisitors.Row(
                        entry.place.visitor(),
                        perSession ? Optional.of(entry.place.session()) : Optional.empty(),
                        at(entry.begun, zone),
                        at(entry.place.reached(), zone),
                        at(entry.ended, zone),
                        entry.stage))
            .toList(),
        more ? Optional.of(plan.cursor(shown.get(shown.size() - 1).place)) : Optional.empty());
  }

  private static OffsetDateTime at(long millis, ZoneId zone) {
    return OffsetDateTime.ofInstant(Instant.ofEpochMilli(millis), zone);
  }
}
