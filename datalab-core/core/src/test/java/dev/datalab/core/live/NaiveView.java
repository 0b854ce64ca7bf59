package dev.datalab.core.live;

import static java.util.Comparator.comparingLong;

import dev.datalab.core.event.Event;
import dev.datalab.core.event.EventType;
import dev.datalab.core.event.RecordedEvent;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What a live view says, from its words and by trying everything: all events at every look, every
 * way through an ordered funnel.
 */
final class NaiveView {
  private static final long MINUTE = 60_000;

  private final List<RecordedEvent> events;
  private final long now;

  NaiveView(List<RecordedEvent> events, long now) {
    this.events =
        events.stream()
            .filter(NaiveView::makesVisitor)
            .filter(event -> event.event().time() >= now - 30 * MINUTE)
            .filter(event -> event.event().time() <= now + MINUTE)
            .sorted(
                comparingLong((RecordedEvent event) -> event.event().time())
                    .thenComparing(RecordedEvent::stream)
                    .thenComparing(RecordedEvent::seq))
            .toList();
    this.now = now;
  }

  private static boolean makesVisitor(RecordedEvent recorded) {
    Event event = recorded.event();
    return event.type() != EventType.STAGE
        && event.type() != EventType.MOUSE
        && !(event instanceof Event.UrlChange change && change.leaves());
  }

  Set<String> here() {
    Set<String> here = new HashSet<>();
    for (RecordedEvent event : events) {
      if (event.event().time() >= now - 5 * MINUTE) {
        here.add(event.visitor());
      }
    }
    return here;
  }

  List<LiveNow.PageNow> pages() {
    Map<String, Long> pages = new TreeMap<>();
    for (String visitor : here()) {
      String page = "";
      for (RecordedEvent event : of(visitor)) {
        page = event.event().url().isEmpty() ? page : event.event().url();
      }
      if (!page.isEmpty()) {
        pages.merge(page, 1L, Long::sum);
      }
    }
    List<LiveNow.PageNow> ranked = new ArrayList<>();
    pages.forEach((page, visitors) -> ranked.add(new LiveNow.PageNow(page, visitors)));
    ranked.sort(Comparator.comparingLong(LiveNow.PageNow::visitors).reversed());
    return ranked.subList(0, Math.min(20, ranked.size()));
  }

  private List<RecordedEvent> of(String visitor) {
    return events.stream().filter(event -> event.visitor().equals(visitor)).toList();
  }

  /** How many of those who are here stand at each stage of a funnel of pages, in this order. */
  List<Long> standing(long windowMillis, List<String> stages) {
    long[] standing = new long[stages.size()];
    for (String visitor : here()) {
      int deepest = -1;
      List<RecordedEvent> path = of(visitor);
      for (int first = 0; first < path.size(); first++) {
        if (isAt(path.get(first), stages.get(0))) {
          deepest =
              Math.max(
                  deepest,
                  depth(path, first, path.get(first).event().time() + windowMillis, 0, stages));
        }
      }
      if (deepest >= 0) {
        standing[deepest]++;
      }
    }
    List<Long> counted = new ArrayList<>();
    for (long each : standing) {
      counted.add(each);
    }
    return counted;
  }

  /** The deepest stage that any way on from here leads to. */
  private static int depth(
      List<RecordedEvent> path, int at, long until, int stage, List<String> stages) {
    int deepest = stage;
    for (int next = at + 1; next < path.size(); next++) {
      if (stage + 1 < stages.size()
          && path.get(next).event().time() <= until
          && isAt(path.get(next), stages.get(stage + 1))) {
        deepest = Math.max(deepest, depth(path, next, until, stage + 1, stages));
      }
    }
    return deepest;
  }

  private static boolean isAt(RecordedEvent event, String page) {
    return event.event() instanceof Event.UrlChange change && change.to().equals(page);
  }
}
