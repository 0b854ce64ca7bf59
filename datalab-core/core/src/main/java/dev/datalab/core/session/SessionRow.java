package dev.datalab.core.session;

import static java.util.Objects.requireNonNull;

import dev.datalab.core.event.Dimensions;

/**
 * One session, as far as a question looks at it.
 *
 * @param id the session's; for one that is cut when it is read a name that is good as long as no
 *     earlier event of it arrives
 * @param visitor the visitor's id
 * @param startMillis when its first event happened, in milliseconds since the epoch
 * @param endMillis when its last event or leaving happened
 * @param events how many of its events make somebody a visitor
 * @param views how often a page was opened
 * @param clicks how many clicks
 * @param entry the path of the first page that was opened; empty if none was
 * @param exit the path of the last page that was opened; empty if none was
 * @param came what is known of its origin and equipment
 * @param channel by which it came
 * @param campaign the name of the app's campaign that it belongs to; empty for none
 * @param returning whether it is not the visitor's first
 */
public record SessionRow(
    String id,
    String visitor,
    long startMillis,
    long endMillis,
    long events,
    long views,
    long clicks,
    String entry,
    String exit,
    Dimensions came,
    String channel,
    String campaign,
    boolean returning) {
  /** Requires all parts. */
  public SessionRow {
    requireNonNull(id, "id");
    requireNonNull(visitor, "visitor");
    requireNonNull(entry, "entry");
    requireNonNull(exit, "exit");
    requireNonNull(came, "came");
    requireNonNull(channel, "channel");
    requireNonNull(campaign, "campaign");
  }

  /** How long it took, in seconds. */
  public double length() {
    return (endMillis - startMillis) / 1_000.0;
  }
}
