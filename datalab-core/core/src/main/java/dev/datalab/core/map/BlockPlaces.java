package dev.datalab.core.map;

import dev.datalab.core.audience.ScreenClass;
import dev.datalab.core.block.BlockColumns.Coded;
import dev.datalab.core.block.Codes;
import dev.datalab.core.block.EventBlock;
import dev.datalab.core.block.Symbol;
import dev.datalab.core.event.Dimensions;
import dev.datalab.core.event.Element;
import dev.datalab.core.internal.filter.BlockValues;
import dev.datalab.core.internal.scan.Admission;
import dev.datalab.core.match.UrlName;
import dev.datalab.core.query.Site;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a block's events are to a map. Immutable and safe for use by several threads. */
final class BlockPlaces {
  /** Neither a click nor a pointer's path. */
  static final int OTHER = 0;

  static final int CLICK = 1;
  static final int PATH = 2;

  final Admission admission;
  final @Nullable BlockValues values;
  private final Coded<Symbol> symbols;
  private final byte[] kinds;
  private final Codes pages;
  private final boolean[] isHere;
  private final Codes dimensions;
  private final int[] widths;

  BlockPlaces(MapQuestion question, Site site, EventBlock block) {
    admission = new Admission(question.filter(), site, block);
    values = question.breakdown().map(by -> BlockValues.of(by, site, block)).orElse(null);
    symbols = block.symbols();
    kinds = new byte[symbols.table().size()];
    for (int code = 0; code < kinds.length; code++) {
      Symbol symbol = symbols.table().get(code);
      kinds[code] =
          (byte)
              (symbol instanceof Symbol.Clicked
                  ? CLICK
                  : symbol instanceof Symbol.Moved ? PATH : OTHER);
    }
    pages = block.pages().codes();
    List<String> addresses = block.pages().table();
    isHere = new boolean[addresses.size()];
    for (int code = 0; code < isHere.length; code++) {
      String address = addresses.get(code);
      isHere[code] = !address.isEmpty() && UrlName.path(address).equals(question.page());
    }
    dimensions = block.dimensions().codes();
    List<Dimensions> known = block.dimensions().table();
    widths = new int[known.size()];
    for (int code = 0; code < widths.length; code++) {
      widths[code] = ScreenClass.width(known.get(code).screen()).orElse(0);
    }
  }

  /** What happened, by its number: {@link #CLICK}, {@link #PATH} or {@link #OTHER}. */
  int kind(int symbol) {
    return kinds[symbol];
  }

  /** Whether an event was on the page. */
  boolean isHere(int event) {
    return isHere[pages.get(event)];
  }

  /** Reads the numbers of what happened in neighbouring events. */
  void readSymbols(int from, int to, int[] into) {
    symbols.codes().read(from, to, into);
  }

  /** The number of what happened. */
  int symbol(int event) {
    return symbols.codes().get(event);
  }

  /** How many numbers of what happened there are. */
  int symbols() {
    return kinds.length;
  }

  /** The elements of the click of a number. */
  List<Element> path(int symbol) {
    return ((Symbol.Clicked) symbols.table().get(symbol)).path();
  }

  /** The width of the screen of an event's session, in CSS pixels; 0 if it is not known. */
  int width(int event) {
    return widths[dimensions.get(event)];
  }
}
