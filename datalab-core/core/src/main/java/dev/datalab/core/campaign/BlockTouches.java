package dev.datalab.core.campaign;

import dev.datalab.core.block.BlockColumns.Coded;
import dev.datalab.core.block.EventBlock;
import dev.datalab.core.channel.ChannelGrouping.Origin;
import dev.datalab.core.channel.Origins;
import dev.datalab.core.event.Dimensions;
import dev.datalab.core.funnel.Completions;
import dev.datalab.core.internal.filter.BlockValues;
import dev.datalab.core.internal.filter.SessionFacts;
import dev.datalab.core.internal.scan.Admission;
import dev.datalab.core.query.Dimension.BuiltIn;
import dev.datalab.core.query.Site;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What a block's events came by, as the numbers of a tally's rows. One thread's, as the tally is.
 *
 * <p>Values are looked up by code; a row is made when somebody comes by it.
 */
final class BlockTouches {
  private static final int UNKNOWN = -1;

  final Admission admission;
  final Completions.@Nullable Events goal;
  private final CampaignTally tally;
  private final Origins origins;
  private final Coded<Dimensions> dimensions;
  private final BlockValues campaigns;
  private final @Nullable BlockValues breakdown;
  private final int[] campaignRows;
  private final int[] breakdownRows;
  private final int[] sources;
  private final int[] mediums;
  private final int[] channels;

  BlockTouches(CampaignsQuestion question, Site site, EventBlock block, CampaignTally tally) {
    this.tally = tally;
    origins = new Origins(site.url());
    admission = new Admission(question.filter(), site, block);
    goal = question.goal().map(of -> new Completions.Events(of, site, block)).orElse(null);
    dimensions = block.dimensions();
    campaigns = BlockValues.of(BuiltIn.CAMPAIGN, site, block);
    breakdown = question.breakdown().map(by -> BlockValues.of(by, site, block)).orElse(null);
    campaignRows = unknown(campaigns.size());
    breakdownRows = unknown(breakdown == null ? 0 : breakdown.size());
    sources = unknown(dimensions.table().size());
    mediums = new int[sources.length];
    channels = new int[sources.length];
  }

  private static int[] unknown(int size) {
    int[] rows = new int[size];
    Arrays.fill(rows, UNKNOWN);
    return rows;
  }

  private static int row(
      BlockValues values,
      int[] rows,
      CampaignTally.Values of,
      int event,
      int session,
      SessionFacts facts) {
    int number = values.number(event, session, facts);
    if (rows[number] == UNKNOWN) {
      rows[number] = of.number(values.text(number));
    }
    return rows[number];
  }

  /** Notes what an event came by: a number a list. */
  void read(int event, int session, SessionFacts facts, int[] rows) {
    int code = dimensions.codes().get(event);
    if (sources[code] == UNKNOWN) {
      Origin origin = origins.of(dimensions.table().get(code));
      sources[code] = tally.sources.number(origin.source());
      mediums[code] = tally.mediums.number(origin.medium());
      channels[code] = tally.channels.number(origin.channel().label());
    }
    rows[0] = row(campaigns, campaignRows, tally.campaigns, event, session, facts);
    rows[1] = sources[code];
    rows[2] = mediums[code];
    rows[3] = channels[code];
    if (breakdown != null) {
      rows[4] = row(breakdown, breakdownRows, tally.breakdown, event, session, facts);
    }
  }
}
