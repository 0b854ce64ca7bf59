package dev.datalab.core.store.sqlite;

import static dev.datalab.core.store.sqlite.ShopLike.SHOP;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real processes, a real disk, and {@code kill -9}. */
class SqliteCrashTest {
  private static final int KILLS = 10;
  private static final long SEED = 20_261_122;

  @TempDir
  @SuppressWarnings("NullAway.Init")
  Path folder;

  private final Map<Long, Long> appended = new HashMap<>();
  private final Set<Long> begun = new HashSet<>();
  private final Set<Long> imported = new HashSet<>();

  @Test
  void everyAcknowledgedEventIsThereOnceAfterTenKills() throws Exception {
    Path file = folder.resolve("events.db");
    Random random = new Random(SEED);
    for (int kill = 0; kill < KILLS; kill++) {
      runAndKill(file, 20 + random.nextInt(120));
    }
    assertThat(appended).hasSizeGreaterThanOrEqualTo(KILLS);
    assertThat(imported).isNotEmpty();
    assertThat(begun).as("some import was cut off").hasSizeGreaterThan(imported.size());
    try (SqliteEventStore store = SqliteEventStore.builder(file).maintenance(false).open()) {
      checkWholeness(store);
      store.compact();
      checkWholeness(store);
    }
  }

  /** Runs a victim until it has acknowledged so many times, and kills it at once. */
  private void runAndKill(Path file, int acknowledgements) throws Exception {
    Process victim =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Dorg.sqlite.tmpdir=" + Files.createDirectories(folder.resolve("native")),
                "-cp",
                System.getProperty("java.class.path"),
                CrashVictim.class.getName(),
                file.toString())
            .redirectError(folder.resolve("errors.txt").toFile())
            .start();
    try (BufferedReader output = victim.inputReader(StandardCharsets.UTF_8)) {
      for (int i = 0; i < acknowledgements; i++) {
        String line = output.readLine();
        assertThat(line).as("the victim's errors: %s", errors()).isNotNull();
        note(line);
      }
      // By its handle: the process's own method would close the stream that we read from.
      victim.toHandle().destroyForcibly();
      // What it had said before it died counts, too; a last line that was cut off does not.
      List<String> rest = output.lines().toList();
      rest.stream().limit(Math.max(0, rest.size() - 1)).forEach(this::note);
    } finally {
      victim.destroyForcibly();
      assertThat(victim.waitFor(30, TimeUnit.SECONDS)).isTrue();
    }
  }

  private String errors() throws IOException {
    return Files.readString(folder.resolve("errors.txt"));
  }

  private void note(String line) {
    String[] words = line.split(" ");
    if (words[0].equals("A")) {
      appended.merge(Long.parseLong(words[1]), Long.parseLong(words[2]), Math::max);
    } else if (words[0].equals("B")) {
      begun.add(Long.parseLong(words[1]));
    } else {
      assertThat(words[0]).isEqualTo("I");
      imported.add(Long.parseLong(words[1]));
    }
  }

  private void checkWholeness(SqliteEventStore store) throws Exception {
    List<String> names = ShopLike.names(store, SHOP);
    Set<String> there = new HashSet<>(names);
    assertThat(there).as("no event twice").hasSameSizeAs(names);
    appended.forEach(
        (stream, last) -> {
          for (long seq = 1; seq <= last; seq++) {
            assertThat(there.contains(stream + ":" + seq))
                .as("acknowledged %d of stream %d", seq, stream)
                .isTrue();
          }
        });
    Map<Long, Long> counts = new HashMap<>();
    for (String name : names) {
      counts.merge(Long.parseLong(name.substring(0, name.indexOf(':'))), 1L, Long::sum);
    }
    for (long stream : imported) {
      assertThat(counts).containsEntry(stream, (long) CrashVictim.IMPORTED);
    }
    for (Map.Entry<Long, Long> stream : counts.entrySet()) {
      long mark = store.state(SHOP, stream.getKey()).mark();
      assertThat(mark).as("mark and events agree").isEqualTo(stream.getValue());
      if (begun.contains(stream.getKey())) {
        assertThat(mark)
            .as("an import is there wholly or not at all")
            .isEqualTo(CrashVictim.IMPORTED);
      }
    }
  }
}
