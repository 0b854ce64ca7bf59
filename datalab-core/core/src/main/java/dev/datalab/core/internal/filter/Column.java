package dev.datalab.core.internal.filter;

import dev.datalab.core.block.BlockColumns.Coded;
import dev.datalab.core.block.Codes;
import dev.datalab.core.block.EventBlock;
import dev.datalab.core.query.Dimension;
import dev.datalab.core.query.Dimension.BuiltIn;
import java.util.ArrayList;
import java.util.List;

/** The coded columns that dimensions are read from. */
enum Column {
  DIMENSIONS,
  PAGES,
  PROPERTIES;

  /** The column that a dimension is read from, sessions left aside. */
  static Column of(Dimension dimension) {
    if (dimension instanceof Dimension.Property) {
      return PROPERTIES;
    }
    return dimension == BuiltIn.PAGE ? PAGES : DIMENSIONS;
  }

  /** The codes of this column. */
  Codes codes(EventBlock block) {
    return coded(block).codes();
  }

  /** What each entry of the column's table says of the dimension. */
  List<Value> values(EventBlock block, DimensionReader reader) {
    List<Value> values = new ArrayList<>();
    for (Object entry : coded(block).table()) {
      values.add(reader.read(entry));
    }
    return values;
  }

  private Coded<?> coded(EventBlock block) {
    return switch (this) {
      case DIMENSIONS -> block.dimensions();
      case PAGES -> block.pages();
      case PROPERTIES -> block.properties();
    };
  }

  /**
   * A value of a dimension.
   *
   * @param text what it reads
   * @param whole what a condition may fit as well: the whole address of a referrer
   * @param present whether there is one
   */
  record Value(String text, String whole, boolean present) {
    static final Value NONE = new Value("", "", false);

    /** A value that is missing where it is empty. */
    static Value of(String text) {
      return text.isEmpty() ? NONE : new Value(text, text, true);
    }
  }
}
