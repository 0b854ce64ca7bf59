package dev.datalab.core.live;

import static dev.datalab.core.live.Shop.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.datalab.core.Analysis;
import dev.datalab.core.event.RecordedEvent;
import dev.datalab.core.funnel.FunnelAnswer;
import dev.datalab.core.funnel.FunnelQuestion;
import dev.datalab.core.funnel.Order;
import dev.datalab.core.live.LiveNow.FunnelNow;
import dev.datalab.core.live.LiveNow.StageNow;
import dev.datalab.core.query.Range;
import dev.datalab.core.query.Scope;
import dev.datalab.core.store.Scan;
import dev.datalab.core.store.memory.InMemoryEventStore;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * On random events, many at equal times, some late and some twice, a view that was fed says what a
 * view that was loaded says, what trying everything says, and what the engine of all other
 * questions says about the same visitors.
 */
class LiveViewAgreementTest {
  private static final int CASES = 1_500;
  private static final String[] WHAT = {
    "/a", "/a", "/b", "/b", "/c", "/c", "/d", "#buy", "!sale", "<", "~", "*", "?"
  };

  @Test
  void fedLoadedAndTriedOutAreTheSame() throws IOException {
    for (int seed = 0; seed < CASES; seed++) {
      check(seed);
    }
  }

  private static void check(int seed) throws IOException {
    Random random = new Random(seed);
    List<RecordedEvent> events = events(random);
    List<LiveFunnel> funnels = funnels(random);
    LiveFunnels ready = LiveFunnels.of(funnels, Shop.SITE);
    try (InMemoryEventStore store =
        new InMemoryEventStore(1 << random.nextInt(3), InstantSource.system())) {
      Shop.store(store, events);
      LiveView fed = new LiveView(Shop.LIMIT);
      LiveView mixed = new LiveView(Shop.LIMIT);
      List<RecordedEvent> coming = new ArrayList<>(events);
      Collections.shuffle(coming, random);
      events.forEach(event -> fed.add(event, NOW));
      coming.subList(0, coming.size() / 2).forEach(event -> mixed.add(event, NOW));
      try (Scan scan = store.scan(LiveView.request(Shop.PARTITION, NOW))) {
        mixed.load(scan, NOW, () -> mixed.add(coming.get(coming.size() - 1), NOW));
      }
      // Later and later: visitors go quiet, events fall out of the half hour.
      for (long now = NOW; now < NOW + 2_400_000; now += 1 + random.nextInt(900_000)) {
        LiveNow seen = fed.now(ready, now);
        assertThat(mixed.now(ready, now)).as("seed %d at %d", seed, now - NOW).isEqualTo(seen);
        compare(seen, funnels, events, "seed " + seed + " at " + (now - NOW));
        assertThat(seen.isWhole()).isTrue();
      }
    }
  }

  private static void compare(
      LiveNow seen, List<LiveFunnel> funnels, List<RecordedEvent> events, String which)
      throws IOException {
    NaiveView naive = new NaiveView(taken(events), seen.timeMillis());
    Set<String> here = naive.here();
    assertThat(seen.visitors()).as(which).isEqualTo(here.size());
    assertThat(seen.pages()).as(which).isEqualTo(naive.pages());
    assertThat(seen.funnels().get(0).stages().stream().map(StageNow::here))
        .as(which)
        .isEqualTo(naive.standing(600_000, List.of("/a", "/b", "/c")));
    try (InMemoryEventStore store = new InMemoryEventStore()) {
      Shop.store(
          store, taken(events).stream().filter(event -> here.contains(event.visitor())).toList());
      for (int i = 0; i < funnels.size(); i++) {
        assertThat(seen.funnels().get(i))
            .as(which + ", funnel " + i)
            .isEqualTo(asked(store, funnels.get(i), seen.timeMillis(), seen.funnels().get(i)));
      }
    }
  }

  /** What the engine answers about the last half hour of those who are here. */
  private static FunnelNow asked(
      InMemoryEventStore store, LiveFunnel funnel, long now, FunnelNow seen) throws IOException {
    Range range = new Range(now - LiveView.MEMORY_MILLIS, now + LiveView.AHEAD_MILLIS + 1);
    FunnelAnswer answer =
        new Analysis(store, Runnable::run, InstantSource.system())
            .funnel(
                new Scope("shop", OptionalInt.of(0), Shop.SITE),
                FunnelQuestion.of(range, funnel.definition()));
    List<StageNow> stages = new ArrayList<>();
    for (int k = 0; k < answer.stages().size(); k++) {
      // Who stands at a stage is in no answer but by difference, where no stage is optional.
      long behind = k + 1 < answer.stages().size() ? answer.stages().get(k + 1).visitors() : 0;
      boolean optional = funnel.definition().stages().stream().anyMatch(stage -> stage.optional());
      stages.add(
          new StageNow(
              answer.stages().get(k).name(),
              answer.stages().get(k).visitors(),
              optional ? seen.stages().get(k).here() : answer.stages().get(k).visitors() - behind));
    }
    long standing = seen.stages().stream().mapToLong(StageNow::here).sum();
    assertThat(standing).isEqualTo(stages.get(0).visitors());
    return new FunnelNow("f", "Sale", answer.visitors(), stages);
  }

  private static List<RecordedEvent> taken(List<RecordedEvent> events) {
    return events.stream()
        .filter(event -> event.event().time() >= NOW - LiveView.MEMORY_MILLIS)
        .filter(event -> event.event().time() <= NOW + LiveView.AHEAD_MILLIS)
        .toList();
  }

  private static List<RecordedEvent> events(Random random) {
    List<RecordedEvent> events = new ArrayList<>();
    int streams = 1 + random.nextInt(8);
    for (int stream = 1; stream <= streams; stream++) {
      int count = 1 + random.nextInt(10);
      for (int seq = 1; seq <= count; seq++) {
        // Whole minutes, so that times are equal and bounds are hit; -40 to +3.
        double at = (random.nextInt(44) - 40) * 60;
        String visitor = "v" + (stream % 5);
        events.add(Shop.event(visitor, stream, seq, WHAT[random.nextInt(WHAT.length)], at));
      }
    }
    return events;
  }

  private static List<LiveFunnel> funnels(Random random) {
    Optional<Duration> window = Optional.of(Duration.ofMinutes(random.nextInt(20)));
    return List.of(
        Shop.funnel(Order.ORDERED, Optional.of(Duration.ofMinutes(10)), "", "/a", "/b", "/c"),
        Shop.funnel(Order.ORDERED, window, "/d", "/a", "#buy", "!sale"),
        Shop.funnel("/a", "/b?", "/c?", "/a"),
        Shop.funnel(Order.STRICT, window, "", "/b", "/c"),
        Shop.funnel(Order.ANY, window, "/d", "/a", "/b", "!sale"));
  }
}
