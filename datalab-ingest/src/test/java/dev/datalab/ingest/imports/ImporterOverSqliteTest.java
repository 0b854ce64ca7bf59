package dev.datalab.ingest.imports;

import dev.datalab.core.store.EventStore;
import dev.datalab.core.store.sqlite.SqliteEventStore;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class ImporterOverSqliteTest extends ImporterContract {
  @TempDir Path directory;

  @Override
  EventStore open() throws IOException {
    return SqliteEventStore.builder(directory.resolve("events.db")).clock(CLOCK).open();
  }
}
