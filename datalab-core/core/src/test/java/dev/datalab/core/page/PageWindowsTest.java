package dev.datalab.core.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datalab.core.Told;
import dev.datalab.core.event.Dimensions;
import dev.datalab.core.event.Event;
import dev.datalab.core.event.EventProperties;
import dev.datalab.core.event.RecordedEvent;
import dev.datalab.core.query.Filter;
import dev.datalab.core.query.Range;
import dev.datalab.core.query.Scope;
import dev.datalab.core.store.Frame;
import dev.datalab.core.store.Partition;
import dev.datalab.core.store.memory.InMemoryEventStore;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.Test;

/** More pages than there is memory for: counted in several passes, with the same answer. */
final class PageWindowsTest {
  private static final Scope APP = new Scope("app", OptionalInt.of(0), Told.SHOP);
  private static final Range DAY = new Range(0, 86_400_000);

  @Test
  void theAnswerDoesNotDependOnHowMuchMemoryThereIs() throws IOException {
    try (InMemoryEventStore store = new InMemoryEventStore(16, InstantSource.system())) {
      List<RecordedEvent> visits = visits(20_000, 3_000);
      store.append(Frame.of(new Partition("app", 0), 1, visits)).join();
      long views = visits.stream().filter(of -> !((Event.UrlChange) of.event()).leaves()).count();
      for (int limit : new int[] {1, 50, 10_000}) {
        PagesQuestion question = new PagesQuestion(DAY, Filter.ALL, limit);
        PagesAnswer inOnePass = ask(store, question, 1 << 30);

        assertThat(ask(store, question, 200_000)).isEqualTo(inOnePass);
        assertThat(ask(store, question, 1)).isEqualTo(inOnePass);
        assertThat(inOnePass.pages().size() + inOnePass.more()).isEqualTo(3_000);
        assertThat(inOnePass.views()).isEqualTo(views);
      }
    }
  }

  private static PagesAnswer ask(InMemoryEventStore store, PagesQuestion question, long maxBytes)
      throws IOException {
    return PagesAnalysis.answer(store, APP, question, ForkJoinPool.commonPool(), maxBytes);
  }

  /** Views of pages of which some are popular, some with the time on the page before, leavings. */
  private static List<RecordedEvent> visits(int events, int pages) {
    Random random = new Random(11);
    List<RecordedEvent> visits = new ArrayList<>();
    for (int i = 0; i < events; i++) {
      int least = random.nextInt(pages);
      String page = "/page/" + (i < pages ? i : random.nextInt(least + 1));
      String from = "/page/" + random.nextInt(least + 1);
      boolean leaves = i >= pages && random.nextInt(4) == 0;
      visits.add(
          new RecordedEvent(
              "visitor" + random.nextInt(200),
              "",
              1,
              i + 1,
              Dimensions.NONE,
              "",
              new Event.UrlChange(
                  random.nextInt(86_400_000),
                  from,
                  leaves ? "" : page,
                  EventProperties.NONE,
                  random.nextInt(100_000) - 1)));
    }
    return visits;
  }
}
