package dev.datalab.server.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An absolute path in which {@code {name}} stands for any one segment that is not empty. */
final class PathTemplate {
  private final List<String> segments;

  PathTemplate(String template) {
    if (!template.startsWith("/")) {
      throw new IllegalArgumentException("'" + template + "' is no path: begin it with a slash");
    }
    segments = List.of(template.split("/", -1));
  }

  /** What the names stand for in a path as it came, decoded; empty if the path is another. */
  Optional<Map<String, String>> match(String path) {
    String[] given = path.split("/", -1);
    if (given.length != segments.size()) {
      return Optional.empty();
    }
    var variables = new HashMap<String, String>();
    for (int i = 0; i < given.length; i++) {
      String segment = segments.get(i);
      if (segment.startsWith("{") && !given[i].isEmpty()) {
        variables.put(segment.substring(1, segment.length() - 1), decoded(given[i]));
      } else if (!segment.equals(given[i])) {
        return Optional.empty();
      }
    }
    return Optional.of(variables);
  }

  /** A broken escape stands for itself: nothing has such a name. */
  private static String decoded(String segment) {
    try {
      return URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return segment;
    }
  }
}
