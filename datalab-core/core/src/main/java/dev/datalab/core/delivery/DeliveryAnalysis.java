package dev.datalab.core.delivery;

import dev.datalab.core.delivery.DeliveryAnswer.Day;
import dev.datalab.core.query.Scope;
import dev.datalab.core.store.ArchiveSummary;
import dev.datalab.core.store.DeliveryCount;
import dev.datalab.core.store.EventStore;
import dev.datalab.core.store.Partition;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Answers a {@link DeliveryQuestion}. Hosts ask {@link dev.datalab.core.Analysis}.
 *
 * <p>No event is read: a store counts what it settles in the same transaction. A generation's
 * counts are read at one moment; those of all generations one after the other, of which only the
 * last still grows.
 */
final class DeliveryAnalysis {
  private DeliveryAnalysis() {}

  static DeliveryAnswer answer(EventStore store, Scope scope, DeliveryQuestion question)
      throws IOException {
    FatesTally total = new FatesTally();
    Map<LocalDate, FatesTally> days = new TreeMap<>();
    for (int generation : generations(store, scope)) {
      Partition partition = new Partition(scope.app(), generation);
      List<DeliveryCount> counts =
          store.delivery(partition, question.range().fromMillis(), question.range().toMillis());
      for (DeliveryCount count : counts) {
        total.add(count);
        days.computeIfAbsent(count.day(), day -> new FatesTally()).add(count);
      }
    }
    List<Day> rows = new ArrayList<>();
    days.forEach((day, tally) -> rows.add(new Day(day, tally.fates())));
    return new DeliveryAnswer(total.fates(), rows);
  }

  private static List<Integer> generations(EventStore store, Scope scope) throws IOException {
    return scope.generation().isPresent()
        ? List.of(scope.generation().getAsInt())
        : store.archives(scope.app()).stream().map(ArchiveSummary::generation).toList();
  }
}
