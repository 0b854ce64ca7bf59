package dev.datalab.testkit;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.datalab.core.Analysis;
import dev.datalab.core.App;
import dev.datalab.core.Datalab;
import dev.datalab.core.NewEvent;
import dev.datalab.core.Recorder;
import dev.datalab.core.Visit;
import dev.datalab.core.event.Event;
import dev.datalab.core.funnel.FunnelAnswer;
import dev.datalab.core.funnel.FunnelQuestion;
import dev.datalab.core.funnel.FunnelQuestion.Definition;
import dev.datalab.core.funnel.Stage;
import dev.datalab.core.match.Matcher;
import dev.datalab.core.match.Matcher.UrlOp;
import dev.datalab.core.page.PagesQuestion;
import dev.datalab.core.query.Filter;
import dev.datalab.core.query.Range;
import dev.datalab.core.query.Scope;
import dev.datalab.core.query.Site;
import dev.datalab.core.store.EventStore;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.ForkJoinPool;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What the README and the Javadoc show to whoever embeds the core, run; and that they show just
 * this. An example stands here between two comments, in a method of its own.
 */
final class ReadmeExampleTest {
  private static final Instant noon = Instant.parse("2026-11-01T12:00:00Z");

  @TempDir private Path directory;

  @Test
  void aHostRecordsItsEventsAndAsksAFunnel() throws IOException {
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    PrintStream out = System.out;
    System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
    try {
      recordAndAsk(directory.resolve("events.db"));
    } finally {
      System.setOut(out);
    }
    assertThat(printed.toString(StandardCharsets.UTF_8)).isEqualTo("0.5" + System.lineSeparator());
  }

  private static void recordAndAsk(Path file) throws IOException {
    // example: record and ask
    try (Datalab datalab = Datalab.open(file)) {
      datalab.record(
          Visit.of("ann"), Event.view(noon, "/"), Event.view(noon.plusSeconds(20), "/tents"));
      datalab.record(Visit.of("bob"), Event.view(noon, "/"));
      datalab.record(
          Visit.of("ann"),
          Event.named(noon.plusSeconds(90), "/tents", "purchase", Map.of("plan", "pro")));

      FunnelAnswer answer =
          datalab.ask(
              FunnelQuestion.of(
                  Range.of(noon, noon.plus(Duration.ofDays(1))),
                  Definition.ordered(
                      Stage.of("Home", new Matcher.Url(UrlOp.EQUALS, "/")),
                      Stage.of("Purchase", new Matcher.Named("purchase", Map.of("plan", "pro"))))));

      System.out.println(answer.stages().get(1).conversionFromFirst()); // 0.5: ann, not bob
    }
    // end
  }

  @Test
  void aRecorderGoesOnWhereItWas() throws IOException {
    List<NewEvent> queue =
        List.of(
            NewEvent.of(Visit.of("ann"), Event.view(noon, "/")),
            NewEvent.of(Visit.of("bob"), Event.view(noon, "/")),
            NewEvent.of(Visit.of("ann"), Event.view(noon, "/tents")));
    Path file = directory.resolve("queue.db");
    for (int run = 1; run <= queue.size(); run++) {
      try (Datalab datalab = Datalab.open(file)) {
        drain(datalab, queue.subList(0, run));
        assertThat(datalab.ask(pages()).views()).isEqualTo(run);
      }
    }
  }

  private static void drain(Datalab datalab, List<NewEvent> queue) throws IOException {
    // example: recorder
    Recorder orders = datalab.app().recorder("orders");
    for (long number = orders.next(); number <= queue.size(); number++) {
      orders.record(number, List.of(queue.get((int) number - 1)));
    }
    // end
  }

  @Test
  void anAnalysisAnswersOverAnyStore() throws IOException {
    try (Datalab datalab = Datalab.inMemory()) {
      App shop = datalab.app("shop");
      shop.record(Visit.of("ann"), Event.view(noon, "/"));
      Scope scope = new Scope("shop", OptionalInt.of(0), new Site("", ZoneOffset.UTC, List.of()));
      assertThat(analysed(datalab.store(), scope, day(), home()).visitors()).isEqualTo(1);
    }
  }

  private static FunnelAnswer analysed(
      EventStore store, Scope scope, Range range, Definition definition) throws IOException {
    // example: analysis
    Analysis analysis = new Analysis(store, ForkJoinPool.commonPool(), Clock.systemUTC());
    FunnelAnswer answer = analysis.ask(scope, FunnelQuestion.of(range, definition));
    // end
    return answer;
  }

  @ParameterizedTest
  @CsvSource({
    "record and ask, README.md",
    "record and ask, datalab-core/core/src/main/java/dev/datalab/core/Datalab.java",
    "recorder, datalab-core/core/src/main/java/dev/datalab/core/Recorder.java",
    "analysis, datalab-core/core/src/main/java/dev/datalab/core/Analysis.java",
  })
  void theExampleIsWhatRunsHere(String name, String shownIn) throws IOException {
    String source =
        read("datalab-core/testkit/src/test/java/dev/datalab/testkit/ReadmeExampleTest.java");
    java.util.regex.Matcher example =
        Pattern.compile("// example: " + name + "\n(.*?)// end\n", Pattern.DOTALL).matcher(source);
    assertThat(example.find()).as("example " + name).isTrue();

    assertThat(withoutSpace(read(shownIn).replaceAll("\n \\* ?", "\n")))
        .contains(withoutSpace(example.group(1)));
  }

  private static String read(String path) throws IOException {
    Path root = Path.of("").toAbsolutePath();
    while (!Files.exists(root.resolve("README.md"))
        || !Files.exists(root.resolve("datalab-core"))) {
      root = requireNonNull(root.getParent(), "no repository above the working directory");
    }
    return Files.readString(root.resolve(path));
  }

  private static String withoutSpace(String text) {
    return text.replaceAll("\\s+", "");
  }

  private static Range day() {
    return Range.of(noon, noon.plus(Duration.ofDays(1)));
  }

  private static Definition home() {
    return Definition.ordered(Stage.of("Home", new Matcher.Url(UrlOp.EQUALS, "/")));
  }

  private static PagesQuestion pages() {
    return new PagesQuestion(day(), Filter.ALL, 10);
  }
}
