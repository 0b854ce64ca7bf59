package dev.datalab.core.internal.filter;

import dev.datalab.core.block.Codes;
import dev.datalab.core.block.EventBlock;
import dev.datalab.core.internal.filter.Column.Value;
import dev.datalab.core.query.Dimension.BuiltIn;
import dev.datalab.core.query.Filter;
import dev.datalab.core.query.Site;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * A filter made ready for a block. Conditions on one column become one table of that column, as far
 * as the tree of the filter lets them: an event is then let through by a look-up per column.
 */
public abstract class BlockFilter {
  private BlockFilter() {}

  /**
   * Whether the filter lets an event through.
   *
   * @param event its number in the block
   * @param session the number of its session; any, unless the filter {@linkplain #needsSessions
   *     needs sessions}
   * @param facts about the visitor's sessions
   */
  public abstract boolean test(int event, int session, SessionFacts facts);

  /** Whether a filter depends on sessions. */
  public static boolean needsSessions(Filter filter, Site site) {
    if (filter instanceof Filter.And and) {
      return and.filters().stream().anyMatch(part -> needsSessions(part, site));
    } else if (filter instanceof Filter.Or or) {
      return or.filters().stream().anyMatch(part -> needsSessions(part, site));
    } else if (filter instanceof Filter.Not not) {
      return needsSessions(not.filter(), site);
    }
    return BlockValues.needsSessions(((Filter.Is) filter).dimension(), site);
  }

  /**
   * Refuses a filter that can't be evaluated.
   *
   * @throws IllegalArgumentException if a value is no expression or number where one is needed
   */
  public static void check(Filter filter) {
    if (filter instanceof Filter.And and) {
      and.filters().forEach(BlockFilter::check);
    } else if (filter instanceof Filter.Or or) {
      or.filters().forEach(BlockFilter::check);
    } else if (filter instanceof Filter.Not not) {
      check(not.filter());
    } else {
      ValueCondition.of((Filter.Is) filter);
    }
  }

  /** A filter made ready for a block. */
  public static BlockFilter of(Filter filter, Site site, EventBlock block) {
    if (filter instanceof Filter.And and) {
      return all(and.filters(), true, site, block);
    } else if (filter instanceof Filter.Or or) {
      return all(or.filters(), false, site, block);
    } else if (filter instanceof Filter.Not not) {
      return of(not.filter(), site, block).negated();
    }
    Filter.Is is = (Filter.Is) filter;
    ValueCondition test = ValueCondition.of(is);
    if (is.dimension() == BuiltIn.VISITOR_TYPE) {
      return new OfVisitorType(test.fits(Value.of("new")), test.fits(Value.of("returning")));
    } else if (is.dimension() == BuiltIn.CAMPAIGN) {
      CampaignTable campaigns = new CampaignTable(site.campaigns());
      boolean[] fits = new boolean[campaigns.size() + 1];
      for (int i = 0; i < fits.length; i++) {
        fits[i] = test.fits(Value.of(campaigns.name(i)));
      }
      return new OfCampaign(new BlockValues.Campaigns(campaigns, block), fits);
    }
    Column column = Column.of(is.dimension());
    List<Value> values = column.values(block, new DimensionReader(is.dimension(), site));
    boolean[] fits = new boolean[values.size()];
    for (int i = 0; i < fits.length; i++) {
      fits[i] = test.fits(values.get(i));
    }
    return new OfColumn(column, column.codes(block), fits);
  }

  abstract BlockFilter negated();

  /** All of the filters hold, or (De Morgan) not all of their opposites. */
  private static BlockFilter all(
      List<Filter> filters, boolean conjunction, Site site, EventBlock block) {
    Map<Column, OfColumn> tables = new EnumMap<>(Column.class);
    List<BlockFilter> parts = new ArrayList<>();
    for (Filter filter : filters) {
      BlockFilter made = of(filter, site, block);
      BlockFilter part = conjunction ? made : made.negated();
      if (part instanceof OfColumn table) {
        tables.merge(table.column, table, OfColumn::and);
      } else if (part instanceof All nested && nested.holds) {
        for (BlockFilter inner : nested.parts) {
          if (inner instanceof OfColumn table) {
            tables.merge(table.column, table, OfColumn::and);
          } else {
            parts.add(inner);
          }
        }
      } else {
        parts.add(part);
      }
    }
    parts.addAll(0, tables.values());
    BlockFilter all =
        parts.size() == 1 ? parts.get(0) : new All(parts.toArray(new BlockFilter[0]), true);
    return conjunction ? all : all.negated();
  }

  private static final class OfColumn extends BlockFilter {
    private final Column column;
    private final Codes codes;
    private final boolean[] fits;

    OfColumn(Column column, Codes codes, boolean[] fits) {
      this.column = column;
      this.codes = codes;
      this.fits = fits;
    }

    @Override
    public boolean test(int event, int session, SessionFacts facts) {
      return fits[codes.get(event)];
    }

    @Override
    BlockFilter negated() {
      boolean[] negated = new boolean[fits.length];
      for (int i = 0; i < fits.length; i++) {
        negated[i] = !fits[i];
      }
      return new OfColumn(column, codes, negated);
    }

    OfColumn and(OfColumn other) {
      boolean[] both = new boolean[fits.length];
      for (int i = 0; i < fits.length; i++) {
        both[i] = fits[i] && other.fits[i];
      }
      return new OfColumn(column, codes, both);
    }
  }

  private static final class OfVisitorType extends BlockFilter {
    private final boolean whenNew;
    private final boolean whenReturning;

    OfVisitorType(boolean whenNew, boolean whenReturning) {
      this.whenNew = whenNew;
      this.whenReturning = whenReturning;
    }

    @Override
    public boolean test(int event, int session, SessionFacts facts) {
      return session == 0 ? whenNew : whenReturning;
    }

    @Override
    BlockFilter negated() {
      return new OfVisitorType(!whenNew, !whenReturning);
    }
  }

  private static final class OfCampaign extends BlockFilter {
    private final BlockValues.Campaigns campaigns;
    private final boolean[] fits;

    OfCampaign(BlockValues.Campaigns campaigns, boolean[] fits) {
      this.campaigns = campaigns;
      this.fits = fits;
    }

    @Override
    public boolean test(int event, int session, SessionFacts facts) {
      return fits[campaigns.number(event, session, facts)];
    }

    @Override
    BlockFilter negated() {
      boolean[] negated = new boolean[fits.length];
      for (int i = 0; i < fits.length; i++) {
        negated[i] = !fits[i];
      }
      return new OfCampaign(campaigns, negated);
    }
  }

  /** All of them hold, or not all of them. */
  private static final class All extends BlockFilter {
    private final BlockFilter[] parts;
    private final boolean holds;

    All(BlockFilter[] parts, boolean holds) {
      this.parts = parts;
      this.holds = holds;
    }

    @Override
    public boolean test(int event, int session, SessionFacts facts) {
      for (BlockFilter part : parts) {
        if (!part.test(event, session, facts)) {
          return !holds;
        }
      }
      return holds;
    }

    @Override
    BlockFilter negated() {
      return new All(parts, !holds);
    }
  }
}
