package dev.datalab.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The README's walk-through, run by bash and curl as it stands there. */
final class ReadmeIT {
  private static final String SECTION = "## From nothing to a funnel, call by call";
  private static final Pattern BLOCK = Pattern.compile("(?ms)^```(\\w*)\\n(.*?)^```$");
  private static final String END = "-- end of block --";

  /** Commands, and what the README says that they answer; empty where it says nothing. */
  private record Step(String commands, String answer) {}

  @Test
  void theWalkThroughAnswersWhatItSays() throws IOException, InterruptedException {
    List<Step> steps = steps();
    assertThat(steps).hasSizeGreaterThan(5);
    try (RunningServer server = RunningServer.start()) {
      List<String> answers = run(steps, "http://localhost:" + server.port());
      for (int i = 0; i < steps.size(); i++) {
        assertThat(withoutSpace(answers.get(i)))
            .as(steps.get(i).commands())
            .matches(pattern(steps.get(i).answer()));
      }
    }
  }

  private static List<Step> steps() throws IOException {
    String readme = Files.readString(Path.of("..", "README.md"));
    int begin = readme.indexOf(SECTION);
    assertThat(begin).as("the section '%s'", SECTION).isPositive();
    Matcher block = BLOCK.matcher(readme.substring(begin, readme.indexOf("\n## ", begin + 3)));
    List<Step> steps = new ArrayList<>();
    while (block.find()) {
      if ("sh".equals(block.group(1))) {
        steps.add(new Step(block.group(2), ""));
      } else {
        Step step = steps.remove(steps.size() - 1);
        steps.add(new Step(step.commands(), block.group(2)));
      }
    }
    return steps;
  }

  private static List<String> run(List<Step> steps, String server)
      throws IOException, InterruptedException {
    String script =
        steps.stream()
            .map(step -> step.commands() + "\nprintf '\\n%s\\n' '" + END + "'\n")
            .collect(Collectors.joining("\n", "set -eu\n", ""))
            .replace("http://localhost:8080", server);
    Path directory = Files.createDirectories(Path.of("target", "readme"));
    Path file = Files.writeString(directory.resolve("walkthrough.sh"), script);
    Path output = directory.resolve("walkthrough.out");
    int exit =
        new ProcessBuilder("bash", file.toString())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start()
            .waitFor();
    String printed = Files.readString(output, StandardCharsets.UTF_8);
    assertThat(exit).as(printed).isZero();
    return List.of(printed.split("\n" + END + "\n", -1));
  }

  /** The README's answer as an expression: an ellipsis stands for anything. */
  private static Pattern pattern(String answer) {
    return Pattern.compile(
        Stream.of(withoutSpace(answer).split("…", -1))
            .map(Pattern::quote)
            .collect(Collectors.joining(".*")));
  }

  private static String withoutSpace(String text) {
    return text.replaceAll("\\s", "");
  }
}
