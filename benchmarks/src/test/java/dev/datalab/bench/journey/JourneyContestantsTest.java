package dev.datalab.bench.journey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datalab.bench.clickstream.Clickstream;
import dev.datalab.bench.clickstream.Dataset;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JourneyContestantsTest {
  private static final int VISITORS = 2_000;

  @TempDir private static Path folder;
  private static Dataset dataset = new Dataset(0, 0, Path.of(""), Path.of(""), Path.of(""));

  @BeforeAll
  static void layDown() throws Exception {
    dataset = Dataset.in(folder, VISITORS);
  }

  @Test
  void engineAndSqlFindTheWholePathsThatAWalkOverTheEventsFinds() throws Exception {
    for (AskedJourney asked :
        List.of(AskedJourney.STANDARD, new AskedJourney(3, 5, 12), new AskedJourney(20, 64, 1))) {
      Map<List<Integer>, Long> walked = walked(asked.steps());
      try (JourneyContestants contestants = new JourneyContestants(dataset, asked)) {
        Graph agreed = contestants.agreed();

        assertThat(agreed.paths())
            .isEqualTo(
                walked.values().stream()
                    .sorted(java.util.Comparator.reverseOrder())
                    .limit(asked.paths())
                    .toList());
        assertThat(agreed.otherPaths()).isEqualTo(walked.size() - asked.paths());
        assertThat(agreed.nodes().keySet().stream().filter(node -> node.startsWith("0 ")))
            .hasSizeBetween(asked.top(), asked.top() + 1);
        assertThat(agreed.edges().values().stream().mapToLong(Long::longValue).sum())
            .isEqualTo(
                walked.entrySet().stream()
                    .mapToLong(path -> (path.getKey().size() - 1) * path.getValue())
                    .sum());
      }
    }
  }

  @Test
  void timesComeOnTopOfTheSameAnswer() throws Exception {
    try (JourneyContestants contestants = new JourneyContestants(dataset, AskedJourney.STANDARD)) {
      assertThat(Graph.of(contestants.datalabWithTimes()))
          .isEqualTo(Graph.of(contestants.datalab()));
      assertThat(contestants.datalabWithTimes().edges()).allMatch(edge -> edge.time().isPresent());
    }
  }

  /** Visitors by their pages, those straight after themselves left out, cut to so many steps. */
  private static Map<List<Integer>, Long> walked(int steps) throws Exception {
    Map<Integer, List<Integer>> pages = new TreeMap<>();
    new Clickstream(VISITORS)
        .play(
            (visitor, second, page) -> {
              List<Integer> own = pages.computeIfAbsent(visitor, v -> new ArrayList<>());
              if (own.size() < steps && (own.isEmpty() || own.get(own.size() - 1) != page)) {
                own.add(page);
              }
            });
    Map<List<Integer>, Long> paths = new java.util.HashMap<>();
    pages.values().forEach(path -> paths.merge(path, 1L, Long::sum));
    return paths;
  }
}
