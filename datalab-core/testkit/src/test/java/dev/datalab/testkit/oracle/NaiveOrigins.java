package dev.datalab.testkit.oracle;

import dev.datalab.core.event.Dimensions;
import dev.datalab.core.event.Dimensions.Utm;
import dev.datalab.core.query.Campaign;
import dev.datalab.core.query.Campaign.Rule;
import dev.datalab.core.query.Site;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Where sessions come from: a few origins whose source, medium and channel were read off the
 * published table of the usual channel grouping, one by one.
 */
final class NaiveOrigins {
  /**
   * An origin.
   *
   * @param source as the answer has it
   * @param medium as the answer has it
   * @param channel as the answer has it
   */
  record Origin(String referrer, Utm utm, String source, String medium, String channel) {}

  private static final String SHOP = "https://shop.example/basket";

  static final List<Origin> ALL =
      List.of(
          origin("", "", "", "", "", "", "Direct"),
          origin(
              "https://www.google.com/search",
              "",
              "",
              "",
              "google.com",
              "organic",
              "Organic Search"),
          origin("https://News.example/a", "", "", "", "news.example", "referral", "Referral"),
          origin(
              "https://m.news.example:8080/", "", "", "", "m.news.example", "referral", "Referral"),
          origin("https://notnews.example/", "", "", "", "notnews.example", "referral", "Referral"),
          origin(SHOP, "", "", "", "", "", "Direct"),
          origin("", "google", "cpc", "spring", "google", "cpc", "Paid Search"),
          origin("", "Newsletter", "Email", "", "Newsletter", "Email", "Email"),
          origin("https://news.example/", "", "", "spring", "news.example", "", "Unassigned"),
          origin("", "facebook", "social", "", "facebook", "social", "Organic Social"),
          origin(SHOP, "", "cpm", "", "", "cpm", "Display"));

  /** Those that events of other kinds of questions come from. */
  private static final List<Origin> OTHERS =
      List.of(
          origin("", "google", "cpc", "", "google", "cpc", "Paid Search"),
          origin("", "bing", "cpc", "", "bing", "cpc", "Paid Search"));

  /** Campaigns by all three kinds of rule; two of them have one name. */
  static final List<Campaign> CAMPAIGNS =
      List.of(
          new Campaign("spring", "Spring", new Rule.UtmIs(new Utm("", "", "spring", "", ""))),
          new Campaign("ads", "Ads", new Rule.UtmIs(new Utm("google", "cpc", "", "", ""))),
          new Campaign("news", "News", new Rule.ReferrerIs("news.example")),
          new Campaign("end", "End", new Rule.SuffixIs("#end")),
          new Campaign("x", "X", new Rule.SuffixIs("x=1")),
          new Campaign("mail", "Spring", new Rule.UtmIs(new Utm("", "Email", "", "", ""))));

  private NaiveOrigins() {}

  private static Origin origin(
      String referrer,
      String utmSource,
      String utmMedium,
      String utmCampaign,
      String source,
      String medium,
      String channel) {
    return new Origin(
        referrer, new Utm(utmSource, utmMedium, utmCampaign, "", ""), source, medium, channel);
  }

  /** Dimensions that say this origin, and the rest as others do. */
  static Dimensions from(Dimensions rest, Origin origin) {
    return new Dimensions(
        origin.referrer(),
        rest.browser(),
        rest.os(),
        rest.device(),
        rest.language(),
        rest.screen(),
        origin.utm());
  }

  static Origin of(Dimensions dimensions, Site site) {
    Origin known =
        Stream.concat(ALL.stream(), OTHERS.stream())
            .filter(each -> each.referrer().equals(dimensions.referrer()))
            .filter(each -> each.utm().equals(dimensions.utm()))
            .findFirst()
            .orElseThrow(() -> new AssertionError("no case comes from " + dimensions));
    if (site.url().isEmpty() && known.referrer().equals(SHOP)) {
      // Where nobody knows what the site is, its own pages are as foreign as any.
      return known.medium().isEmpty()
          ? origin(SHOP, "", "", "", "shop.example", "referral", "Referral")
          : origin(SHOP, "", "cpm", "", "shop.example", "cpm", "Display");
    }
    return known;
  }

  /** The host, without {@code www.} and port. */
  static String host(String referrer) {
    if (referrer.isEmpty()) {
      return "";
    }
    String authority = referrer.split("/")[2].toLowerCase(Locale.ROOT);
    return authority.replaceFirst(":[0-9]+$", "").replaceFirst("^www\\.", "");
  }

  /** The name of the first campaign whose rule the session fulfils; empty if there is none. */
  static String campaign(Occurrence of, Site site) {
    for (Campaign campaign : site.campaigns()) {
      if (belongs(of, campaign.rule())) {
        return campaign.name();
      }
    }
    return "";
  }

  private static boolean belongs(Occurrence of, Rule rule) {
    Dimensions known = of.recorded().dimensions();
    if (rule instanceof Rule.UtmIs utm) {
      return (utm.utm().source().isEmpty() || utm.utm().source().equals(known.utm().source()))
          && (utm.utm().medium().isEmpty() || utm.utm().medium().equals(known.utm().medium()))
          && (utm.utm().campaign().isEmpty()
              || utm.utm().campaign().equals(known.utm().campaign()));
    } else if (rule instanceof Rule.ReferrerIs referrer) {
      return ("." + host(known.referrer())).endsWith("." + referrer.host());
    }
    return of.firstPage().endsWith(((Rule.SuffixIs) rule).suffix());
  }
}
