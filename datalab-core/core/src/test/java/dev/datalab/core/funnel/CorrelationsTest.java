package dev.datalab.core.funnel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.datalab.core.event.RecordedEvent;
import dev.datalab.core.funnel.FunnelCorrelations.Row;
import dev.datalab.core.funnel.FunnelQuestion.Definition;
import dev.datalab.core.match.Matcher;
import dev.datalab.core.query.Range;
import dev.datalab.core.query.Site;
import dev.datalab.core.query.Unit;
import dev.datalab.core.store.Frame;
import dev.datalab.core.store.Partition;
import dev.datalab.core.store.Scan;
import dev.datalab.core.store.ScanRequest;
import dev.datalab.core.store.memory.InMemoryEventStore;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class CorrelationsTest {
  private static FunnelCorrelations of(Ask ask, int minimum, String... visits) {
    return ask.correlate(new FunnelCorrelating(OptionalInt.empty(), 20, minimum))
        .of(visits)
        .correlations()
        .orElseThrow();
  }

  @Test
  void aDimensionOfTheFirstEventIsSetBesideConverting() {
    List<String> visits = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      boolean firefox = i % 2 == 0;
      boolean converts = firefox ? i < 80 : i < 20;
      visits.add(
          "v%d [browser=%s]: /a@0%s"
              .formatted(i, firefox ? "Firefox" : "Chrome", converts ? " /b@1" : ""));
    }
    FunnelCorrelations found = of(Ask.stages("/a", "/b"), 10, visits.toArray(new String[0]));
    assertThat(found.converted()).isEqualTo(50);
    assertThat(found.dropped()).isEqualTo(50);
    assertThat(found.properties()).extracting(Row::value).containsExactly("Chrome", "Firefox");
    Row firefox = found.properties().get(1);
    assertThat(firefox.property()).isEqualTo("browser");
    assertThat(firefox.convertedWith()).isEqualTo(40);
    assertThat(firefox.droppedWith()).isEqualTo(10);
    assertThat(firefox.oddsRatio()).isCloseTo(16, within(1e-9));
    assertThat(firefox.low()).isGreaterThan(5);
    assertThat(firefox.pValue()).isLessThan(1e-6);
    assertThat(found.properties().get(0).pValue()).isEqualTo(firefox.pValue());
  }

  @Test
  void pagesAreThoseOnTheWayAndNotTheStages() {
    FunnelCorrelations found =
        of(
            Ask.stages("/a", "/b").window(100),
            1,
            "anna: /before@0 /a@1 /help@2 /help@3 /b@4 /after@5",
            "bert: /a@1 /price@2 /price@101 /late@102");
    assertThat(found.pages()).extracting(Row::value).containsExactly("/help", "/price");
    assertThat(found.pages()).extracting(Row::convertedWith).containsExactly(1L, 0L);
    assertThat(found.pages()).extracting(Row::droppedWith).containsExactly(0L, 1L);
  }

  @Test
  void ofSessionsOnlyTheirOwnPagesCount() {
    FunnelCorrelations found =
        of(
            Ask.stages("/a", "/b").perSession(),
            1,
            "anna: /a@0 /x@1 /b@2 /a@9000 /y@9001",
            "bert: /z@0");
    assertThat(found.pages()).extracting(Row::value).containsExactly("/x", "/y");
  }

  @Test
  void propertiesOfTheEventCountByTheirValues() {
    FunnelCorrelations found =
        of(
            Ask.stages("!a", "!b"),
            1,
            "anna: !a{plan=pro}@0 !b{plan=other}@1",
            "bert: !a{plan=free}@0");
    assertThat(found.properties())
        .extracting(row -> row.property() + " " + row.value())
        .containsExactly("properties.plan free", "properties.plan pro");
  }

  @Test
  void whatAllHaveOrTooFewSaysNothingNorDoesAnythingWhereAllConvert() {
    String[] visits = {
      "anna [os=Linux browser=Firefox]: /a@0 /b@1", "bert [os=Linux browser=Chrome]: /a@0"
    };
    assertThat(of(Ask.stages("/a", "/b"), 1, visits).properties())
        .extracting(Row::property)
        .containsOnly("browser");
    assertThat(of(Ask.stages("/a", "/b"), 2, visits).properties()).isEmpty();
    assertThat(of(Ask.stages("/a"), 1, visits).properties()).isEmpty();
  }

  @Test
  void convertersMayBeThoseWhoCameToAnyStage() {
    FunnelAnswer answer =
        Ask.stages("/a", "/b", "/c")
            .correlate(new FunnelCorrelating(OptionalInt.of(1), 20, 1))
            .of("anna: /a@0 /x@1 /b@2 /y@3", "bert: /a@0 /y@1");
    FunnelCorrelations found = answer.correlations().orElseThrow();
    assertThat(found.stage()).isEqualTo(1);
    assertThat(found.converted()).isEqualTo(1);
    assertThat(found.pages()).extracting(Row::value).containsExactly("/x", "/y");
  }

  @Test
  void howeverManyValuesThereAreTheyAreCountedExactlyInTheRoomThereIs() throws IOException {
    List<String> visits = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      String way = i % 3 == 0 ? " /b@9" : "";
      visits.add(
          "v%d [browser=b%d]: /a@0 /own%d@1 /often%d@2%s".formatted(i, i % 40, i, i % 7, way));
    }
    FunnelQuestion question =
        FunnelQuestion.of(
                new Range(0, Long.MAX_VALUE),
                new Definition(
                    List.of(page("/a"), page("/b")),
                    Optional.empty(),
                    Order.ORDERED,
                    Unit.VISITOR,
                    List.of()))
            .correlating(new FunnelCorrelating(OptionalInt.empty(), 50, 2));
    FunnelAnalysis analysis = FunnelAnalysis.of(question, new Site("", ZoneOffset.UTC, List.of()));
    try (InMemoryEventStore store = new InMemoryEventStore()) {
      List<RecordedEvent> events = Visits.of(visits.toArray(new String[0]));
      store.append(Frame.of(new Partition("app", 0), 1, events)).join();
      ScanRequest all =
          new ScanRequest(
              "app", OptionalInt.empty(), Long.MIN_VALUE, Long.MAX_VALUE, Optional.empty());
      try (Scan scan = store.scan(all)) {
        FunnelAnswer whole = analysis.answer(scan, Runnable::run, Instant.EPOCH, 1_000);
        assertThat(analysis.answer(scan, Runnable::run, Instant.EPOCH, 60)).isEqualTo(whole);
        assertThat(whole.correlations().orElseThrow().pages()).hasSize(7);
      }
    }
  }

  private static Stage page(String path) {
    return Stage.of(path, new Matcher.Url(Matcher.UrlOp.EQUALS, path));
  }
}
