package dev.datalab.ingest.intake;

import java.util.List;

/** Whether an origin, as a browser sends it, is among those of an app. */
final class Origins {
  private static final String ANY_PORT = ":*";
  private static final List<String> LOCAL_HOSTS =
      List.of("://localhost", "://127.0.0.1", "://[::1]");

  private Origins() {}

  static boolean contain(List<String> origins, String origin) {
    for (String own : origins) {
      if (!origin.isEmpty() && (own.equals(origin) || isOnThisMachine(own, origin))) {
        return true;
      }
    }
    return false;
  }

  /** Whether {@code own} is {@code http://localhost:*} or the like, and the origin fits it. */
  private static boolean isOnThisMachine(String own, String origin) {
    if (!own.endsWith(ANY_PORT)) {
      return false;
    }
    String host = own.substring(0, own.length() - ANY_PORT.length());
    if (LOCAL_HOSTS.stream().noneMatch(host::endsWith) || !origin.startsWith(host)) {
      return false;
    }
    String port = origin.substring(host.length());
    return port.isEmpty()
        || (port.length() > 1
            && port.length() <= 6
            && port.charAt(0) == ':'
            && port.chars().skip(1).allMatch(c -> c >= '0' && c <= '9'));
  }
}
