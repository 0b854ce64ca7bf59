package dev.datalab.core.journey;

import dev.datalab.core.block.BlockColumns.Coded;
import dev.datalab.core.block.Codes;
import dev.datalab.core.block.EventBlock;
import dev.datalab.core.block.Symbol;
import dev.datalab.core.internal.filter.BlockFilter;
import dev.datalab.core.internal.filter.BlockValues;
import dev.datalab.core.internal.scan.EventMasks;
import dev.datalab.core.query.Filter;
import dev.datalab.core.query.Range;
import dev.datalab.core.query.Site;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A question made ready for a block: the names that its events have, numbered from 0, and what the
 * events are to the plan. Of a name only its {@linkplain NameHash hash} is kept, and where to find
 * it again.
 */
final class BlockTables {
  /** The name of an event that is no step. */
  static final int NO_NAME = -1;

  private final Plan plan;
  private final Codes codes;
  private final List<Symbol> symbols;

  /** Per symbol; empty where the properties have a say. */
  private final int[] nameOf;

  /** Per stage: its name. */
  private final int[] nameOfStage;

  /** Per name: a symbol, or a stage, that is called so. */
  private final int[] sourceOf;

  private final long[] keys;
  private final int[] mores;

  /** What the events are to the plan; null if nobody asks. */
  final @Nullable EventMasks masks;

  /** Null if every event is let through. */
  final @Nullable BlockFilter filter;

  /** Null if no breakdown is asked for. */
  final @Nullable BlockValues values;

  /** Whether all events of the block lie in the range. */
  final boolean isInRange;

  /** Whether a visitor with events in this block alone can be read straight from the columns. */
  final boolean inPlace;

  private BlockTables(JourneyQuestion question, Plan plan, Site site, EventBlock block) {
    Coded<Symbol> column = block.symbols();
    this.plan = plan;
    codes = column.codes();
    symbols = column.table();
    masks = plan.masks(block);
    filter =
        question.filter().equals(Filter.ALL)
            ? null
            : BlockFilter.of(question.filter(), site, block);
    values = question.breakdown().map(by -> BlockValues.of(by, site, block)).orElse(null);
    Numbering numbering = new Numbering();
    nameOfStage = new int[plan.stageNames.size()];
    for (int stage = 0; stage < nameOfStage.length; stage++) {
      nameOfStage[stage] = numbering.number(plan.stageNames.get(stage), stage);
    }
    boolean bySymbol = !plan.byStages() || (masks != null && masks.bySymbolAlone());
    nameOf = new int[bySymbol ? symbols.size() : 0];
    for (int code = 0; code < nameOf.length; code++) {
      int number = code;
      nameOf[code] =
          plan.byStages()
              ? nameOf(masks == null ? 0 : masks.ofSymbol(code))
              : plan.name(symbols.get(code))
                  .map(name -> numbering.number(name, number))
                  .orElse(NO_NAME);
    }
    keys = Arrays.copyOf(numbering.keys, numbering.size());
    mores = Arrays.copyOf(numbering.mores, numbering.size());
    sourceOf = Arrays.copyOf(numbering.sources, numbering.size());
    isInRange = isIn(question.range(), block);
    inPlace = plan.isPlain() && filter == null && bySymbol;
  }

  static BlockTables of(JourneyQuestion question, Plan plan, Site site, EventBlock block) {
    return new BlockTables(question, plan, site, block);
  }

  private static boolean isIn(Range range, EventBlock block) {
    int[] times = block.times();
    long base = block.baseTime();
    for (int visitor = 0; visitor < block.visitors(); visitor++) {
      if (!range.contains(base + times[block.start(visitor)])
          || !range.contains(base + times[block.start(visitor + 1) - 1])) {
        return false;
      }
    }
    return true;
  }

  /** How many names the block has. */
  int names() {
    return keys.length;
  }

  /** The first 64 bits of a name's hash. */
  long key(int name) {
    return keys[name];
  }

  /** Another 32 bits of a name's hash. */
  int more(int name) {
    return mores[name];
  }

  /** The name itself, made anew each time. */
  String text(int name) {
    int source = sourceOf[name];
    return plan.byStages()
        ? plan.stageNames.get(source)
        : plan.name(symbols.get(source)).orElseThrow();
  }

  /** The name of an event, or {@link #NO_NAME}. */
  int name(int event) {
    if (nameOf.length > 0) {
      return nameOf[codes.get(event)];
    }
    return masks == null ? NO_NAME : nameOf(masks.of(event));
  }

  private int nameOf(long mask) {
    long stages = mask & Plan.STAGES;
    return stages == 0 ? NO_NAME : nameOfStage[Long.numberOfTrailingZeros(stages)];
  }

  /**
   * The names of neighbouring events, of a block that is read in place.
   *
   * @param to behind the last event
   * @param names takes them, from index 0 on
   */
  void read(int from, int to, int[] names) {
    int[] nameOf = this.nameOf;
    if (codes instanceof Codes.Bytes narrow) {
      byte[] column = narrow.codes();
      for (int event = from; event < to; event++) {
        names[event - from] = nameOf[column[event] & 0xFF];
      }
    } else if (codes instanceof Codes.Chars chars) {
      char[] column = chars.codes();
      for (int event = from; event < to; event++) {
        names[event - from] = nameOf[column[event]];
      }
    } else {
      int[] column = ((Codes.Ints) codes).codes();
      for (int event = from; event < to; event++) {
        names[event - from] = nameOf[column[event]];
      }
    }
  }

  /** Numbers the different names of a block. */
  private static final class Numbering {
    private final Map<String, Integer> numbers = new HashMap<>();
    private long[] keys = new long[16];
    private int[] mores = new int[16];
    private int[] sources = new int[16];

    int size() {
      return numbers.size();
    }

    int number(String name, int source) {
      Integer known = numbers.get(name);
      if (known != null) {
        return known;
      }
      int number = numbers.size();
      if (number == keys.length) {
        keys = Arrays.copyOf(keys, 2 * number);
        mores = Arrays.copyOf(mores, 2 * number);
        sources = Arrays.copyOf(sources, 2 * number);
      }
      NameHash hash = NameHash.of(name);
      keys[number] = hash.key();
      mores[number] = hash.more();
      sources[number] = source;
      numbers.put(name, number);
      return number;
    }
  }
}
