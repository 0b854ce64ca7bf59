package dev.datalab.server.live;

import java.util.List;

/**
 * What there is to tell at one moment.
 *
 * @param nowNumber how many times {@code now} was said, this one included; 0: not yet
 * @param now the newest such message
 * @param events how many events were told so far
 * @param latest the last of them as JSON, in the order in which they came
 */
record Published(long nowNumber, String now, long events, List<String> latest) {
  /** Nothing yet. */
  static final Published NOTHING = new Published(0, "", 0, List.of());

  Published {
    latest = List.copyOf(latest);
  }
}
