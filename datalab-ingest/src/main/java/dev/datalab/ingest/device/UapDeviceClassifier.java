package dev.datalab.ingest.device;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.Locale;
import ua_parser.Client;
import ua_parser.Parser;

/**
 * Reads user agents by the rules of the <a href="https://github.com/ua-parser">ua-parser</a>
 * project. Safe for use by several threads.
 *
 * <p>The rules (some hundred regular expressions) are loaded when the first user agent comes, which
 * takes some tenths of a second; an answer is kept in a bounded cache, for sites see few distinct
 * user agents. The rules name browsers and systems; the kind of device follows from the marks that
 * browsers agreed on ({@code Mobile}, {@code Tablet}, {@code TV}).
 */
public final class UapDeviceClassifier implements DeviceClassifier {
  private static final int CACHED_USER_AGENTS = 10_000;

  private final Cache<String, Equipment> known =
      Caffeine.newBuilder().maximumSize(CACHED_USER_AGENTS).build();

  /** Classifies by the rules that came with the library. Loads nothing yet. */
  public UapDeviceClassifier() {}

  @Override
  public Equipment classify(String userAgent) {
    return known.get(userAgent, UapDeviceClassifier::parsed);
  }

  private static Equipment parsed(String userAgent) {
    Client client = Rules.PARSER.parse(userAgent);
    return new Equipment(
        named(client.userAgent.family),
        named(client.os.family),
        device(userAgent.toLowerCase(Locale.ROOT), client.device.family));
  }

  private static String named(String family) {
    return family.equals("Other") ? "" : family;
  }

  private static String device(String userAgent, String family) {
    if (family.equals("Spider")) {
      return "bot";
    }
    if (userAgent.contains("smart-tv")
        || userAgent.contains("smarttv")
        || userAgent.contains("appletv")
        || userAgent.contains("googletv")
        || userAgent.contains("hbbtv")) {
      return "tv";
    }
    if (userAgent.contains("ipad")
        || userAgent.contains("tablet")
        || userAgent.contains("kindle")
        || (userAgent.contains("android") && !userAgent.contains("mobile"))) {
      return "tablet";
    }
    if (userAgent.contains("mobi") || userAgent.contains("iphone") || userAgent.contains("ipod")) {
      return "mobile";
    }
    boolean desktop =
        userAgent.contains("windows nt")
            || userAgent.contains("macintosh")
            || userAgent.contains("x11")
            || userAgent.contains("cros ");
    return desktop ? "desktop" : "";
  }

  /** Loads the rules with the first use of the class. */
  private static final class Rules {
    static final Parser PARSER = new Parser();
  }
}
