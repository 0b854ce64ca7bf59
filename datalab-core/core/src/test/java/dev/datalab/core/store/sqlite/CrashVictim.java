package dev.datalab.core.store.sqlite;

import static dev.datalab.core.store.sqlite.ShopLike.SHOP;

import dev.datalab.core.store.Frame;
import dev.datalab.core.store.ImportBatch;
import java.nio.file.Path;
import java.time.Duration;

/**
 * A process that writes until it is killed, and says on standard output what was acknowledged:
 * {@code A stream seq} for an append up to a number, {@code I stream} for an import of {@value
 * #IMPORTED} events; {@code B stream} says that one begins.
 */
final class CrashVictim {
  static final int IMPORTED = 900;

  private CrashVictim() {}

  public static void main(String[] args) throws Exception {
    SqliteEventStore store =
        SqliteEventStore.builder(Path.of(args[0]))
            .sealAfter(Duration.ZERO)
            .sealEvents(2_000)
            .blockEvents(1_000)
            .open();
    for (int thread = 0; thread < 3; thread++) {
      new Thread(() -> appendForEver(store)).start();
    }
    importForEver(store);
  }

  private static void appendForEver(SqliteEventStore store) {
    try {
      long stream = store.newStream(SHOP);
      for (long seq = 1; ; seq += 20) {
        store.append(Frame.of(SHOP, stream, ShopLike.events(stream, seq, 20, "live_"))).get();
        System.out.println("A " + stream + " " + (seq + 19));
      }
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static void importForEver(SqliteEventStore store) throws Exception {
    while (true) {
      long stream = store.newStream(SHOP);
      System.out.println("B " + stream);
      try (ImportBatch batch = store.importBatch(SHOP)) {
        for (int seq = 1; seq <= IMPORTED; seq += 100) {
          batch.append(Frame.of(SHOP, stream, ShopLike.events(stream, seq, 100, "old_")));
        }
        batch.commit();
      }
      System.out.println("I " + stream);
    }
  }
}
