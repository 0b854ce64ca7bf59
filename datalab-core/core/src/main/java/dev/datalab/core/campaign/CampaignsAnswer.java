package dev.datalab.core.campaign;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What people came by. Every list has most sessions first, then most visitors, then by value.
 *
 * @param sessions with any event that makes somebody a visitor
 * @param visitors with any such session
 * @param all all units of the goal, and what came of them
 * @param campaigns by the name of the app's campaign, those without any session included; empty for
 *     sessions of no campaign
 * @param sources by UTM source, or else the referrer's host; empty for neither
 * @param mediums by UTM medium, or else {@code organic} or {@code referral}; empty for none
 * @param channels by the channel's label
 * @param breakdown by the dimension that the question asks for
 */
public record CampaignsAnswer(
    long sessions,
    long visitors,
    Touch all,
    Rows campaigns,
    Rows sources,
    Rows mediums,
    Rows channels,
    Optional<Rows> breakdown) {

  /**
   * A list of rows.
   *
   * @param more rows that the limit left out
   */
  public record Rows(List<Row> rows, long more) {
    /** Copies the list. */
    public Rows {
      rows = List.copyOf(rows);
    }
  }

  /**
   * What came by one value.
   *
   * @param value empty where there is none
   * @param sessions that came by it
   * @param visitors with any such session
   * @param firstTouch the units whose visitor first came by it
   * @param lastTouch the units that last came by it
   */
  public record Row(
      String value, long sessions, long visitors, Touch firstTouch, Touch lastTouch) {}

  /**
   * Units of the goal, and how many of them completed it.
   *
   * @param units visitors; sessions where the goal's funnel counts these
   * @param conversions of the units; none if the question has no goal
   */
  public record Touch(long units, OptionalLong conversions) {
    /** Conversions of the units, 0 to 1; 0 over nothing, and where the question has no goal. */
    public double conversionRate() {
      return units == 0 ? 0 : (double) conversions.orElse(0) / units;
    }
  }
}
