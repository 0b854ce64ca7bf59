package dev.datalab.platform.app;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * What an app says of itself and what people change of it; {@link AppRules} says which values are
 * good.
 *
 * @param name 1 to 100 characters without {@code /}, unique within the organization
 * @param url address of the site; fixed while locked
 * @param tags in the order given
 * @param visibility who sees it
 * @param origins where events may come from, at least one; fixed while locked
 */
record AppDescription(
    String name, String url, List<String> tags, AppVisibility visibility, List<String> origins) {
  AppDescription {
    requireNonNull(name, "name");
    requireNonNull(url, "url");
    requireNonNull(visibility, "visibility");
    tags = List.copyOf(tags);
    origins = List.copyOf(origins);
  }

  /** Whether this one names another site, by address or origin, than the other. */
  boolean movesSiteOf(AppDescription other) {
    return !url.equals(other.url) || !origins.equals(other.origins);
  }
}
