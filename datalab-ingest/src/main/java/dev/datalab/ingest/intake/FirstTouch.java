package dev.datalab.ingest.intake;

import dev.datalab.core.event.Dimensions;
import dev.datalab.core.event.Dimensions.Utm;
import dev.datalab.ingest.device.Equipment;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** The dimensions of a session, from its first hello. */
final class FirstTouch {
  private static final int LONGEST = 2_000;

  private FirstTouch() {}

  static Dimensions of(HelloBody hello, AppGrant app, Equipment equipment) {
    return new Dimensions(
        referrer(hello, app),
        equipment.browser(),
        equipment.os(),
        equipment.device(),
        hello.language(),
        hello.screen(),
        utm(hello.url()));
  }

  /** Where the visitor came from; the site's own pages are no referrer. */
  private static String referrer(HelloBody hello, AppGrant app) {
    String origin = origin(hello.referrer());
    boolean own = !origin.isEmpty() && (app.isOwn(origin) || origin.equals(origin(hello.url())));
    return own ? "" : cut(Addresses.withoutQuery(hello.referrer()));
  }

  /** The origin of an address, or empty if it is not absolute. */
  private static String origin(String address) {
    int host = address.indexOf("://") + 3;
    if (host < 3) {
      return "";
    }
    int end = host;
    while (end < address.length() && "/?#".indexOf(address.charAt(end)) < 0) {
      end++;
    }
    return address.substring(0, end);
  }

  private static Utm utm(String url) {
    String query = Addresses.query(url);
    if (!query.contains("utm_")) {
      return Utm.NONE;
    }
    Map<String, String> values = new HashMap<>();
    for (String parameter : query.split("&", -1)) {
      int equals = parameter.indexOf('=');
      if (equals > 0) {
        values.putIfAbsent(
            parameter.substring(0, equals), cut(decoded(parameter.substring(equals + 1))));
      }
    }
    return new Utm(
        values.getOrDefault("utm_source", ""),
        values.getOrDefault("utm_medium", ""),
        values.getOrDefault("utm_campaign", ""),
        values.getOrDefault("utm_term", ""),
        values.getOrDefault("utm_content", ""));
  }

  /** A parameter's value as it was meant; one that is wrongly encoded as it stands. */
  private static String decoded(String value) {
    try {
      return URLDecoder.decode(value, StandardCharsets.UTF_8).replace("\0", "");
    } catch (IllegalArgumentException e) {
      return value;
    }
  }

  private static String cut(String text) {
    if (text.length() <= LONGEST) {
      return text;
    }
    return text.substring(
        0, LONGEST - (Character.isHighSurrogate(text.charAt(LONGEST - 1)) ? 1 : 0));
  }
}
