package dev.datalab.core.live;

import static dev.datalab.core.live.Shop.NOW;
import static dev.datalab.core.live.Shop.event;
import static dev.datalab.core.live.Shop.fed;
import static dev.datalab.core.live.Shop.funnel;
import static dev.datalab.core.live.Shop.ready;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.datalab.core.event.RecordedEvent;
import dev.datalab.core.funnel.FunnelQuestion.Definition;
import dev.datalab.core.live.LiveNow.FunnelNow;
import dev.datalab.core.live.LiveNow.PageNow;
import dev.datalab.core.live.LiveNow.StageNow;
import dev.datalab.core.query.Campaign;
import dev.datalab.core.query.Dimension;
import dev.datalab.core.query.Filter;
import dev.datalab.core.query.Site;
import dev.datalab.core.query.Unit;
import dev.datalab.core.store.Partition;
import dev.datalab.core.store.Scan;
import dev.datalab.core.store.memory.InMemoryEventStore;
import java.io.IOException;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class LiveViewTest {

  /** The example of the class's documentation. */
  @Test
  void aViewHasWhatIsStoredAndWhatComes() throws IOException {
    Partition shop = Shop.PARTITION;
    LiveFunnels funnels = ready(funnel("/", "/basket"));
    long now = NOW;
    try (InMemoryEventStore store = new InMemoryEventStore()) {
      Shop.store(store, List.of(event("ann", 1, 1, "/", -60), event("bob", 2, 1, "/", -5)));
      RecordedEvent event = event("ann", 1, 2, "/basket", -1);

      LiveView view = new LiveView(64 << 20);
      try (Scan scan = store.scan(LiveView.request(shop, now))) {
        view.load(scan, now, () -> {}); // what is stored already
      }
      view.add(event, now); // and each event that is stored from now on
      LiveNow here = view.now(funnels, now);

      assertThat(here)
          .isEqualTo(
              new LiveNow(
                  now,
                  2,
                  List.of(new PageNow("/", 1), new PageNow("/basket", 1)),
                  List.of(
                      new FunnelNow(
                          "f",
                          "Sale",
                          2,
                          List.of(new StageNow("/", 2, 1), new StageNow("/basket", 1, 1)))),
                  true));
    }
  }

  @Test
  void aVisitorIsHereForFiveMinutesAndNoLonger() {
    LiveView view = fed(event("ann", 1, 1, "/", 0));

    assertThat(view.now(LiveFunnels.NONE, NOW + 300_000).visitors()).isEqualTo(1);
    assertThat(view.now(LiveFunnels.NONE, NOW + 300_001).visitors()).isZero();
  }

  @Test
  void whoGoesQuietAndComesBackStandsWhereTheyStood() {
    LiveFunnels funnels = ready(funnel("/", "/basket"));
    LiveView view = fed(event("ann", 1, 1, "/", 0));
    assertThat(view.now(funnels, NOW + 400_000).funnels().get(0).visitors()).isZero();

    view.add(event("ann", 1, 2, "/basket", 420), NOW + 420_000);

    assertThat(view.now(funnels, NOW + 420_000).funnels().get(0).stages())
        .containsExactly(new StageNow("/", 1, 0), new StageNow("/basket", 1, 1));
  }

  @Test
  void eventsOfOverHalfAnHourAgoCountForNothing() {
    LiveFunnels funnels = ready(funnel("/", "/basket"));
    LiveView view = fed(event("ann", 1, 1, "/", 0));
    view.add(event("ann", 1, 2, "/basket", 1_800), NOW + 1_800_000);

    assertThat(view.now(funnels, NOW + 1_800_000).funnels().get(0).stages())
        .containsExactly(new StageNow("/", 1, 0), new StageNow("/basket", 1, 1));
    assertThat(view.now(funnels, NOW + 1_800_001).funnels().get(0).stages())
        .containsExactly(new StageNow("/", 0, 0), new StageNow("/basket", 0, 0));
  }

  @Test
  void leavingsHintsAndPathsOfThePointerMakeNobodyAVisitor() {
    LiveView view =
        fed(event("ann", 1, 1, "<", -1), event("bob", 2, 1, "*", -1), event("cid", 3, 1, "?", -1));

    assertThat(view.now(LiveFunnels.NONE, NOW).visitors()).isZero();
    assertThat(view.bytes()).isZero();
  }

  @Test
  void aVisitorIsOnThePageOfTheLatestEventWhicheverCameLast() {
    LiveView view =
        fed(
            event("ann", 1, 2, "/b/?x=1", -10),
            event("ann", 1, 1, "/a", -20), // late
            event("bob", 3, 1, "/c", -10),
            event("bob", 2, 9, "/d", -10), // equal time: the greater stream is later
            event("cid", 4, 2, "!buy", -5), // says no address
            event("cid", 4, 1, "/b", -6),
            event("dan", 5, 1, "!buy", -5));

    assertThat(view.now(LiveFunnels.NONE, NOW).pages())
        .containsExactly(new PageNow("/b", 2), new PageNow("/c", 1));
  }

  @Test
  void theTwentyFullestPagesAreNamed() {
    LiveView view = new LiveView(Shop.LIMIT);
    for (int visitor = 0; visitor < 100; visitor++) {
      int page = Math.min(visitor, 30);
      view.add(event("v" + visitor, 1, visitor + 1, "/p%02d".formatted(page), -1), NOW);
    }

    List<PageNow> pages = view.now(LiveFunnels.NONE, NOW).pages();

    assertThat(pages).hasSize(20).startsWith(new PageNow("/p30", 70), new PageNow("/p00", 1));
    assertThat(pages).endsWith(new PageNow("/p18", 1));
  }

  @Test
  void anOptionalStageCountsThoseWhoDidItAndEverybodyStandsSomewhere() {
    LiveFunnels funnels = ready(funnel("/", "/look?", "/zoom?", "/basket"));
    LiveView view =
        fed(
            event("ann", 1, 1, "/", -9),
            event("bob", 2, 1, "/", -9),
            event("bob", 2, 2, "/look", -8),
            event("cid", 3, 1, "/", -9),
            event("cid", 3, 2, "/zoom", -8),
            event("dan", 4, 1, "/", -9),
            event("dan", 4, 2, "/basket", -8),
            event("eve", 5, 1, "/elsewhere", -9));

    FunnelNow now = view.now(funnels, NOW).funnels().get(0);

    assertThat(now.visitors()).isEqualTo(5);
    assertThat(now.stages())
        .containsExactly(
            new StageNow("/", 4, 1),
            new StageNow("/look", 1, 1),
            new StageNow("/zoom", 1, 1),
            new StageNow("/basket", 1, 1));
  }

  @Test
  void aFunnelOfSessionsCountsVisitors() {
    LiveFunnel perVisitor = funnel("/", "/basket");
    Definition given = perVisitor.definition();
    LiveFunnel perSession =
        new LiveFunnel(
            "f",
            "Sale",
            new Definition(
                given.stages(), given.window(), given.order(), Unit.SESSION, given.exclusions()),
            Filter.ALL);
    LiveView view = fed(event("ann", 1, 1, "/", -9), event("ann", 2, 1, "/basket", -8));

    assertThat(view.now(ready(perSession), NOW)).isEqualTo(view.now(ready(perVisitor), NOW));
  }

  @Test
  void anEventThatTheFilterDoesNotLetThroughIsNotThere() {
    LiveFunnel all = funnel("/", "/basket");
    LiveFunnel some =
        new LiveFunnel("f", "Sale", all.definition(), is(Dimension.BuiltIn.BROWSER, "Chrome"));
    LiveView view = new LiveView(Shop.LIMIT);
    view.add(event("ann", 1, 1, "/", NOW - 9, "Chrome"), NOW);
    view.add(event("ann", 1, 2, "/basket", NOW - 8, "Chrome"), NOW);
    view.add(event("bob", 2, 1, "/", NOW - 9, "Firefox"), NOW);

    FunnelNow now = view.now(ready(some), NOW).funnels().get(0);

    assertThat(now.visitors()).isEqualTo(1);
    assertThat(now.stages())
        .containsExactly(new StageNow("/", 1, 0), new StageNow("/basket", 1, 1));
  }

  @Test
  void aFunnelThatAsksForMoreThanHalfAnHourKnowsIsLeftOut() {
    LiveFunnel plain = funnel("/");
    LiveFunnel ofNew =
        new LiveFunnel("n", "New", plain.definition(), is(Dimension.BuiltIn.VISITOR_TYPE, "new"));
    LiveFunnel ofCampaign =
        new LiveFunnel("c", "Spring", plain.definition(), is(Dimension.BuiltIn.CAMPAIGN, "Spring"));
    Site withLandings =
        new Site(
            "",
            ZoneOffset.UTC,
            List.of(new Campaign("s", "Spring", new Campaign.Rule.SuffixIs("#spring"))));

    assertThat(LiveFunnels.of(List.of(plain, ofNew, ofCampaign), withLandings).size()).isEqualTo(1);
    assertThat(LiveFunnels.of(List.of(plain, ofNew, ofCampaign), Shop.SITE).size()).isEqualTo(2);
  }

  @Test
  void anEventSlightlyAheadIsHereAndOneFurtherAheadIsNotTaken() {
    LiveView view = fed(event("ann", 1, 1, "/", 60), event("bob", 2, 1, "/", 60.001));

    assertThat(view.now(LiveFunnels.NONE, NOW).visitors()).isEqualTo(1);
    assertThat(view.now(LiveFunnels.NONE, NOW + 10).visitors()).isEqualTo(1);
  }

  @Test
  void aClockThatGoesBackFindsNobodyAheadOfIt() {
    LiveView view = fed(event("ann", 1, 1, "/", 0));

    assertThat(view.now(LiveFunnels.NONE, NOW - 3_600_000).visitors()).isZero();
    assertThat(view.now(LiveFunnels.NONE, NOW).visitors()).isEqualTo(1);
  }

  @Test
  void anEventThatComesTwiceIsThereOnce() {
    RecordedEvent event = event("ann", 1, 1, "/", -1);
    LiveView view = fed(event);
    long bytes = view.bytes();

    view.add(event, NOW);

    assertThat(view.bytes()).isEqualTo(bytes);
    LiveFunnels twice = ready(funnel("/", "/"));
    assertThat(view.now(twice, NOW).funnels().get(0).stages().get(1).visitors()).isZero();
  }

  @Test
  void whoHasGoneLeavesNothingBehind() {
    LiveView view = fed(event("ann", 1, 1, "/", -1), event("ann", 1, 2, "#buy", 0));

    view.now(LiveFunnels.NONE, NOW + 1_800_001);

    assertThat(view.bytes()).isZero();
  }

  @Test
  void aLimitIsOverZero() {
    assertThatThrownBy(() -> new LiveView(0)).hasMessageContaining("limitBytes");
  }

  private static Filter is(Dimension dimension, String value) {
    return new Filter.Is(dimension, Filter.Op.EQUALS, List.of(value));
  }
}
