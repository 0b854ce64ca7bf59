package dev.datalab.core;

import dev.datalab.core.event.Event;
import dev.datalab.core.funnel.FunnelQuestion;
import dev.datalab.core.funnel.FunnelQuestion.Definition;
import dev.datalab.core.funnel.Stage;
import dev.datalab.core.journey.JourneyQuestion;
import dev.datalab.core.match.Matcher;
import dev.datalab.core.match.Matcher.UrlOp;
import dev.datalab.core.page.PagesQuestion;
import dev.datalab.core.query.Filter;
import dev.datalab.core.query.Question;
import dev.datalab.core.query.Range;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;

/**
 * A process that records a month of page views, or asks about them. Says each answer on a line of
 * standard output.
 */
final class SmallHeapQuestions {
  private static final Instant BEGIN = Instant.parse("2026-10-01T00:00:00Z");
  private static final int PAGES = 64;
  private static final int VIEWS_OF_A_VISITOR = 25;
  private static final int BATCH = 1_000;
  private static final int UNDER_WAY = 8;

  private SmallHeapQuestions() {}

  /** Takes the file and, to have events recorded, how many. */
  public static void main(String[] args) throws Exception {
    try (Datalab datalab = Datalab.open(Path.of(args[0]))) {
      if (args.length > 1) {
        record(datalab, Integer.parseInt(args[1]));
      }
      questions()
          .forEach(
              (name, question) -> {
                try {
                  System.out.println(name + " " + datalab.ask(question));
                } catch (java.io.IOException e) {
                  throw new java.io.UncheckedIOException(e);
                }
              });
    }
  }

  private static Map<String, Question<?>> questions() {
    Range month = Range.of(BEGIN, BEGIN.plus(Duration.ofDays(31)));
    return new TreeMap<>(
        Map.of(
            "funnel",
            FunnelQuestion.of(month, Definition.ordered(page(1), page(3), page(7))),
            "journey",
            JourneyQuestion.builder(month, new JourneyQuestion.By.Url()).time(true).build(),
            "pages",
            new PagesQuestion(month, Filter.ALL, PAGES)));
  }

  private static Stage page(int number) {
    return Stage.of("page " + number, new Matcher.Url(UrlOp.EQUALS, "/page-" + number));
  }

  private static void record(Datalab datalab, int events) throws Exception {
    Random random = new Random(7);
    Deque<CompletableFuture<?>> underWay = new ArrayDeque<>();
    List<NewEvent> batch = new ArrayList<>();
    long time = 0;
    for (int i = 0; i < events; i++) {
      if (i % VIEWS_OF_A_VISITOR == 0) {
        time = BEGIN.toEpochMilli() + random.nextInt(30 * 24 * 3_600) * 1_000L;
      }
      time += 1 + (long) (-20_000 * Math.log(1 - random.nextDouble()));
      int page = (int) (PAGES * Math.pow(random.nextDouble(), 3));
      batch.add(
          NewEvent.of(
              Visit.of("visitor-" + i / VIEWS_OF_A_VISITOR),
              Event.view(Instant.ofEpochMilli(time), "/page-" + page)));
      if (batch.size() == BATCH || i == events - 1) {
        underWay.add(datalab.app().submit(batch));
        batch = new ArrayList<>();
        if (underWay.size() > UNDER_WAY) {
          underWay.remove().join();
        }
      }
    }
    underWay.forEach(CompletableFuture::join);
  }
}
