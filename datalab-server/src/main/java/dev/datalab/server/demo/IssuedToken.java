package dev.datalab.server.demo;

import dev.datalab.server.demo.site.SnippetTag;
import java.util.regex.Matcher;

/**
 * A token as it was issued; the server shows it once.
 *
 * @param app id of the app that it is for
 * @param text the token
 * @param snippet the tag for the site's pages
 */
record IssuedToken(String app, String text, String snippet) {
  /**
   * The tag, with the address under which the server can be reached now: it may have been started
   * on another port since.
   *
   * @param server without a trailing slash
   */
  SnippetTag tag(String server) {
    String source = "$1" + Matcher.quoteReplacement(server) + "/datalab.js\"";
    return new SnippetTag(snippet.replaceFirst("(\\ssrc=\")[^\"]*/datalab\\.js\"", source));
  }

  @Override
  public String toString() {
    return "IssuedToken[" + app + "]"; // a token is nothing to be printed
  }
}
