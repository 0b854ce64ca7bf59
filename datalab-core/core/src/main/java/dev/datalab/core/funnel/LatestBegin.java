package dev.datalab.core.funnel;

import dev.datalab.core.block.Codes;
import dev.datalab.core.block.EventBlock;
import dev.datalab.core.internal.scan.EventMasks;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The plain funnel, read straight from a block's columns: ordered stages that take the earliest
 * event, no exclusions, and no symbol that matches two stages. This is {@link OrderedCounter} with
 * everything left out that such a funnel does not need, and it is what most people ask.
 *
 * <p><b>One cell a stage.</b> {@code latest[k]} is the first event of the attempt that began last
 * among those that ever reached stage {@code k}. An event of stage {@code k} copies {@code latest[k
 * - 1]} there, whether or not that attempt's window is still open: where it is closed, the window
 * of what stood there is closed as well, because it began no later. So the inner loop is a look-up,
 * a load and a store, and does not even read the times. Its only branch is taken by events of the
 * one stage that would get the visitor further than ever before; there the window is asked for.
 *
 * <p><b>No special cases.</b> A symbol has a row: the place of its stage among the cells, with two
 * cells before the first stage. Row 1 is that of symbols without a stage; it copies row 0, which
 * nobody reads. Row 2 holds the event at hand, so that an event of the first stage, row 3, copies
 * itself.
 *
 * <p><b>Cost.</b> O(1) an event, independent of the number of stages and of attempts under way. The
 * counted attempt is gone through once more for its times.
 */
final class LatestBegin {
  private static final int NOTHING = 1;
  private static final int NOW = 2;
  private static final int FIRST = 3;
  private static final byte[] IDENTITY = identity();

  /** What a block's symbols are to a plain funnel. */
  static final class Rows {
    private final byte[] bySymbol;
    private final byte @Nullable [] codes;
    private final Codes symbols;
    private final boolean reachable;

    private Rows(byte[] bySymbol, Codes symbols, boolean reachable) {
      this.bySymbol = bySymbol;
      this.symbols = symbols;
      this.codes = symbols instanceof Codes.Bytes bytes ? bytes.codes() : null;
      this.reachable = reachable;
    }

    /** Whether any symbol begins an attempt. */
    boolean isReachable() {
      return reachable;
    }

    /** The rows of a block; null if the funnel is not plain for it. */
    static @Nullable Rows of(Plan plan, EventMasks masks, EventBlock block) {
      if (plan.order != Order.ORDERED
          || plan.hasWithin
          || plan.hasOptional
          || plan.hasExclusions
          || !masks.bySymbolAlone()) {
        return null;
      }
      byte[] rows = new byte[Math.max(masks.symbols(), 256)];
      Arrays.fill(rows, (byte) NOTHING);
      boolean reachable = false;
      for (int code = 0; code < masks.symbols(); code++) {
        long hits = masks.ofSymbol(code) & Plan.STAGES;
        if (Long.bitCount(hits) > 1) {
          return null;
        } else if (hits != 0) {
          rows[code] = (byte) (FIRST + Long.numberOfTrailingZeros(hits));
          reachable |= hits == 1;
        }
      }
      return new Rows(rows, block.symbols().codes(), reachable);
    }
  }

  private final int last;
  private final long window;
  private final int[] latest;
  private byte[] scratch = new byte[256];

  LatestBegin(Plan plan) {
    last = FIRST + plan.stages - 1;
    window = plan.windowMillis;
    latest = new int[last + 1];
  }

  /**
   * Finds the counted attempt among a visitor's events.
   *
   * @param times in milliseconds from whenever
   * @param counted takes the attempt, its events by their numbers in the block
   */
  void count(Rows rows, int[] times, int from, int to, Attempt counted) {
    byte[] codes = rows.codes;
    if (codes != null) {
      count(rows.bySymbol, codes, 0, times, from, to, counted);
    } else {
      count(IDENTITY, translated(rows, from, to), from, times, from, to, counted);
    }
  }

  /** The rows of the events themselves, from index 0 on. */
  private byte[] translated(Rows rows, int from, int to) {
    if (scratch.length < to - from) {
      scratch = new byte[Math.max(to - from, scratch.length * 2)];
    }
    byte[] bySymbol = rows.bySymbol;
    if (rows.symbols instanceof Codes.Chars chars) {
      char[] codes = chars.codes();
      for (int i = from; i < to; i++) {
        scratch[i - from] = bySymbol[codes[i]];
      }
    } else {
      int[] codes = ((Codes.Ints) rows.symbols).codes();
      for (int i = from; i < to; i++) {
        scratch[i - from] = bySymbol[codes[i]];
      }
    }
    return scratch;
  }

  private void count(
      byte[] rows, byte[] codes, int shift, int[] times, int from, int to, Attempt counted) {
    int[] latest = this.latest;
    int further = FIRST;
    int begin = from;
    int end = from;
    for (int i = from; i < to; i++) {
      int row = rows[codes[i - shift] & 0xFF];
      latest[NOW] = i;
      int reaching = latest[row - 1];
      latest[row] = reaching;
      if (row == further && (long) times[i] - times[reaching] <= window) {
        begin = reaching;
        end = i;
        if (further++ == last) {
          break;
        }
      }
    }
    counted.clear();
    if (further > FIRST) {
      counted.add(0, begin);
      int row = FIRST + 1;
      for (int i = begin + 1; i <= end; i++) {
        if (rows[codes[i - shift] & 0xFF] == row) {
          counted.add(row - FIRST, i);
          row++;
        }
      }
    }
  }

  private static byte[] identity() {
    byte[] identity = new byte[256];
    for (int i = 0; i < identity.length; i++) {
      identity[i] = (byte) i;
    }
    return identity;
  }
}
