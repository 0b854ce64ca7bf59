package dev.datalab.ingest.imports;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datalab.core.Analysis;
import dev.datalab.core.audience.AudienceQuestion;
import dev.datalab.core.campaign.CampaignsQuestion;
import dev.datalab.core.element.ElementsQuestion;
import dev.datalab.core.event.Dimensions;
import dev.datalab.core.event.Element;
import dev.datalab.core.event.Event;
import dev.datalab.core.event.EventProperties;
import dev.datalab.core.event.RecordedEvent;
import dev.datalab.core.funnel.Breakdown;
import dev.datalab.core.funnel.FunnelQuestion;
import dev.datalab.core.funnel.FunnelQuestion.Definition;
import dev.datalab.core.funnel.Order;
import dev.datalab.core.funnel.Stage;
import dev.datalab.core.journey.JourneyQuestion;
import dev.datalab.core.match.Matcher;
import dev.datalab.core.overview.OverviewQuestion;
import dev.datalab.core.page.PagesQuestion;
import dev.datalab.core.query.Dimension;
import dev.datalab.core.query.Filter;
import dev.datalab.core.query.Interval;
import dev.datalab.core.query.Question;
import dev.datalab.core.query.Range;
import dev.datalab.core.query.Scope;
import dev.datalab.core.query.Site;
import dev.datalab.core.query.Unit;
import dev.datalab.core.retention.RetentionQuestion;
import dev.datalab.core.store.EventStore;
import dev.datalab.core.store.Frame;
import dev.datalab.core.store.Partition;
import dev.datalab.core.store.ScanRequest;
import dev.datalab.core.store.memory.InMemoryEventStore;
import dev.datalab.core.store.sqlite.SqliteEventStore;
import dev.datalab.ingest.device.DeviceClassifier;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was exported and imported elsewhere answers every question as the original does. */
class ExportedAnswersTest {
  private static final Partition SHOP = new Partition("shop", 0);
  private static final Instant NOW = Instant.parse("2026-11-20T00:00:00Z");
  private static final InstantSource CLOCK = InstantSource.fixed(NOW);
  private static final long BEGIN = Instant.parse("2026-10-24T00:00:00Z").toEpochMilli();
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  private static final int ROUNDS = 5;
  private static final int STREAMS = 5;

  @TempDir
  @SuppressWarnings("NullAway.Init")
  Path folder;

  @Test
  void everyQuestionIsAnsweredAsBeforeTheExport() throws Exception {
    for (int seed = 0; seed < ROUNDS; seed++) {
      try (EventStore original = new InMemoryEventStore(4, CLOCK);
          SqliteEventStore copy =
              SqliteEventStore.builder(folder.resolve("events" + seed + ".db"))
                  .clock(CLOCK)
                  .maintenance(false)
                  .blockEvents(100)
                  .open()) {
        int events = fill(original, new Random(seed));
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        new Exporter(original)
            .run(ScanRequest.all(SHOP), (chunk, count) -> lines.writeBytes(chunk));
        ImportResult result =
            new Importer(copy, DeviceClassifier.NONE, CLOCK)
                .run(ImportSource.of(SHOP), new ByteArrayInputStream(lines.toByteArray()));
        assertThat(result.rejected()).as("seed %d", seed).isEmpty();
        assertThat(result.accepted()).as("seed %d", seed).isEqualTo(events);
        for (int sealed = 0; sealed < 2; sealed++) {
          for (Question<?> question : questions(new Random(seed))) {
            Object expected = ask(original, question);
            assertThat(ask(copy, question))
                .as("seed %d, %s", seed, question)
                .usingRecursiveComparison()
                .isEqualTo(expected);
          }
          copy.seal();
        }
      }
    }
  }

  /** Streams that come in pieces, by turns and late, with events at equal times. */
  private static int fill(EventStore store, Random random) throws Exception {
    List<List<RecordedEvent>> streams = new ArrayList<>();
    int count = 0;
    for (int i = 0; i < STREAMS; i++) {
      long stream = store.newStream(SHOP);
      List<RecordedEvent> events = new ArrayList<>();
      long time = BEGIN + random.nextInt(20) * 86_400_000L;
      for (int seq = 1; seq <= 150; seq++) {
        time +=
            random.nextInt(4) == 0 ? 2_000_000L * random.nextInt(3) : 1_000L * random.nextInt(3);
        events.add(event(random, stream, seq, time));
      }
      streams.add(events);
      count += events.size();
    }
    for (int piece = 2; piece >= 0; piece--) {
      for (List<RecordedEvent> events : streams) {
        List<RecordedEvent> some = events.subList(50 * piece, 50 * piece + 50);
        store.append(Frame.of(SHOP, some.get(0).stream(), some)).get();
      }
    }
    return count;
  }

  private static RecordedEvent event(Random random, long stream, long seq, long time) {
    int visitor = random.nextInt(9);
    String page = "/" + "abcde".charAt(random.nextInt(5));
    EventProperties none = EventProperties.NONE;
    Event event =
        switch (random.nextInt(8)) {
          case 0 ->
              new Event.Click(
                  time, page, none, List.of(new Element("/html/a", "buy", "", "")), 5, -1, 70);
          case 1 -> new Event.UrlChange(time, page, "", none, 3_000);
          case 2 -> new Event.Custom(time, page, plan(random), "purchase");
          case 3 ->
              new Event.ElementTime(
                  time,
                  page,
                  none,
                  "",
                  "#buy",
                  some(random, Event.HoverAction.values()),
                  some(random, Event.Pointer.values()),
                  random.nextInt(9_000));
          case 4 ->
              new Event.MouseMovement(
                  time, page, none, List.of(new Event.Point(5, 6, 7, 800, "#buy")));
          default -> new Event.UrlChange(time, "", page, none, Event.UNKNOWN_ELAPSED);
        };
    Dimensions dimensions =
        visitor % 3 == 0
            ? Dimensions.NONE
            : new Dimensions(
                visitor % 2 == 0 ? "https://www.google.com/" : "",
                "Firefox",
                "Linux",
                "desktop",
                "de",
                "",
                new Dimensions.Utm(visitor % 2 == 1 ? "news" : "", "email", "spring", "", ""));
    String session = visitor % 4 == 0 ? "" : "s" + visitor + "-" + time / 86_400_000;
    return new RecordedEvent("v" + visitor, session, stream, seq, dimensions, "", event);
  }

  private static <T> T some(Random random, T[] choices) {
    return choices[random.nextInt(choices.length)];
  }

  private static EventProperties plan(Random random) {
    return new EventProperties(Map.of("plan", random.nextBoolean() ? "pro" : "free", "n", 1.5));
  }

  private static List<Question<?>> questions(Random random) {
    long from = BEGIN + random.nextInt(8) * 86_400_000L;
    Range range = new Range(from, from + (1 + random.nextInt(20)) * 86_400_000L);
    Filter pro = new Filter.Is(Dimension.of("properties.plan"), Filter.Op.EQUALS, List.of("pro"));
    Filter returning =
        new Filter.Is(Dimension.of("visitorType"), Filter.Op.EQUALS, List.of("returning"));
    List<Question<?>> questions = new ArrayList<>();
    for (Filter filter : List.of(Filter.ALL, pro, returning)) {
      questions.add(new PagesQuestion(range, filter, 100));
      questions.add(
          new AudienceQuestion(
              range, filter, BERLIN, Optional.of(Interval.DAY), Optional.empty(), 100));
      questions.add(
          new OverviewQuestion(
              range, filter, BERLIN, Optional.empty(), Optional.of(Interval.DAY), 10));
      questions.add(
          new RetentionQuestion(
              range, filter, BERLIN, Interval.WEEK, 4, Optional.of(Dimension.of("os")), 100));
      questions.add(new ElementsQuestion(range, filter, List.of(), Optional.empty(), 100));
      questions.add(
          new CampaignsQuestion(
              range, filter, Optional.empty(), Optional.of(Dimension.of("browser")), 100));
      for (Unit unit : Unit.values()) {
        questions.add(journey(range, filter, unit));
        for (Order order : Order.values()) {
          questions.add(
              new FunnelQuestion(
                  range,
                  filter,
                  BERLIN,
                  new Definition(
                      List.of(stage("/a"), stage("/b"), stage("/c")),
                      Optional.of(Duration.ofHours(2)),
                      order,
                      unit,
                      List.of()),
                  Optional.of(Interval.DAY),
                  Optional.of(Breakdown.of(Dimension.of("page")))));
        }
      }
    }
    return questions;
  }

  private static Stage stage(String page) {
    return new Stage(
        page, List.of(new Matcher.Url(Matcher.UrlOp.EQUALS, page)), false, Optional.empty());
  }

  private static JourneyQuestion journey(Range range, Filter filter, Unit unit) {
    return new JourneyQuestion(
        range,
        filter,
        new JourneyQuestion.By.Url(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        JourneyQuestion.Direction.FORWARD,
        JourneyQuestion.Form.STEPS,
        10,
        20,
        1,
        20,
        List.of(),
        unit,
        false,
        true,
        Optional.empty());
  }

  private static Object ask(EventStore store, Question<?> question) throws IOException {
    Scope scope =
        new Scope(
            SHOP.app(),
            OptionalInt.of(0),
            new Site("https://shop.example", ZoneOffset.UTC, List.of()));
    return new Analysis(store, Runnable::run, CLOCK).ask(scope, question);
  }
}
