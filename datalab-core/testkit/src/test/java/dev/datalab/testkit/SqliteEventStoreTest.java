package dev.datalab.testkit;

import dev.datalab.core.store.EventStore;
import dev.datalab.core.store.sqlite.SqliteEventStore;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;

class SqliteEventStoreTest {
  /** Everything stays in the log. */
  @Nested
  class Unsealed extends OnDisk {
    @Override
    SqliteEventStore.Builder settings(SqliteEventStore.Builder builder) {
      return builder.maintenance(false);
    }
  }

  /** Everything is sealed when a test settles it, into many small blocks. */
  @Nested
  class Sealed extends OnDisk {
    @Override
    SqliteEventStore.Builder settings(SqliteEventStore.Builder builder) {
      return builder.maintenance(false).sealEvents(500).blockEvents(100);
    }

    @Override
    protected void settle(EventStore store) throws IOException {
      ((SqliteEventStore) store).seal();
    }
  }

  /** One segment a month, and no memory to keep blocks in. */
  @Nested
  class Compacted extends OnDisk {
    @Override
    SqliteEventStore.Builder settings(SqliteEventStore.Builder builder) {
      return builder.maintenance(false).cacheBytes(0).blockEvents(1_000);
    }

    @Override
    protected void settle(EventStore store) throws IOException {
      ((SqliteEventStore) store).compact();
    }
  }

  /** The background does as it likes. */
  @Nested
  class Maintained extends OnDisk {
    @Override
    SqliteEventStore.Builder settings(SqliteEventStore.Builder builder) {
      return builder.sealAfter(Duration.ZERO).sealEvents(50).blockEvents(20);
    }
  }

  abstract static class OnDisk extends DurableEventStoreContract {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    abstract SqliteEventStore.Builder settings(SqliteEventStore.Builder builder);

    @Override
    protected EventStore create(InstantSource clock) throws IOException {
      return settings(SqliteEventStore.builder(folder.resolve("events.db")).clock(clock)).open();
    }

    @Override
    protected EventStore reopen(EventStore store, InstantSource clock) throws Exception {
      store.close();
      return create(clock);
    }
  }
}
