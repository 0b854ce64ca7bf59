package dev.datalab.core.store.memory;

import dev.datalab.core.store.EventStore;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The ids that an app's importers gave, each with when and under which generation it came. */
final class MemoryIds {
  private static final long MEMORY_MILLIS = Duration.ofDays(EventStore.ID_MEMORY_DAYS).toMillis();

  private final Map<String, Seen> seen = new HashMap<>();

  boolean isNew(String id, long now) {
    Seen before = seen.get(id);
    return before == null || now - before.time >= MEMORY_MILLIS;
  }

  boolean remember(String id, int generation, long now) {
    if (!isNew(id, now)) {
      return false;
    }
    seen.put(id, new Seen(generation, now));
    return true;
  }

  boolean[] remember(List<String> ids, int generation, long now) {
    boolean[] unknown = new boolean[ids.size()];
    for (int i = 0; i < unknown.length; i++) {
      unknown[i] = remember(ids.get(i), generation, now);
    }
    return unknown;
  }

  void addAll(MemoryIds others) {
    seen.putAll(others.seen);
  }

  void forget(int generation) {
    seen.values().removeIf(entry -> entry.generation == generation);
  }

  void forget(String id) {
    seen.remove(id);
  }

  private record Seen(int generation, long time) {}
}
