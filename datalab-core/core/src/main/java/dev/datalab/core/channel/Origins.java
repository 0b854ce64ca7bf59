package dev.datalab.core.channel;

import dev.datalab.core.channel.ChannelGrouping.Origin;
import dev.datalab.core.event.Dimensions;
import java.util.HashMap;
import java.util.Map;

/**
 * Where the sessions of a table of dimensions came from: what differs in the device alone is looked
 * up. Holds what it was asked for; for use by one thread.
 */
public final class Origins {
  private final String site;
  private final Map<Key, Origin> known = new HashMap<>();

  private record Key(String referrer, Dimensions.Utm utm) {}

  /**
   * Knows nothing yet.
   *
   * @param site the address of the app's own site, or empty
   */
  public Origins(String site) {
    this.site = site;
  }

  /** See {@link ChannelGrouping#originOf}. */
  public Origin of(Dimensions dimensions) {
    return known.computeIfAbsent(
        new Key(dimensions.referrer(), dimensions.utm()),
        key -> ChannelGrouping.originOf(dimensions, site));
  }
}
