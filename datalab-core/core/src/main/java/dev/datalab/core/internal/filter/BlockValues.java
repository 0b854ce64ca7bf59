package dev.datalab.core.internal.filter;

import dev.datalab.core.block.BlockColumns.Coded;
import dev.datalab.core.block.Codes;
import dev.datalab.core.block.EventBlock;
import dev.datalab.core.event.Dimensions;
import dev.datalab.core.query.Dimension;
import dev.datalab.core.query.Dimension.BuiltIn;
import dev.datalab.core.query.Site;
import java.util.List;

/** The values of one dimension of a block's events, as a breakdown shows them. */
public abstract class BlockValues {
  private BlockValues() {}

  /**
   * The value of an event; empty where it has none.
   *
   * @param event its number in the block
   * @param session the number of its session; any, unless the dimension {@linkplain #needsSessions
   *     needs sessions}
   * @param facts about the visitor's sessions
   */
  public abstract String of(int event, int session, SessionFacts facts);

  /** Whether the dimension depends on the sessions before. */
  public static boolean needsSessions(Dimension dimension, Site site) {
    return dimension == BuiltIn.VISITOR_TYPE
        || (dimension == BuiltIn.CAMPAIGN && CampaignTable.needsSessions(site.campaigns()));
  }

  /** The values of a dimension of a block. */
  public static BlockValues of(Dimension dimension, Site site, EventBlock block) {
    if (dimension == BuiltIn.VISITOR_TYPE) {
      return new VisitorTypes();
    } else if (dimension == BuiltIn.CAMPAIGN) {
      return new Campaigns(new CampaignTable(site.campaigns()), block);
    }
    Column column = Column.of(dimension);
    List<Column.Value> values = column.values(block, new DimensionReader(dimension, site));
    return new Texts(
        column.codes(block), values.stream().map(Column.Value::text).toArray(String[]::new));
  }

  private static final class Texts extends BlockValues {
    private final Codes codes;
    private final String[] texts;

    Texts(Codes codes, String[] texts) {
      this.codes = codes;
      this.texts = texts;
    }

    @Override
    public String of(int event, int session, SessionFacts facts) {
      return texts[codes.get(event)];
    }
  }

  private static final class VisitorTypes extends BlockValues {
    @Override
    public String of(int event, int session, SessionFacts facts) {
      return session == 0 ? "new" : "returning";
    }
  }

  /** The campaigns of a block's events. */
  static final class Campaigns extends BlockValues {
    private final CampaignTable campaigns;
    private final Codes codes;
    private final int[] byDimensions;

    Campaigns(CampaignTable campaigns, EventBlock block) {
      Coded<Dimensions> dimensions = block.dimensions();
      this.campaigns = campaigns;
      this.codes = dimensions.codes();
      this.byDimensions = dimensions.table().stream().mapToInt(campaigns::of).toArray();
    }

    int number(int event, int session, SessionFacts facts) {
      int number = byDimensions[codes.get(event)];
      return Math.min(number, campaigns.of(facts.firstPage(session)));
    }

    @Override
    public String of(int event, int session, SessionFacts facts) {
      return campaigns.name(number(event, session, facts));
    }
  }
}
