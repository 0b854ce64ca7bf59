package dev.datalab.core.internal.filter;

import dev.datalab.core.event.Dimensions;
import dev.datalab.core.event.Dimensions.Utm;
import dev.datalab.core.match.UrlName;
import dev.datalab.core.query.Campaign;
import dev.datalab.core.query.Campaign.Rule;
import java.util.List;
import java.util.Locale;

/**
 * An app's campaigns, by number: an event belongs to the first whose rule its session fulfils.
 * Rules about parameters and referrers are asked of the event's dimensions, rules about suffixes of
 * its session's first page; the lower number wins.
 */
final class CampaignTable {
  private final List<Campaign> campaigns;
  private final boolean needsSessions;

  CampaignTable(List<Campaign> campaigns) {
    this.campaigns = campaigns;
    this.needsSessions = needsSessions(campaigns);
  }

  /** Whether a rule looks at the session's first page. */
  static boolean needsSessions(List<Campaign> campaigns) {
    return campaigns.stream().anyMatch(campaign -> campaign.rule() instanceof Rule.SuffixIs);
  }

  /** Whether a rule looks at the session's first page. */
  boolean needsSessions() {
    return needsSessions;
  }

  /** How many campaigns; the number that stands for none. */
  int size() {
    return campaigns.size();
  }

  /** The name of a campaign; empty for none. */
  String name(int number) {
    return number == campaigns.size() ? "" : campaigns.get(number).name();
  }

  /** The first campaign by the event's dimensions. */
  int of(Dimensions dimensions) {
    int number = 0;
    while (number < campaigns.size() && !fits(campaigns.get(number).rule(), dimensions)) {
      number++;
    }
    return number;
  }

  /** The first campaign by the session's first page. */
  int of(String firstPage) {
    int number = needsSessions ? 0 : campaigns.size();
    while (number < campaigns.size()
        && !(campaigns.get(number).rule() instanceof Rule.SuffixIs rule
            && firstPage.endsWith(rule.suffix()))) {
      number++;
    }
    return number;
  }

  private static boolean fits(Rule rule, Dimensions dimensions) {
    if (rule instanceof Rule.UtmIs wanted) {
      return fits(wanted.utm(), dimensions.utm());
    } else if (rule instanceof Rule.ReferrerIs wanted) {
      String host = UrlName.host(dimensions.referrer()).toLowerCase(Locale.ROOT);
      String wantedHost = UrlName.host(wanted.host()).toLowerCase(Locale.ROOT);
      return host.equals(wantedHost) || host.endsWith("." + wantedHost);
    }
    return false;
  }

  private static boolean fits(Utm wanted, Utm utm) {
    return fits(wanted.source(), utm.source())
        && fits(wanted.medium(), utm.medium())
        && fits(wanted.campaign(), utm.campaign())
        && fits(wanted.term(), utm.term())
        && fits(wanted.content(), utm.content());
  }

  private static boolean fits(String wanted, String text) {
    return wanted.isEmpty() || wanted.equals(text);
  }
}
