package dev.datalab.core.store.memory;

import dev.datalab.core.block.BlockBuilder;
import dev.datalab.core.block.EventBlock;
import dev.datalab.core.event.RecordedEvent;
import dev.datalab.core.store.ArchiveSummary;
import dev.datalab.core.store.DeliveryCount;
import dev.datalab.core.store.Erasure;
import dev.datalab.core.store.FrameIntake;
import dev.datalab.core.store.Settlement.Outcome;
import dev.datalab.core.store.StreamState;
import dev.datalab.core.store.UtcDates;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Everything of one generation of one app. Guarded by the store's lock. */
final class MemoryPartition {
  final Map<Long, StreamState> states = new HashMap<>();
  final Map<String, Long> streamsByKey = new HashMap<>();
  private final Map<Long, Month> months = new TreeMap<>();
  private final Map<Kind, Long> delivery = new TreeMap<>(Kind.ORDER);

  void add(long stream, FrameIntake intake) {
    states.put(stream, intake.receipt().state());
    for (RecordedEvent event : intake.stored()) {
      months
          .computeIfAbsent(UtcDates.month(event.event().time()), unused -> new Month())
          .add(event);
    }
    for (DeliveryCount count : intake.counts()) {
      Kind kind = new Kind(count.day(), count.outcome(), count.reason());
      delivery.merge(kind, count.count(), Long::sum);
    }
  }

  /** A block for each month that has events in the range. */
  List<EventBlock> blocks(long fromMillis, long toMillis) {
    List<EventBlock> blocks = new ArrayList<>();
    for (Month month : months.values()) {
      if (month.last >= fromMillis && month.first < toMillis) {
        blocks.add(month.block());
      }
    }
    return blocks;
  }

  /** Takes the events out that are meant. */
  List<RecordedEvent> erase(Erasure erasure) {
    List<RecordedEvent> erased = new ArrayList<>();
    for (Map.Entry<Long, Month> entry : List.copyOf(months.entrySet())) {
      Month month = entry.getValue();
      Month left = new Month();
      int before = erased.size();
      for (RecordedEvent event : month.events) {
        if (erasure.covers(event)) {
          erased.add(event);
        } else {
          left.add(event);
        }
      }
      if (left.events.isEmpty()) {
        months.remove(entry.getKey());
      } else if (erased.size() > before) {
        months.put(entry.getKey(), left);
      }
    }
    return erased;
  }

  boolean holdsAnything() {
    return !delivery.isEmpty();
  }

  ArchiveSummary summary(int generation) {
    if (months.isEmpty()) {
      return new ArchiveSummary(generation, 0, 0, 0);
    }
    long first = Long.MAX_VALUE;
    long last = Long.MIN_VALUE;
    long events = 0;
    for (Month month : months.values()) {
      first = Math.min(first, month.first);
      last = Math.max(last, month.last);
      events += month.events.size();
    }
    return new ArchiveSummary(generation, first, last, events);
  }

  List<DeliveryCount> delivery(long fromMillis, long toMillis) {
    List<DeliveryCount> counts = new ArrayList<>();
    delivery.forEach(
        (kind, count) -> {
          if (UtcDates.overlaps(kind.day, fromMillis, toMillis)) {
            counts.add(new DeliveryCount(kind.day, kind.outcome, kind.reason, count));
          }
        });
    return counts;
  }

  private static final class Month {
    private final List<RecordedEvent> events = new ArrayList<>();
    private long first = Long.MAX_VALUE;
    private long last = Long.MIN_VALUE;
    private @Nullable EventBlock block;

    void add(RecordedEvent event) {
      events.add(event);
      first = Math.min(first, event.event().time());
      last = Math.max(last, event.event().time());
      block = null;
    }

    EventBlock block() {
      EventBlock built = block;
      if (built == null) {
        built = BlockBuilder.of(events);
        block = built;
      }
      return built;
    }
  }

  private record Kind(LocalDate day, Outcome outcome, String reason) {
    static final Comparator<Kind> ORDER =
        Comparator.comparing(Kind::day).thenComparing(Kind::outcome).thenComparing(Kind::reason);
  }
}
