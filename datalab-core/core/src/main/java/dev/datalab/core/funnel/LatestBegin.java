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

  /**
   * What a block's symbols are to a plain funnel.
   *
   * @param rows per symbol
   * @param symbols the events' symbols
   * @param isReachable whether any symbol begins an attempt
   */
  @SuppressWarnings("ArrayRecordComponent") // a look-up table; nobody compares it
  record Rows(byte[] rows, Codes symbols, boolean isReachable) {
    /** The rows of a block; null if the funnel is not plain for it. */
    static @Nullable Rows of(Plan plan, EventMasks masks, EventBlock block) {
      if (plan.order != Order.ORDERED
          || plan.hasWithin
          || plan.hasOptional
          || plan.hasExclusions
          || plan.hold != null
          || !masks.bySymbolAlone()) {
        return null;
      }
      byte[] rows = new byte[Math.max(masks.symbols(), 1 << Byte.SIZE)];
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

  LatestBegin(Plan plan) {
    last = FIRST + plan.stages - 1;
    window = plan.windowMillis;
    latest = new int[last + 1];
  }

  /**
   * Finds the counted attempt among a visitor's events.
   *
   * <p>One loop for each width of symbols. Together they are more than the compiler inlines, and so
   * it lays each loop out for itself and not for the loop over visitors around it; that is a third
   * of the pace.
   *
   * @param times in milliseconds from whenever
   * @param counted takes the attempt, its events by their numbers in the block
   */
  void count(Rows of, int[] times, int from, int to, Attempt counted) {
    byte[] rows = of.rows;
    int[] latest = this.latest;
    int further = FIRST;
    int begin = from;
    int end = from;
    if (of.symbols instanceof Codes.Bytes bytes) {
      byte[] codes = bytes.codes();
      for (int i = from; i < to; i++) {
        int row = rows[codes[i] & 0xFF];
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
    } else if (of.symbols instanceof Codes.Chars chars) {
      char[] codes = chars.codes();
      for (int i = from; i < to; i++) {
        int row = rows[codes[i]];
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
    } else {
      int[] codes = ((Codes.Ints) of.symbols).codes();
      for (int i = from; i < to; i++) {
        int row = rows[codes[i]];
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
    }
    counted.clear();
    if (further > FIRST) {
      counted.add(0, begin);
      replay(of, begin + 1, end, counted);
    }
  }

  /** Goes through the attempt once more: each stage takes the earliest event. */
  private static void replay(Rows of, int from, int end, Attempt counted) {
    byte[] rows = of.rows;
    int row = FIRST + 1;
    if (of.symbols instanceof Codes.Bytes bytes) {
      byte[] codes = bytes.codes();
      for (int i = from; i <= end; i++) {
        if (rows[codes[i] & 0xFF] == row) {
          counted.add(row - FIRST, i);
          row++;
        }
      }
    } else {
      for (int i = from; i <= end; i++) {
        if (rows[of.symbols.get(i)] == row) {
          counted.add(row - FIRST, i);
          row++;
        }
      }
    }
  }
}
