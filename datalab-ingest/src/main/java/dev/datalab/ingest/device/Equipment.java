package dev.datalab.ingest.device;

import static java.util.Objects.requireNonNull;

/**
 * What a visitor uses. Unknown parts are empty.
 *
 * @param browser the browser's name, as {@code Firefox}
 * @param os the operating system's name, as {@code Windows}
 * @param device {@code desktop}, {@code mobile}, {@code tablet}, {@code tv} or {@code bot}
 */
public record Equipment(String browser, String os, String device) {
  /** Nothing is known. */
  public static final Equipment UNKNOWN = new Equipment("", "", "");

  /** Requires all parts, possibly empty. */
  public Equipment {
    requireNonNull(browser, "browser");
    requireNonNull(os, "os");
    requireNonNull(device, "device");
  }
}
