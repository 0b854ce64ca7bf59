package dev.datalab.core.campaign;

import dev.datalab.core.campaign.CampaignsAnswer.Row;
import dev.datalab.core.campaign.CampaignsAnswer.Rows;
import dev.datalab.core.campaign.CampaignsAnswer.Touch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** What was counted of what people came by. Tallies of disjoint visitors add up. */
final class CampaignTally {
  final Values campaigns = new Values();
  final Values sources = new Values();
  final Values mediums = new Values();
  final Values channels = new Values();
  final Values breakdown = new Values();
  long sessions;
  long visitors;
  long units;
  long conversions;

  /**
   * The rows of one list, by number in the order in which their values first came. The counts of a
   * row lie side by side in one array.
   */
  static final class Values {
    private static final int SESSIONS = 0;
    private static final int VISITORS = 1;
    private static final int LAST_VISITOR = 2;
    private static final int FIRST_UNITS = 3;
    private static final int FIRST_CONVERSIONS = 4;
    private static final int LAST_UNITS = 5;
    private static final int LAST_CONVERSIONS = 6;
    private static final int STRIDE = 8;

    private final Map<String, Integer> numbers = new HashMap<>();
    private final List<String> values = new ArrayList<>();
    private long[] counts = new long[STRIDE * 8];

    int number(String value) {
      Integer known = numbers.get(value);
      if (known == null) {
        known = values.size();
        numbers.put(value, known);
        values.add(value);
        if (values.size() * STRIDE > counts.length) {
          counts = Arrays.copyOf(counts, Math.multiplyExact(counts.length, 2));
        }
      }
      return known;
    }

    /** A session of the visitor of this number, from 1. */
    void session(int number, long visitor) {
      int row = number * STRIDE;
      counts[row + SESSIONS]++;
      if (counts[row + LAST_VISITOR] != visitor) {
        counts[row + LAST_VISITOR] = visitor;
        counts[row + VISITORS]++;
      }
    }

    void firstTouch(int number, boolean converted) {
      counts[number * STRIDE + FIRST_UNITS]++;
      counts[number * STRIDE + FIRST_CONVERSIONS] += converted ? 1 : 0;
    }

    void lastTouch(int number, boolean converted) {
      counts[number * STRIDE + LAST_UNITS]++;
      counts[number * STRIDE + LAST_CONVERSIONS] += converted ? 1 : 0;
    }

    /** Adds up what was counted of other visitors; then nothing more is counted here. */
    private void add(Values other) {
      for (int theirs = 0; theirs < other.values.size(); theirs++) {
        int ours = number(other.values.get(theirs));
        for (int count = 0; count < STRIDE; count++) {
          counts[ours * STRIDE + count] += other.counts[theirs * STRIDE + count];
        }
      }
    }

    private Rows rows(int limit, boolean withGoal) {
      List<Row> ranked = new ArrayList<>();
      for (int number = 0; number < values.size(); number++) {
        ranked.add(row(number, withGoal));
      }
      ranked.sort(
          Comparator.comparingLong((Row row) -> -row.sessions())
              .thenComparingLong(row -> -row.visitors())
              .thenComparing(Row::value));
      List<Row> rows = ranked.subList(0, Math.min(limit, ranked.size()));
      return new Rows(rows, ranked.size() - rows.size());
    }

    private Row row(int number, boolean withGoal) {
      int row = number * STRIDE;
      return new Row(
          values.get(number),
          counts[row + SESSIONS],
          counts[row + VISITORS],
          touch(counts[row + FIRST_UNITS], counts[row + FIRST_CONVERSIONS], withGoal),
          touch(counts[row + LAST_UNITS], counts[row + LAST_CONVERSIONS], withGoal));
    }
  }

  private static Touch touch(long units, long conversions, boolean withGoal) {
    return new Touch(units, withGoal ? OptionalLong.of(conversions) : OptionalLong.empty());
  }

  void add(CampaignTally other) {
    sessions += other.sessions;
    visitors += other.visitors;
    units += other.units;
    conversions += other.conversions;
    campaigns.add(other.campaigns);
    sources.add(other.sources);
    mediums.add(other.mediums);
    channels.add(other.channels);
    breakdown.add(other.breakdown);
  }

  CampaignsAnswer toAnswer(CampaignsQuestion question) {
    boolean withGoal = question.goal().isPresent();
    int limit = question.limit();
    return new CampaignsAnswer(
        sessions,
        visitors,
        touch(units, conversions, withGoal),
        campaigns.rows(limit, withGoal),
        sources.rows(limit, withGoal),
        mediums.rows(limit, withGoal),
        channels.rows(limit, withGoal),
        question.breakdown().map(by -> breakdown.rows(limit, withGoal)));
  }
}
