package dev.datalab.core.match;

/**
 * The parts of an address that questions look at. An address is absolute ({@code
 * scheme://host/path}) or a path of the app's own site.
 *
 * <p>Written by hand and not with {@link java.net.URI}, which refuses addresses that browsers send.
 */
public final class UrlName {
  private UrlName() {}

  /** The name of a page: its path without a trailing slash; {@code /} itself stays. */
  public static String path(String url) {
    int begin = pathStart(url);
    int end = queryStart(url, begin);
    return withoutTrailingSlash(url.substring(begin, end));
  }

  /** {@link #path} with the query, where the address has one; without the fragment. */
  public static String pathAndQuery(String url) {
    int begin = pathStart(url);
    int query = queryStart(url, begin);
    int fragment = url.indexOf('#', query);
    return withoutTrailingSlash(url.substring(begin, query))
        + url.substring(query, fragment < 0 ? url.length() : fragment);
  }

  /**
   * The whole address, its path without a trailing slash.
   *
   * @param site the address of the app's site, by which a path is completed; may be empty
   */
  public static String whole(String url, String site) {
    String absolute = schemeEnd(url) >= 0 ? url : site.substring(0, pathStart(site)) + url;
    int begin = pathStart(absolute);
    int query = queryStart(absolute, begin);
    return absolute.substring(0, begin)
        + withoutTrailingSlash(absolute.substring(begin, query))
        + absolute.substring(query);
  }

  /**
   * The host of an absolute address, in lower case and without a leading {@code www.}; other text
   * as it is.
   */
  public static String host(String url) {
    int scheme = url.indexOf("://");
    if (scheme < 0) {
      return url;
    }
    String authority = url.substring(scheme + 3, pathStart(url));
    String host = authority.substring(authority.lastIndexOf('@') + 1);
    int port = host.lastIndexOf(':');
    String name = port > host.lastIndexOf(']') ? host.substring(0, port) : host;
    String lower = name.toLowerCase(java.util.Locale.ROOT);
    return lower.startsWith("www.") ? lower.substring(4) : lower;
  }

  /** A pattern's value in the form in which the address will be seen. */
  static String normalized(String value) {
    return schemeEnd(value) >= 0
        ? whole(value, "")
        : value.startsWith("/") ? pathAndQuery(value) : value;
  }

  private static int pathStart(String url) {
    int scheme = schemeEnd(url);
    if (scheme < 0) {
      return 0;
    }
    for (int i = scheme; i < url.length(); i++) {
      char c = url.charAt(i);
      if (c == '/' || c == '?' || c == '#') {
        return i;
      }
    }
    return url.length();
  }

  /**
   * Where the authority of an absolute address begins, or -1: {@code ://} must stand before any
   * path, query or fragment.
   */
  private static int schemeEnd(String url) {
    int scheme = url.indexOf("://");
    for (int i = 0; i < scheme; i++) {
      char c = url.charAt(i);
      if (c == '/' || c == '?' || c == '#') {
        return -1;
      }
    }
    return scheme < 0 ? -1 : scheme + 3;
  }

  private static int queryStart(String url, int from) {
    for (int i = from; i < url.length(); i++) {
      char c = url.charAt(i);
      if (c == '?' || c == '#') {
        return i;
      }
    }
    return url.length();
  }

  private static String withoutTrailingSlash(String path) {
    if (path.isEmpty()) {
      return "/";
    }
    return path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
  }
}
