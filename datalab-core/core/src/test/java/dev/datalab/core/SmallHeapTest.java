package dev.datalab.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Questions go over the events and hold none of them: a heap in which the events would not fit
 * gives the same answers as a large one. {@code -Dsmallheap.events=3000000} makes it more.
 */
final class SmallHeapTest {
  private static final int EVENTS = Integer.getInteger("smallheap.events", 600_000);

  @TempDir private Path directory;

  @Test
  void aSmallHeapRecordsAndAnswersAsALargeOneDoes() throws Exception {
    String small = "48m";

    List<String> answers = run(small, Integer.toString(EVENTS));

    assertThat(answers).hasSize(3);
    assertThat(answers.get(2)).startsWith("pages PagesAnswer[views=" + EVENTS);
    assertThat(run(small)).isEqualTo(answers);
    assertThat(run("1g")).isEqualTo(answers);
  }

  private List<String> run(String heap, String... more) throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + heap,
                "-XX:+UseSerialGC",
                "-XX:+ExitOnOutOfMemoryError",
                "-Dorg.sqlite.tmpdir=" + Files.createDirectories(directory.resolve("native")),
                "-cp",
                System.getProperty("java.class.path"),
                SmallHeapQuestions.class.getName(),
                directory.resolve("events.db").toString()));
    command.addAll(List.of(more));
    Path errors = directory.resolve("errors.txt");
    Process process = new ProcessBuilder(command).redirectError(errors.toFile()).start();
    List<String> told = process.inputReader(StandardCharsets.UTF_8).lines().toList();
    assertThat(process.waitFor()).as("%s", Files.readString(errors)).isEqualTo(0);
    return told;
  }
}
