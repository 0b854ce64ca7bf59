package dev.datalab.bench.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

final class IntakeCommandTest {
  @Test
  void eachNumberOfSocketsIsMeasuredWithEachRate() {
    IntakeCommand command = new IntakeCommand();
    new CommandLine(command)
        .parseArgs(
            "--sockets", "200,500", "--rate", "20000,0", "--duration", "5m", "--warm-up", "PT2S");

    Duration warmUp = Duration.ofSeconds(2);
    Duration duration = Duration.ofMinutes(5);
    assertThat(command.plans())
        .containsExactly(
            new LoadPlan(200, 20_000, warmUp, duration, 20, 200),
            new LoadPlan(200, 0, warmUp, duration, 20, 200),
            new LoadPlan(500, 20_000, warmUp, duration, 20, 200),
            new LoadPlan(500, 0, warmUp, duration, 20, 200));
  }

  @Test
  void framesAreDueAtARateWhateverTheSocketsDo() {
    LoadPlan plan = new LoadPlan(200, 50_000, Duration.ZERO, Duration.ofSeconds(1), 20, 200);
    assertThat(plan.dueNanos(0)).isZero();
    assertThat(plan.dueNanos(1)).isEqualTo(400_000);
    assertThat(plan.dueNanos(2_500)).isEqualTo(1_000_000_000);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          --sockets 0                                          | --sockets: 1 to 100,000, not 0.
          --rate -1                                            | --rate: 0 to 100,000,000, not -1.
          --frame 65                                           | --frame: 1 to 64, not 65.
          --in-flight 19                                       | --in-flight: 20 to 1,000, not 19.
          --duration 0s                                        | --duration: 1 s to 24 h
          --duration soon                                      | 'soon' is no duration such as 30s
          --token abc                                          | are for a --server
          --server https://localhost:1 --token abc             | --server: an address as http://localhost:8080
          --server localhost:8080 --token abc                  | --server: an address as http://localhost:8080
          --server http://localhost:1                          | say by --user or by --token
          --server http://localhost:1 --user ada --token abc   | say by --user or by --token
          --server http://localhost:1 --user ada               | give --password too
          """)
  void wrongUsageIsExplained(String arguments, String explanation) {
    StringWriter said = new StringWriter();
    int exit =
        new CommandLine(new IntakeCommand())
            .setErr(new PrintWriter(said))
            .execute(arguments.strip().split("\\s+"));

    assertThat(exit).isEqualTo(2);
    assertThat(said.toString()).contains(explanation.strip());
  }
}
