package dev.datalab.ingest.imports;

import dev.datalab.core.store.EventStore;
import dev.datalab.core.store.memory.InMemoryEventStore;

class ImporterOverMemoryTest extends ImporterContract {
  @Override
  EventStore open() {
    return new InMemoryEventStore(4, CLOCK);
  }
}
