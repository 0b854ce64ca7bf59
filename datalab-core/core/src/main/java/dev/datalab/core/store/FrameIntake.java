package dev.datalab.core.store;

import dev.datalab.core.event.RecordedEvent;
import dev.datalab.core.store.Settlement.Outcome;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a frame comes to: the rule of "once, however often it comes", the same for every store. The
 * store reads the stream's state, asks this class, and writes all parts of the answer together.
 *
 * <p>Numbers are settled in ascending order, neighbouring ones at once; an event's own number wins
 * over a settlement that covers it. A piece for which the state has no room is left out whole.
 *
 * @param receipt the counts and the stream's state afterwards
 * @param stored the events to store, in the frame's order
 * @param counts what to add to the delivery counts; duplicates are refused as {@link
 *     DeliveryCount#DUPLICATE_ID}
 */
public record FrameIntake(Receipt receipt, List<RecordedEvent> stored, List<DeliveryCount> counts) {
  /** Copies the lists. */
  public FrameIntake {
    stored = List.copyOf(stored);
    counts = List.copyOf(counts);
  }

  /** The ids that an app's importers gave. */
  @FunctionalInterface
  public interface IdMemory {
    /**
     * Remembers ids, all at once so that a store may look them up in an order that suits it.
     *
     * @param ids in the order in which they came; an id that is in the list twice is unknown the
     *     first time only
     * @return for each whether it was unknown
     */
    boolean[] remember(List<String> ids) throws IOException;
  }

  /**
   * Takes a frame in.
   *
   * @param before the state of the frame's stream
   * @param ids asked only for events that would be stored
   * @param today the day, in UTC, under which stored events are counted
   */
  public static FrameIntake of(Frame frame, StreamState before, IdMemory ids, LocalDate today)
      throws IOException {
    Tally tally = new Tally(before, today);
    for (Piece piece : pieces(frame)) {
      if (!tally.state.canSettle(piece.range)) {
        continue;
      }
      if (piece.settlement.isEmpty()) {
        piece.events.forEach(tally::take);
      } else {
        tally.settle(piece.range, piece.settlement.get(0));
      }
      tally.state = tally.state.settled(piece.range);
    }
    return tally.intake(ids);
  }

  private static List<Piece> pieces(Frame frame) {
    List<RecordedEvent> events = frame.events();
    List<Piece> runs = new ArrayList<>();
    int from = 0;
    for (int to = 1; to <= events.size(); to++) {
      if (to == events.size() || events.get(to).seq() != events.get(to - 1).seq() + 1) {
        SeqRange range = new SeqRange(events.get(from).seq(), events.get(to - 1).seq());
        runs.add(new Piece(range, events.subList(from, to), List.of()));
        from = to;
      }
    }
    if (frame.settlements().isEmpty()) {
      return runs;
    }
    List<Piece> pieces = new ArrayList<>(runs);
    for (Settlement settlement : frame.settlements()) {
      addUncovered(pieces, runs, settlement);
    }
    pieces.sort(Comparator.comparingLong(piece -> piece.range.first()));
    return pieces;
  }

  private static void addUncovered(List<Piece> pieces, List<Piece> runs, Settlement settlement) {
    long first = settlement.range().first();
    long last = settlement.range().last();
    for (int i = firstEndingAt(runs, first); i < runs.size() && first <= last; i++) {
      SeqRange run = runs.get(i).range;
      if (run.first() > last) {
        break;
      }
      if (first < run.first()) {
        pieces.add(Piece.of(first, run.first() - 1, settlement));
      }
      if (run.last() >= last) {
        return;
      }
      first = run.last() + 1;
    }
    pieces.add(Piece.of(first, last, settlement));
  }

  private static int firstEndingAt(List<Piece> runs, long seq) {
    int low = 0;
    int high = runs.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (runs.get(middle).range.last() < seq) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** Neighbouring numbers: of events, or of one settlement. */
  private record Piece(SeqRange range, List<RecordedEvent> events, List<Settlement> settlement) {
    static Piece of(long first, long last, Settlement settlement) {
      return new Piece(new SeqRange(first, last), List.of(), List.of(settlement));
    }
  }

  private record Kind(LocalDate day, Outcome outcome, String reason) {}

  private static final class Tally {
    private final List<RecordedEvent> fresh = new ArrayList<>();
    private final List<String> freshIds = new ArrayList<>();
    private final Map<Kind, Long> counts = new LinkedHashMap<>();
    private final LocalDate today;
    private StreamState state;
    private int repeated;

    Tally(StreamState before, LocalDate today) {
      this.state = before;
      this.today = today;
    }

    void take(RecordedEvent event) {
      if (state.isSettled(event.seq())) {
        repeated++;
      } else {
        fresh.add(event);
        if (!event.id().isEmpty()) {
          freshIds.add(event.id());
        }
      }
    }

    /** The fresh events, without those whose id is known. */
    private List<RecordedEvent> stored(IdMemory ids) throws IOException {
      if (freshIds.isEmpty()) {
        return fresh;
      }
      boolean[] unknown = ids.remember(freshIds);
      List<RecordedEvent> stored = new ArrayList<>(fresh.size());
      int next = 0;
      for (RecordedEvent event : fresh) {
        if (event.id().isEmpty() || unknown[next++]) {
          stored.add(event);
        }
      }
      return stored;
    }

    void settle(SeqRange range, Settlement settlement) {
      if (settlement.outcome() == Outcome.BLANK) {
        return;
      }
      long unsettled = range.size() - overlap(range, 1, state.mark());
      for (SeqRange settled : state.above()) {
        unsettled -= overlap(range, settled.first(), settled.last());
      }
      if (unsettled > 0) {
        LocalDate day = UtcDates.day(settlement.time());
        counts.merge(
            new Kind(day, settlement.outcome(), settlement.reason()), unsettled, Long::sum);
      }
    }

    private static long overlap(SeqRange range, long first, long last) {
      return Math.max(0, Math.min(range.last(), last) - Math.max(range.first(), first) + 1);
    }

    FrameIntake intake(IdMemory ids) throws IOException {
      List<RecordedEvent> stored = stored(ids);
      int duplicates = fresh.size() - stored.size();
      if (!stored.isEmpty()) {
        counts.merge(new Kind(today, Outcome.STORED, ""), (long) stored.size(), Long::sum);
      }
      if (duplicates > 0) {
        Kind kind = new Kind(today, Outcome.REFUSED, DeliveryCount.DUPLICATE_ID);
        counts.merge(kind, (long) duplicates, Long::sum);
      }
      List<DeliveryCount> delivery = new ArrayList<>();
      counts.forEach(
          (kind, count) ->
              delivery.add(new DeliveryCount(kind.day, kind.outcome, kind.reason, count)));
      StreamState after = state.stored(last(stored));
      return new FrameIntake(
          new Receipt(after, stored.size(), repeated, duplicates), stored, delivery);
    }

    private static long last(List<RecordedEvent> stored) {
      long last = 0;
      for (RecordedEvent event : stored) {
        last = Math.max(last, event.event().time());
      }
      return last;
    }
  }
}
