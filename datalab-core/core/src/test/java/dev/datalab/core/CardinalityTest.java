package dev.datalab.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Strangers may give every event an address and properties of its own: that neither fills the
 * memory nor makes an answer wrong. {@code -Dcardinality=5000000} makes it that many, in a heap of
 * a hundred bytes each.
 */
final class CardinalityTest {
  private static final int ADDRESSES = Integer.getInteger("cardinality", 60_000);
  private static final int HEAP_MEGABYTES = Math.max(48, ADDRESSES / 10_000);

  @TempDir private Path directory;

  @Test
  @Timeout(value = 1, unit = TimeUnit.HOURS)
  void addressesAndPropertiesThatAreAllDifferentAreCountedInASmallHeap() throws Exception {
    List<String> told = attacked();

    int visitors = (ADDRESSES + 4) / 5;
    for (String when : List.of("while unsealed", "sealed")) {
      assertThat(told)
          .contains(
              "pages %s: views %d, visitors %d, rows 100, more %d"
                  .formatted(when, ADDRESSES, visitors, ADDRESSES - 100),
              "journey %s: paths %d, told 20, others %d, nodes 105"
                  .formatted(when, visitors, visitors - 20),
              "funnel %s: [%d, %d, 0]".formatted(when, visitors, visitors));
    }
  }

  private List<String> attacked() throws IOException, InterruptedException {
    Path errors = directory.resolve("errors.txt");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + HEAP_MEGABYTES + "m",
                "-XX:+UseSerialGC",
                "-XX:+ExitOnOutOfMemoryError",
                "-Dorg.sqlite.tmpdir=" + Files.createDirectories(directory.resolve("native")),
                "-cp",
                System.getProperty("java.class.path"),
                CardinalityAttack.class.getName(),
                directory.resolve("events.db").toString(),
                Integer.toString(ADDRESSES))
            .redirectError(errors.toFile())
            .start();
    List<String> told = process.inputReader(StandardCharsets.UTF_8).lines().toList();
    int exit = process.waitFor();
    told.forEach(System.out::println);
    assertThat(exit).as("%s%n%s", String.join("\n", told), Files.readString(errors)).isEqualTo(0);
    return told;
  }
}
