package dev.datalab.core.live;

import dev.datalab.core.block.BlockSlice;
import dev.datalab.core.funnel.FunnelAnalysis;
import dev.datalab.core.funnel.FunnelAnswer;
import dev.datalab.core.funnel.FunnelQuestion;
import dev.datalab.core.funnel.FunnelQuestion.Definition;
import dev.datalab.core.live.LiveNow.FunnelNow;
import dev.datalab.core.live.LiveNow.StageNow;
import dev.datalab.core.query.Range;
import dev.datalab.core.query.Site;
import dev.datalab.core.query.Unit;
import dev.datalab.core.store.Scan;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The funnels of an app, made ready for its live view: patterns are compiled once and not at every
 * look. Immutable; safe for use by several threads.
 *
 * <p>A funnel that asks what lies before the last half hour, whether a visitor is new or which page
 * a campaign's session began at, is left out: a live view could only guess.
 */
public final class LiveFunnels {
  /** No funnels. */
  public static final LiveFunnels NONE = new LiveFunnels(List.of());

  private static final Range ANY_TIME = new Range(Long.MIN_VALUE, Long.MAX_VALUE);

  private record Ready(LiveFunnel funnel, FunnelAnalysis analysis) {}

  private final List<Ready> ready;

  private LiveFunnels(List<Ready> ready) {
    this.ready = List.copyOf(ready);
  }

  /**
   * Makes funnels ready.
   *
   * @param site by which paths are completed, and sessions belong to campaigns
   * @throws IllegalArgumentException if a filter can't be evaluated
   */
  public static LiveFunnels of(List<LiveFunnel> funnels, Site site) {
    List<Ready> ready = new ArrayList<>();
    for (LiveFunnel funnel : funnels) {
      FunnelAnalysis analysis = FunnelAnalysis.of(question(funnel), site);
      if (!analysis.needsPast()) {
        ready.add(new Ready(funnel, analysis));
      }
    }
    return new LiveFunnels(ready);
  }

  private static FunnelQuestion question(LiveFunnel funnel) {
    Definition given = funnel.definition();
    Definition ofVisitors =
        new Definition(
            given.stages(),
            given.window(),
            given.order(),
            Unit.VISITOR,
            given.exclusions(),
            given.hold());
    FunnelQuestion plain = FunnelQuestion.of(ANY_TIME, ofVisitors);
    return new FunnelQuestion(
        plain.range(),
        funnel.filter(),
        plain.zone(),
        ofVisitors,
        plain.interval(),
        plain.breakdown());
  }

  /** How many there are. */
  public int size() {
    return ready.size();
  }

  /** Where the visitors of a block stand in each of the funnels. */
  List<FunnelNow> count(PresentEvents events) {
    Present scan = new Present(List.of(BlockSlice.all(events.block())));
    List<FunnelNow> counted = new ArrayList<>(ready.size());
    for (Ready each : ready) {
      counted.add(count(each, scan));
    }
    return counted;
  }

  private static FunnelNow count(Ready ready, Scan scan) {
    FunnelAnswer answer;
    try {
      answer = ready.analysis.answer(scan, Runnable::run, Instant.EPOCH);
    } catch (IOException e) { // only if the thread was interrupted: there is no disk behind it
      throw new UncheckedIOException(e);
    }
    return new FunnelNow(
        ready.funnel.id(),
        ready.funnel.name(),
        answer.visitors(),
        answer.stages().stream()
            .map(stage -> new StageNow(stage.name(), stage.visitors(), stage.ended()))
            .toList());
  }

  /** What is in memory, as the engine reads it. */
  private record Present(List<BlockSlice> slices) implements Scan {
    @Override
    public int buckets() {
      return 1;
    }

    @Override
    public List<BlockSlice> bucket(int bucket) {
      return slices;
    }

    @Override
    public void close() {
      // The block goes with the last reference to it.
    }
  }
}
