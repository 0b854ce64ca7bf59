package dev.datalab.platform.apptoken;

/** What a site's owner puts into the pages: the one place that knows how the snippet is loaded. */
final class Snippet {
  private Snippet() {}

  /**
   * An HTML fragment that loads the snippet with a token.
   *
   * @param serverUrl address of the server, with or without a slash at its end
   * @param token the text of a token
   */
  static String html(String serverUrl, String token) {
    String base =
        serverUrl.endsWith("/") ? serverUrl.substring(0, serverUrl.length() - 1) : serverUrl;
    return "<script async src=\"%s/datalab.js\" data-token=\"%s\"></script>"
        .formatted(attribute(base), attribute(token));
  }

  private static String attribute(String text) {
    return text.replace("&", "&amp;").replace("\"", "&quot;").replace("<", "&lt;");
  }
}
