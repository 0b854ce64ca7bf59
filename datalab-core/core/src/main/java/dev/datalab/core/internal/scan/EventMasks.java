package dev.datalab.core.internal.scan;

import dev.datalab.core.block.BlockColumns.Coded;
import dev.datalab.core.block.Codes;
import dev.datalab.core.block.EventBlock;
import dev.datalab.core.block.Symbol;
import dev.datalab.core.event.EventProperties;
import dev.datalab.core.match.EventMatch;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * What a question makes of an event, as a set of 64 bits: a bit for each thing that the event can
 * match. A block's symbols are asked once, events by look-up.
 *
 * <p>Conditions on properties need a second table. Symbols to which the same conditional tests
 * apply form a group, and a group has a mask for each entry of the table of properties.
 */
public final class EventMasks {
  private final long[] bySymbol;
  private final int[] groupOfSymbol;
  private final long[][] byGroup;
  private final Codes symbols;
  private final @Nullable Codes properties;

  private EventMasks(
      long[] bySymbol,
      int[] groupOfSymbol,
      long[][] byGroup,
      Codes symbols,
      @Nullable Codes properties) {
    this.bySymbol = bySymbol;
    this.groupOfSymbol = groupOfSymbol;
    this.byGroup = byGroup;
    this.symbols = symbols;
    this.properties = properties;
  }

  /**
   * Bits that events which pass a test have.
   *
   * @param test the test
   * @param bits what it sets
   */
  public record Rule(EventMatch test, long bits) {}

  /**
   * The masks of a block's events.
   *
   * @param always bits that every event with a symbol has
   */
  public static EventMasks of(EventBlock block, List<Rule> rules, ToLongFunction<Symbol> always) {
    Coded<Symbol> symbols = block.symbols();
    List<Symbol> table = symbols.table();
    long[] bySymbol = new long[table.size()];
    int[] groupOfSymbol = new int[table.size()];
    Arrays.fill(groupOfSymbol, -1);
    java.util.Map<List<Rule>, Integer> groups = new java.util.LinkedHashMap<>();
    for (int code = 0; code < bySymbol.length; code++) {
      Symbol symbol = table.get(code);
      long mask = always.applyAsLong(symbol);
      List<Rule> conditional = new java.util.ArrayList<>();
      for (Rule rule : rules) {
        if (rule.test().matches(symbol)) {
          if (rule.test().isConditional()) {
            conditional.add(rule);
          } else {
            mask |= rule.bits();
          }
        }
      }
      bySymbol[code] = mask;
      if (!conditional.isEmpty()) {
        groupOfSymbol[code] = groups.computeIfAbsent(conditional, key -> groups.size());
      }
    }
    if (groups.isEmpty()) {
      return new EventMasks(bySymbol, groupOfSymbol, new long[0][], symbols.codes(), null);
    }
    Coded<EventProperties> properties = block.properties();
    long[][] byGroup = new long[groups.size()][];
    groups.forEach((group, number) -> byGroup[number] = masks(group, properties.table()));
    return new EventMasks(bySymbol, groupOfSymbol, byGroup, symbols.codes(), properties.codes());
  }

  private static long[] masks(List<Rule> rules, List<EventProperties> properties) {
    long[] masks = new long[properties.size()];
    for (int code = 0; code < masks.length; code++) {
      for (Rule rule : rules) {
        if (rule.test().matches(properties.get(code))) {
          masks[code] |= rule.bits();
        }
      }
    }
    return masks;
  }

  /** The bits of an event of the block. */
  public long of(int event) {
    int symbol = symbols.get(event);
    long mask = bySymbol[symbol];
    if (properties != null) {
      int group = groupOfSymbol[symbol];
      if (group >= 0) {
        mask |= byGroup[group][properties.get(event)];
      }
    }
    return mask;
  }

  /**
   * The bits of neighbouring events of the block.
   *
   * @param to behind the last event
   * @param masks takes them, from index 0 on
   */
  public void read(int from, int to, long[] masks) {
    if (properties != null) {
      for (int event = from; event < to; event++) {
        masks[event - from] = of(event);
      }
    } else if (symbols instanceof Codes.Bytes bytes) {
      byte[] codes = bytes.codes();
      for (int event = from; event < to; event++) {
        masks[event - from] = bySymbol[codes[event] & 0xFF];
      }
    } else if (symbols instanceof Codes.Chars chars) {
      char[] codes = chars.codes();
      for (int event = from; event < to; event++) {
        masks[event - from] = bySymbol[codes[event]];
      }
    } else {
      int[] codes = ((Codes.Ints) symbols).codes();
      for (int event = from; event < to; event++) {
        masks[event - from] = bySymbol[codes[event]];
      }
    }
  }

  /** Whether the bits of an event depend on its symbol alone. */
  public boolean bySymbolAlone() {
    return properties == null;
  }

  /** The bits of a symbol, conditions left aside. */
  public long ofSymbol(int code) {
    return bySymbol[code];
  }

  /** How many symbols the block has. */
  public int symbols() {
    return bySymbol.length;
  }
}
