package dev.datalab.testkit;

import dev.datalab.core.store.EventStore;
import dev.datalab.core.store.memory.InMemoryEventStore;
import java.time.InstantSource;
import org.junit.jupiter.api.Nested;

class InMemoryEventStoreTest {
  @Nested
  class InOneBucket extends EventStoreContract {
    @Override
    protected EventStore create(InstantSource clock) {
      return new InMemoryEventStore(1, clock);
    }
  }

  @Nested
  class InEightBuckets extends EventStoreContract {
    @Override
    protected EventStore create(InstantSource clock) {
      return new InMemoryEventStore(8, clock);
    }
  }
}
