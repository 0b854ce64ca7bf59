package dev.datalab.bench.funnel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datalab.bench.clickstream.Clickstream;
import dev.datalab.bench.clickstream.Dataset;
import dev.datalab.core.block.BlockSlice;
import dev.datalab.core.block.EventBlock;
import dev.datalab.core.store.EventStore;
import dev.datalab.core.store.Scan;
import dev.datalab.core.store.ScanRequest;
import dev.datalab.core.store.sqlite.SqliteEventStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContestantsTest {
  private static final int VISITORS = 2_000;

  /** The five most popular pages, so that few visitors are enough to reach all stages. */
  private static final AskedFunnel POPULAR =
      new AskedFunnel(List.of(0, 1, 2, 3, 4), Duration.ofMinutes(5));

  @TempDir private static Path folder;
  private static Dataset dataset = new Dataset(0, 0, Path.of(""), Path.of(""), Path.of(""));

  @BeforeAll
  static void layDown() throws Exception {
    dataset = Dataset.in(folder, VISITORS);
  }

  @Test
  void engineAndSqlFindTheVisitorsThatAWalkOverTheEventsFinds() throws Exception {
    for (AskedFunnel funnel : List.of(POPULAR, AskedFunnel.STANDARD)) {
      try (Contestants contestants = new Contestants(dataset, funnel)) {
        assertThat(contestants.agreed(dataset)).isEqualTo(walked(funnel));
      }
    }
  }

  @Test
  void everyStageHasVisitorsAndFewerThanTheOneBefore() throws Exception {
    List<Long> reached = walked(POPULAR);
    for (int stage = 1; stage < reached.size(); stage++) {
      assertThat(reached.get(stage)).isPositive().isLessThan(reached.get(stage - 1));
    }
  }

  @Test
  void theSumRunsOverTheTimeAndTheSymbolOfEveryEvent() throws Exception {
    long expected = 0;
    try (EventStore store = SqliteEventStore.open(dataset.store());
        Scan scan = store.scan(ScanRequest.all(Dataset.PARTITION))) {
      for (int bucket = 0; bucket < scan.buckets(); bucket++) {
        for (BlockSlice slice : scan.bucket(bucket)) {
          EventBlock block = slice.block();
          int to = block.start(slice.toVisitor());
          for (int event = block.start(slice.fromVisitor()); event < to; event++) {
            expected += block.times()[event] + block.symbols().codes().get(event);
          }
        }
      }
    }
    try (Contestants contestants = new Contestants(dataset, POPULAR)) {
      assertThat(contestants.sum()).isEqualTo(expected).isNotZero();
    }
  }

  @Test
  void coldStartsAnswerTheSame() throws Exception {
    assertThat(ColdStart.datalab(dataset, POPULAR, Runnable::run)).isEqualTo(walked(POPULAR));
    assertThat(ColdStart.duckDb(dataset.duckDb(), POPULAR, VISITORS)).isEqualTo(walked(POPULAR));
    assertThat(ColdStart.duckDb(dataset.duckDbByPage(), POPULAR, VISITORS))
        .isEqualTo(walked(POPULAR));
  }

  @Test
  void aDatasetThatIsThereIsTakenAsItIs() throws Exception {
    var before = Files.getLastModifiedTime(dataset.duckDb());
    assertThat(Dataset.in(folder, VISITORS)).isEqualTo(dataset);
    assertThat(Files.getLastModifiedTime(dataset.duckDb())).isEqualTo(before);
  }

  /** The funnel in its plainest form: from each first view, always the earliest next one. */
  private static List<Long> walked(AskedFunnel funnel) throws Exception {
    long[] reached = new long[funnel.pages().size()];
    List<int[]> views = new ArrayList<>();
    int[] visitorBefore = {0};
    new Clickstream(VISITORS)
        .play(
            (visitor, second, page) -> {
              if (visitor != visitorBefore[0]) {
                count(funnel, views, reached);
                views.clear();
                visitorBefore[0] = visitor;
              }
              views.add(new int[] {second, page});
            });
    count(funnel, views, reached);
    List<Long> stages = new ArrayList<>();
    for (long visitors : reached) {
      stages.add(visitors);
    }
    return stages;
  }

  private static void count(AskedFunnel funnel, List<int[]> views, long[] reached) {
    int furthest = 0;
    for (int from = 0; from < views.size(); from++) {
      int stage = 0;
      for (int i = from; i < views.size() && stage < reached.length; i++) {
        boolean inTime = views.get(i)[0] - views.get(from)[0] <= funnel.window().toSeconds();
        if (inTime && views.get(i)[1] == funnel.pages().get(stage)) {
          stage++;
        } else if (i == from) {
          break;
        }
      }
      furthest = Math.max(furthest, stage);
    }
    for (int stage = 0; stage < furthest; stage++) {
      reached[stage]++;
    }
  }
}
