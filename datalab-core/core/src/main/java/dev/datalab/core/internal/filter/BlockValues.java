package dev.datalab.core.internal.filter;

import dev.datalab.core.block.BlockColumns.Coded;
import dev.datalab.core.block.Codes;
import dev.datalab.core.block.EventBlock;
import dev.datalab.core.event.Dimensions;
import dev.datalab.core.query.Dimension;
import dev.datalab.core.query.Dimension.BuiltIn;
import dev.datalab.core.query.Site;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

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
  public final String of(int event, int session, SessionFacts facts) {
    return text(number(event, session, facts));
  }

  /**
   * The number of an event's value, so that whoever counts looks at a text once.
   *
   * @return 0 to {@link #size} - 1
   */
  public abstract int number(int event, int session, SessionFacts facts);

  /** How many numbers there are. */
  public abstract int size();

  /** What a number means. */
  public abstract String text(int number);

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
    return new Texts(column.codes(block), values);
  }

  private static final class Texts extends BlockValues {
    private final Codes codes;

    /** By code: the number of its text, which several codes may have. */
    private final int[] numbers;

    private final List<String> texts = new ArrayList<>();

    Texts(Codes codes, List<Column.Value> values) {
      this.codes = codes;
      this.numbers = new int[values.size()];
      Map<String, Integer> numberOf = new HashMap<>();
      for (int code = 0; code < numbers.length; code++) {
        String text = values.get(code).text();
        Integer known = numberOf.putIfAbsent(text, texts.size());
        numbers[code] = known == null ? texts.size() : known;
        if (known == null) {
          texts.add(text);
        }
      }
    }

    @Override
    public int number(int event, int session, SessionFacts facts) {
      return numbers[codes.get(event)];
    }

    @Override
    public int size() {
      return texts.size();
    }

    @Override
    public String text(int number) {
      return texts.get(number);
    }
  }

  private static final class VisitorTypes extends BlockValues {
    @Override
    public int number(int event, int session, SessionFacts facts) {
      return session == 0 ? 0 : 1;
    }

    @Override
    public int size() {
      return 2;
    }

    @Override
    public String text(int number) {
      return number == 0 ? "new" : "returning";
    }
  }

  /** The campaigns of a block's events. */
  static final class Campaigns extends BlockValues {
    private final CampaignTable campaigns;
    private final Codes codes;
    private final int[] byDimensions;
    private final @Nullable Codes pages;
    private final int[] byFirstPage;

    Campaigns(CampaignTable campaigns, EventBlock block) {
      Coded<Dimensions> dimensions = block.dimensions();
      this.campaigns = campaigns;
      this.codes = dimensions.codes();
      this.byDimensions = dimensions.table().stream().mapToInt(campaigns::of).toArray();
      if (campaigns.needsSessions()) {
        this.pages = block.pages().codes();
        this.byFirstPage = block.pages().table().stream().mapToInt(campaigns::of).toArray();
      } else {
        this.pages = null;
        this.byFirstPage = new int[0];
      }
    }

    @Override
    public int number(int event, int session, SessionFacts facts) {
      int number = byDimensions[codes.get(event)];
      if (pages == null) {
        return number;
      }
      int page = facts.firstPageCode(session, pages);
      return Math.min(
          number,
          page == SessionFacts.UNKNOWN
              ? campaigns.of(facts.firstPage(session))
              : byFirstPage[page]);
    }

    @Override
    public int size() {
      return campaigns.size() + 1;
    }

    @Override
    public String text(int number) {
      return campaigns.name(number);
    }
  }
}
