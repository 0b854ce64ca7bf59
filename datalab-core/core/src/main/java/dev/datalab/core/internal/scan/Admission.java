package dev.datalab.core.internal.scan;

import dev.datalab.core.block.Codes;
import dev.datalab.core.block.EventBlock;
import dev.datalab.core.block.Symbol;
import dev.datalab.core.internal.filter.BlockFilter;
import dev.datalab.core.internal.filter.SessionFacts;
import dev.datalab.core.query.Filter;
import dev.datalab.core.query.Site;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which events of a block a question looks at, and which of them make somebody a visitor. Immutable
 * and safe for use by several threads.
 */
public final class Admission {
  private final Codes symbols;
  private final boolean[] makesVisitor;
  private final @Nullable BlockFilter filter;

  /** The events of a block that pass a filter. */
  public Admission(Filter filter, Site site, EventBlock block) {
    List<Symbol> table = block.symbols().table();
    symbols = block.symbols().codes();
    makesVisitor = new boolean[table.size()];
    for (int code = 0; code < makesVisitor.length; code++) {
      makesVisitor[code] = table.get(code).makesVisitor();
    }
    this.filter = filter.equals(Filter.ALL) ? null : BlockFilter.of(filter, site, block);
  }

  /** Whether an event makes somebody a visitor; see {@link Symbol#makesVisitor}. */
  public boolean makesVisitor(int event) {
    return makesVisitor[symbols.get(event)];
  }

  /** Whether there is no filter, so that every event passes. */
  public boolean passesAll() {
    return filter == null;
  }

  /** Whether the filter lets an event through; see {@link BlockFilter#test}. */
  public boolean passes(int event, int session, SessionFacts facts) {
    return filter == null || filter.test(event, session, facts);
  }
}
