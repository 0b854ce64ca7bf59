package dev.datalab.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datalab.core.Analysis;
import dev.datalab.core.event.Dimensions;
import dev.datalab.core.event.Element;
import dev.datalab.core.event.Event;
import dev.datalab.core.event.EventProperties;
import dev.datalab.core.event.RecordedEvent;
import dev.datalab.core.funnel.FunnelAnswer;
import dev.datalab.core.funnel.FunnelAnswer.StageResult;
import dev.datalab.core.funnel.FunnelQuestion;
import dev.datalab.core.funnel.FunnelQuestion.Definition;
import dev.datalab.core.funnel.Order;
import dev.datalab.core.funnel.Stage;
import dev.datalab.core.match.Matcher;
import dev.datalab.core.match.Matcher.UrlOp;
import dev.datalab.core.query.Range;
import dev.datalab.core.query.Scope;
import dev.datalab.core.query.Site;
import dev.datalab.core.query.Unit;
import dev.datalab.core.store.Frame;
import dev.datalab.core.store.Partition;
import dev.datalab.core.store.sqlite.SqliteEventStore;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the README shows to whoever embeds the core. */
final class ReadmeExampleTest {
  @TempDir private Path directory;

  @Test
  void aStoreAndAQuestion() throws IOException {
    long from = Instant.parse("2026-11-01T00:00:00Z").toEpochMilli();
    long to = Instant.parse("2026-11-02T00:00:00Z").toEpochMilli();

    try (SqliteEventStore store = SqliteEventStore.open(directory.resolve("events.db"))) {
      Partition shop = new Partition("shop", 0);
      long stream = store.newStream(shop);
      List<RecordedEvent> events = events(stream, from);
      store.append(Frame.of(shop, stream, events)).join(); // durable from here on

      Analysis analysis = new Analysis(store, ForkJoinPool.commonPool(), Clock.systemUTC());
      Site site = new Site("https://shop.example", ZoneOffset.UTC, List.of());
      FunnelAnswer answer =
          analysis.funnel(
              new Scope("shop", OptionalInt.of(0), site),
              FunnelQuestion.of(
                  new Range(from, to),
                  new Definition(
                      List.of(
                          Stage.of("Home", new Matcher.Url(UrlOp.EQUALS, "/")),
                          Stage.of("Order", new Matcher.Click("#order"))),
                      Optional.of(Duration.ofHours(1)),
                      Order.ORDERED,
                      Unit.VISITOR,
                      List.of())));

      assertThat(answer.stages()).extracting(StageResult::visitors).containsExactly(2L, 1L);
    }
  }

  private static List<RecordedEvent> events(long stream, long start) {
    EventProperties none = EventProperties.NONE;
    return List.of(
        recorded("ann", stream, 1, new Event.UrlChange(start, "", "/", none, -1)),
        recorded("bob", stream, 2, new Event.UrlChange(start + 5, "", "/", none, -1)),
        recorded(
            "ann",
            stream,
            3,
            new Event.Click(
                start + 60_000, "/", none, List.of(Element.ofTarget("#order")), 10, 20, -1)));
  }

  private static RecordedEvent recorded(String visitor, long stream, long seq, Event event) {
    return new RecordedEvent(visitor, "", stream, seq, Dimensions.NONE, "", event);
  }
}
