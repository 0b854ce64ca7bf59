package dev.datalab.core.event;

import static java.util.Objects.requireNonNull;

/**
 * What is known of a session's origin and equipment. An imported line brings its own; a live event
 * has its session's. Absent values are empty.
 *
 * @param referrer the address or host that led here
 * @param browser the browser's name, as {@code Firefox}
 * @param os the operating system's name
 * @param device {@code desktop}, {@code mobile}, {@code tablet}, or another word of the importer's
 * @param language a BCP 47 tag, as {@code de-CH}
 * @param screen the screen in CSS pixels, as {@code 1920x1080}
 * @param utm the campaign parameters
 */
public record Dimensions(
    String referrer,
    String browser,
    String os,
    String device,
    String language,
    String screen,
    Utm utm) {
  /** Nothing is known. */
  public static final Dimensions NONE = new Dimensions("", "", "", "", "", "", Utm.NONE);

  /** Requires all parts, possibly empty. */
  public Dimensions {
    requireNonNull(referrer, "referrer");
    requireNonNull(browser, "browser");
    requireNonNull(os, "os");
    requireNonNull(device, "device");
    requireNonNull(language, "language");
    requireNonNull(screen, "screen");
    requireNonNull(utm, "utm");
  }

  /** The UTM parameters of the address that a session began at; absent ones are empty. */
  public record Utm(String source, String medium, String campaign, String term, String content) {
    /** No parameters. */
    public static final Utm NONE = new Utm("", "", "", "", "");

    /** Requires all parts, possibly empty. */
    public Utm {
      requireNonNull(source, "source");
      requireNonNull(medium, "medium");
      requireNonNull(campaign, "campaign");
      requireNonNull(term, "term");
      requireNonNull(content, "content");
    }
  }
}
