package dev.datalab.server.demo.site;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the server told a site's owner to put into the pages.
 *
 * @param html the tag, as it came; empty for a site that is not watched
 */
public record SnippetTag(String html) {
  /** Watches nothing. */
  public static final SnippetTag NONE = new SnippetTag("");

  private static final Pattern SOURCE = Pattern.compile("\\ssrc=\"(https?)://([^/\"]+)/");

  /** Requires an address to load from. */
  public SnippetTag {
    if (!html.isEmpty() && !SOURCE.matcher(html).find()) {
      throw new IllegalArgumentException(
          "The snippet's tag names no server: give it as the server answered it.");
    }
  }

  /** Where scripts may come from: the site itself and the server. */
  String scriptSources() {
    Matcher source = SOURCE.matcher(html);
    return source.find() ? "'self' %s://%s".formatted(source.group(1), source.group(2)) : "'self'";
  }

  /** What scripts may talk to: the server, over HTTP and WebSocket. */
  String connectSources() {
    Matcher source = SOURCE.matcher(html);
    if (!source.find()) {
      return "'none'";
    }
    String socket = source.group(1).equals("https") ? "wss" : "ws";
    return "%s://%s %s://%s".formatted(source.group(1), source.group(2), socket, source.group(2));
  }
}
