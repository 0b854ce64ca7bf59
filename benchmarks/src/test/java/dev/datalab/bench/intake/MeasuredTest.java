package dev.datalab.bench.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A short load on a real server in a process of its own. */
final class MeasuredTest {
  private static final Duration SECOND = Duration.ofSeconds(1);

  @Test
  void everythingThatIsAcknowledgedIsStoredOnce() throws Exception {
    Path parent = Files.createDirectories(Path.of("target", "intake-test"));
    IntakeReport report;
    try (Measured measured = Measured.ownServer(parent)) {
      measured.run(new LoadPlan(5, 2_000, Duration.ZERO, SECOND, 10, 200));
      LoadPlan open = new LoadPlan(3, 0, SECOND, SECOND, 20, 200);
      measured.run(open);
      report = measured.report(open);
    }

    assertThat(report.isWhole()).as(report.toString()).isTrue();
    assertThat(report.sockets()).isEqualTo(8);
    // 200 frames were due in the first second, and none of them was left out.
    assertThat(report.acknowledged()).isGreaterThan(2_000);
    for (IntakeReport.Line line : report.lines()) {
      assertThat(line.failures()).isEmpty();
      assertThat(line.unacknowledged()).isZero();
      assertThat(line.unsentFrames()).isZero();
      assertThat(line.eventsPerSecond()).isPositive();
      assertThat(line.millis().p50()).isPositive().isLessThanOrEqualTo(line.millis().max());
      assertThat(line.serverCores()).isPositive();
    }
    assertThat(printed(report)).contains("nothing lost, nothing twice");
    try (Stream<Path> left = Files.list(parent)) {
      assertThat(left).as("what the server kept").isEmpty();
    }
  }

  private static String printed(IntakeReport report) {
    StringWriter text = new StringWriter();
    report.print(new PrintWriter(text));
    return text.toString();
  }
}
