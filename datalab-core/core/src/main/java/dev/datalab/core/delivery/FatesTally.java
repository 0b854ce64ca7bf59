package dev.datalab.core.delivery;

import dev.datalab.core.delivery.DeliveryAnswer.Fates;
import dev.datalab.core.delivery.DeliveryAnswer.Reason;
import dev.datalab.core.store.DeliveryCount;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Adds up what became of events. */
final class FatesTally {
  private final Map<String, Long> reasons = new HashMap<>();
  private long stored;
  private long refused;
  private long duplicates;
  private long lost;

  void add(DeliveryCount count) {
    switch (count.outcome()) {
      case STORED -> stored += count.count();
      case LOST -> lost += count.count();
      case REFUSED -> {
        if (count.reason().equals(DeliveryCount.DUPLICATE_ID)) {
          duplicates += count.count();
        } else {
          refused += count.count();
          reasons.merge(count.reason(), count.count(), Long::sum);
        }
      }
      case BLANK -> throw new IllegalStateException("no store counts where there was no event");
    }
  }

  Fates fates() {
    List<Reason> rows =
        reasons.entrySet().stream()
            .map(each -> new Reason(each.getKey(), each.getValue()))
            .sorted(
                Comparator.comparingLong((Reason each) -> -each.events())
                    .thenComparing(Reason::reason))
            .toList();
    return new Fates(stored, refused, duplicates, lost, rows);
  }
}
