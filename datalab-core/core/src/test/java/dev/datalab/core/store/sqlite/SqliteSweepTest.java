package dev.datalab.core.store.sqlite;

import static dev.datalab.core.store.sqlite.ShopLike.SHOP;
import static org.assertj.core.api.Assertions.assertThat;

import dev.datalab.core.store.Frame;
import dev.datalab.core.store.ImportBatch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteSweepTest {
  @TempDir
  @SuppressWarnings("NullAway.Init")
  Path folder;

  /** Maintenance asks for the time in several places; the import is given up at each of them. */
  @Test
  void anImportThatIsGivenUpInTheMiddleOfASweepStaysUnseen() throws Exception {
    int places = 0;
    while (staysUnseenWhenGivenUpAt(places)) {
      places++;
    }
    assertThat(places).as("places where the time was asked").isGreaterThan(1);
  }

  private boolean staysUnseenWhenGivenUpAt(int place) throws IOException {
    Thread sweeping = Thread.currentThread();
    AtomicInteger asked = new AtomicInteger();
    AtomicReference<ImportBatch> open = new AtomicReference<>();
    InstantSource clock =
        () -> {
          if (Thread.currentThread() == sweeping
              && open.get() != null
              && asked.getAndIncrement() == place) {
            close(open.get());
          }
          return InstantSource.system().instant();
        };
    try (SqliteEventStore store =
        SqliteEventStore.builder(folder.resolve("events" + place + ".db"))
            .maintenance(false)
            .clock(clock)
            .open()) {
      long stream = store.newStream(SHOP);
      ImportBatch batch = store.importBatch(SHOP);
      batch.append(Frame.of(SHOP, stream, ShopLike.events(stream, 1, 20, "old_")));
      open.set(batch);
      store.compact();
      assertThat(ShopLike.names(store, SHOP)).as("given up at %d", place).isEmpty();
      store.compact();
      assertThat(ShopLike.names(store, SHOP)).as("given up at %d", place).isEmpty();
      open.set(null);
      batch.close();
    }
    return asked.get() > place;
  }

  private static void close(ImportBatch batch) {
    try {
      batch.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
