package dev.datalab.server.demo.visitors;

import java.util.List;
import java.util.SplittableRandom;

/**
 * A person with habits.
 *
 * @param visitor their visitor id: 128 bits in hexadecimal
 * @param equipment what they visit with
 * @param origin where their first visit comes from
 * @param patience from 0 (leaves at the first page) to 1 (reads everything)
 * @param resolve from 0 (only looks) to 1 (came to buy)
 */
record Shopper(
    String visitor, Equipment equipment, Origin origin, double patience, double resolve) {
  static final List<Equipment> EQUIPMENT =
      List.of(
          new Equipment("Chrome", "Windows", "desktop", "1920x1080", UserAgents.CHROME_WINDOWS),
          new Equipment("Chrome Mobile", "Android", "mobile", "412x915", UserAgents.CHROME_ANDROID),
          new Equipment("Mobile Safari", "iOS", "mobile", "390x844", UserAgents.SAFARI_IPHONE),
          new Equipment("Safari", "Mac OS X", "desktop", "1512x982", UserAgents.SAFARI_MAC),
          new Equipment("Firefox", "Windows", "desktop", "1920x1200", UserAgents.FIREFOX_WINDOWS),
          new Equipment("Edge", "Windows", "desktop", "1536x864", UserAgents.EDGE_WINDOWS),
          new Equipment("Firefox", "Linux", "desktop", "2560x1440", UserAgents.FIREFOX_LINUX),
          new Equipment("Mobile Safari", "iOS", "tablet", "820x1180", UserAgents.SAFARI_IPAD));

  private static final List<Origin> ORIGINS =
      List.of(
          new Origin("", "", "", ""),
          new Origin("https://www.google.com/", "", "", ""),
          new Origin("https://www.google.com/", "google", "cpc", "brand"),
          new Origin("", "newsletter", "email", "autumn-sale"),
          new Origin("https://www.instagram.com/", "instagram", "social", "autumn-sale"),
          new Origin("https://gearlab.example/best-tents", "", "", ""),
          new Origin("https://www.bing.com/", "", "", ""));

  private static final List<String> LANGUAGES =
      List.of("en-GB", "de-DE", "en-US", "fr-FR", "de-CH");

  /** Somebody new. */
  static Shopper draw(SplittableRandom chance) {
    String visitor = "%016x%016x".formatted(chance.nextLong(), chance.nextLong());
    Equipment equipment = EQUIPMENT.get(Chance.popular(chance, EQUIPMENT.size()));
    Equipment theirs = equipment.speaking(LANGUAGES.get(Chance.popular(chance, LANGUAGES.size())));
    Origin origin = ORIGINS.get(Chance.popular(chance, ORIGINS.size()));
    double handicap = equipment.device().equals("mobile") ? 0.75 : 1;
    return new Shopper(
        visitor, theirs, origin, chance.nextDouble(), handicap * chance.nextDouble());
  }

  /**
   * What somebody visits with, in the words of the event's dimensions.
   *
   * @param userAgent what the browser calls itself
   */
  record Equipment(
      String browser, String os, String device, String screen, String userAgent, String language) {
    Equipment(String browser, String os, String device, String screen, String userAgent) {
      this(browser, os, device, screen, userAgent, "en-GB");
    }

    Equipment speaking(String tongue) {
      return new Equipment(browser, os, device, screen, userAgent, tongue);
    }

    /** In CSS pixels. */
    int screenWidth() {
      return Integer.parseInt(screen.substring(0, screen.indexOf('x')));
    }
  }

  /** Where a visit comes from; absent parts are empty. */
  record Origin(String referrer, String source, String medium, String campaign) {
    /** Typed in, or from a bookmark. */
    static final Origin DIRECT = new Origin("", "", "", "");

    /** What it adds to the address that somebody lands on. */
    String query() {
      return source.isEmpty()
          ? ""
          : "?utm_source=%s&utm_medium=%s&utm_campaign=%s".formatted(source, medium, campaign);
    }
  }
}
