package dev.datalab.core.campaign;

import dev.datalab.core.campaign.CampaignsAnswer.Row;
import dev.datalab.core.campaign.CampaignsAnswer.Rows;
import dev.datalab.core.campaign.CampaignsAnswer.Touch;
import java.util.ArrayList;
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

  /** The rows of one list, by number in the order in which their values first came. */
  static final class Values {
    private final Map<String, Integer> numbers = new HashMap<>();
    private final List<Counts> counts = new ArrayList<>();

    int number(String value) {
      Integer known = numbers.get(value);
      if (known == null) {
        known = counts.size();
        numbers.put(value, known);
        counts.add(new Counts(value));
      }
      return known;
    }

    Counts get(int number) {
      return counts.get(number);
    }

    private void add(Values other) {
      for (Counts each : other.counts) {
        get(number(each.value)).add(each);
      }
    }

    private Rows rows(int limit, boolean withGoal) {
      List<Counts> ranked = new ArrayList<>(counts);
      ranked.sort(
          Comparator.comparingLong((Counts each) -> -each.sessions)
              .thenComparingLong(each -> -each.visitors)
              .thenComparing(each -> each.value));
      List<Row> rows = ranked.stream().limit(limit).map(each -> each.row(withGoal)).toList();
      return new Rows(rows, ranked.size() - rows.size());
    }
  }

  /** The counts of one value. */
  static final class Counts {
    private final String value;
    private long sessions;
    private long visitors;
    private long lastVisitor;
    private long firstUnits;
    private long firstConversions;
    private long lastUnits;
    private long lastConversions;

    Counts(String value) {
      this.value = value;
    }

    /** A session of the visitor of this number, from 1. */
    void session(long visitor) {
      sessions++;
      if (lastVisitor != visitor) {
        lastVisitor = visitor;
        visitors++;
      }
    }

    void firstTouch(boolean converted) {
      firstUnits++;
      firstConversions += converted ? 1 : 0;
    }

    void lastTouch(boolean converted) {
      lastUnits++;
      lastConversions += converted ? 1 : 0;
    }

    private void add(Counts other) {
      sessions += other.sessions;
      visitors += other.visitors;
      firstUnits += other.firstUnits;
      firstConversions += other.firstConversions;
      lastUnits += other.lastUnits;
      lastConversions += other.lastConversions;
    }

    private Row row(boolean withGoal) {
      return new Row(
          value,
          sessions,
          visitors,
          touch(firstUnits, firstConversions, withGoal),
          touch(lastUnits, lastConversions, withGoal));
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
