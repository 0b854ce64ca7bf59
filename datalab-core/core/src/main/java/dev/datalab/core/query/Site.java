package dev.datalab.core.query;

import static java.util.Objects.requireNonNull;

import java.time.ZoneId;
import java.util.List;

/**
 * What an app's own settings add to a question.
 *
 * @param url the site's address, by which paths are completed; empty if unknown
 * @param timeZone in which days begin, unless the question says otherwise
 * @param campaigns in order: a session belongs to the first whose rule it fulfils
 */
public record Site(String url, ZoneId timeZone, List<Campaign> campaigns) {
  /** Requires all parts. */
  public Site {
    requireNonNull(url, "url");
    requireNonNull(timeZone, "timeZone");
    campaigns = List.copyOf(campaigns);
  }
}
