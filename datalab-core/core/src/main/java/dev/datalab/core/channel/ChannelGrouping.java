package dev.datalab.core.channel;

import com.google.re2j.Pattern;
import dev.datalab.core.event.Dimensions;
import dev.datalab.core.match.UrlName;
import java.util.Locale;
import java.util.Set;

/**
 * Tells the channel of a session from its referrer and its UTM parameters.
 *
 * <p>Parameters go before the referrer. Without parameters the source is the referrer's host, and
 * the medium is {@code organic} for a search engine and {@code referral} for every other site; a
 * session that nothing led to, or that the site itself led to, is direct. Case does not matter.
 */
public final class ChannelGrouping {
  private static final Pattern PAID = Pattern.compile("^(.*cp.*|ppc|retargeting|paid.*)$");
  private static final Pattern SHOPPING = Pattern.compile("^(.*(([^a-df-z]|^)shop|shopping).*)$");
  private static final Set<String> DISPLAY =
      Set.of("display", "banner", "expandable", "interstitial", "cpm");
  private static final Set<String> SOCIAL =
      Set.of("social", "social-network", "social-media", "sm", "social network", "social media");
  private static final Set<String> EMAIL = Set.of("email", "e-mail", "e_mail", "e mail");
  private static final Set<String> REFERRAL = Set.of("referral", "app", "link");

  private ChannelGrouping() {}

  /**
   * The channel.
   *
   * @param site the address of the app's own site, or empty
   */
  public static Channel channelOf(Dimensions dimensions, String site) {
    return originOf(dimensions, site).channel();
  }

  /**
   * Where a session came from.
   *
   * @param source the UTM source as it was given, or else the host of the referrer in lower case
   *     where that is not the site itself; empty if there is neither
   * @param medium the UTM medium as it was given or, where no parameter was, {@code organic} for a
   *     search engine and {@code referral} for every other site; empty if there is none
   */
  public record Origin(String source, String medium, Channel channel) {}

  /**
   * Source, medium and channel.
   *
   * @param site the address of the app's own site, or empty
   */
  public static Origin originOf(Dimensions dimensions, String site) {
    Dimensions.Utm utm = dimensions.utm();
    String host = hostOf(dimensions.referrer());
    boolean fromOutside = !host.isEmpty() && !isWithin(host, hostOf(site));
    boolean tagged =
        !utm.source().isEmpty() || !utm.medium().isEmpty() || !utm.campaign().isEmpty();
    if (!tagged && !fromOutside) {
      return new Origin("", "", Channel.DIRECT);
    }
    String source = sourceOf(dimensions, site);
    String medium =
        tagged
            ? utm.medium()
            : SourceCategory.of(lower(source)) == SourceCategory.SEARCH ? "organic" : "referral";
    return new Origin(
        source, medium, channelOf(lower(source), lower(medium), lower(utm.campaign())));
  }

  /** The {@linkplain Origin#source source} alone, which takes less time than all three. */
  public static String sourceOf(Dimensions dimensions, String site) {
    String given = dimensions.utm().source();
    if (!given.isEmpty()) {
      return given;
    }
    String host = hostOf(dimensions.referrer());
    return host.isEmpty() || isWithin(host, hostOf(site)) ? "" : host;
  }

  private static Channel channelOf(String source, String medium, String campaign) {
    if (source.equals("(direct)") && (medium.equals("(not set)") || medium.equals("(none)"))) {
      return Channel.DIRECT;
    }
    if (campaign.contains("cross-network")) {
      return Channel.CROSS_NETWORK;
    }
    SourceCategory category = SourceCategory.of(source);
    boolean shopping = category == SourceCategory.SHOPPING || SHOPPING.matches(campaign);
    if (PAID.matches(medium)) {
      return paid(category, shopping, medium);
    }
    if (DISPLAY.contains(medium)) {
      return Channel.DISPLAY;
    } else if (shopping) {
      return Channel.ORGANIC_SHOPPING;
    } else if (category == SourceCategory.SOCIAL || SOCIAL.contains(medium)) {
      return Channel.ORGANIC_SOCIAL;
    } else if (category == SourceCategory.VIDEO || medium.contains("video")) {
      return Channel.ORGANIC_VIDEO;
    } else if (category == SourceCategory.SEARCH || medium.equals("organic")) {
      return Channel.ORGANIC_SEARCH;
    } else if (EMAIL.contains(source) || EMAIL.contains(medium)) {
      return Channel.EMAIL;
    }
    return other(source, medium);
  }

  private static Channel paid(SourceCategory category, boolean shopping, String medium) {
    if (shopping) {
      return Channel.PAID_SHOPPING;
    }
    return switch (category) {
      case SEARCH -> Channel.PAID_SEARCH;
      case SOCIAL -> Channel.PAID_SOCIAL;
      case VIDEO -> Channel.PAID_VIDEO;
      default -> DISPLAY.contains(medium) ? Channel.DISPLAY : Channel.PAID_OTHER;
    };
  }

  private static Channel other(String source, String medium) {
    if (medium.equals("affiliate") || medium.equals("affiliates")) {
      return Channel.AFFILIATES;
    } else if (REFERRAL.contains(medium)) {
      return Channel.REFERRAL;
    } else if (medium.equals("audio")) {
      return Channel.AUDIO;
    } else if (source.equals("sms") || medium.equals("sms")) {
      return Channel.SMS;
    } else if (medium.endsWith("push")
        || medium.contains("mobile")
        || medium.contains("notification")
        || source.equals("firebase")) {
      return Channel.MOBILE_PUSH;
    }
    return Channel.UNASSIGNED;
  }

  private static boolean isWithin(String host, String site) {
    return !site.isEmpty() && (host.equals(site) || host.endsWith("." + site));
  }

  private static String hostOf(String address) {
    String host = lower(UrlName.host(address));
    return host.startsWith("www.") ? host.substring(4) : host;
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
