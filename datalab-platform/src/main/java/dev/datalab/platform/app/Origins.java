package dev.datalab.platform.app;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Origins of sites: {@code scheme://host[:port]} in lower case without the scheme's default port
 * (<a href="https://www.rfc-editor.org/rfc/rfc6454#section-6.2">RFC 6454, 6.2</a>), as a browser
 * sends them in {@code Origin}. Of this machine, {@code *} may stand for every port: a site under
 * development takes the one that is free.
 */
final class Origins {
  private static final int MAX_PORT = 65_535;
  private static final String ANY_PORT = ":*";
  private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");

  private Origins() {}

  /** The origin that an address lies in; empty if it is no absolute http or https address. */
  static Optional<String> of(String url) {
    return parse(url).map(Origins::text);
  }

  /** The origin in its one spelling; empty if the text is no origin, but has a path, say. */
  static Optional<String> canonical(String origin) {
    if (origin.endsWith(ANY_PORT)) {
      return bare(origin.substring(0, origin.length() - ANY_PORT.length()))
          .filter(uri -> uri.getPort() < 0)
          .filter(uri -> THIS_MACHINE.contains(uri.getHost().toLowerCase(Locale.ROOT)))
          .map(uri -> text(uri) + ANY_PORT);
    }
    return bare(origin).map(Origins::text);
  }

  private static Optional<URI> bare(String origin) {
    return parse(origin)
        .filter(uri -> uri.getRawPath() == null || uri.getRawPath().isEmpty())
        .filter(uri -> uri.getRawQuery() == null && uri.getRawFragment() == null)
        .filter(uri -> uri.getRawUserInfo() == null);
  }

  /** An absolute http or https address with a host and a possible port. */
  static Optional<URI> parse(String text) {
    try {
      URI uri = new URI(text).parseServerAuthority();
      String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
      boolean good =
          (scheme.equals("http") || scheme.equals("https"))
              && uri.getHost() != null
              && uri.getPort() <= MAX_PORT
              && uri.getPort() != 0;
      return good ? Optional.of(uri) : Optional.empty();
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  private static String text(URI uri) {
    String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
    String host = uri.getHost().toLowerCase(Locale.ROOT);
    int standard = scheme.equals("https") ? 443 : 80;
    boolean plain = uri.getPort() < 0 || uri.getPort() == standard;
    return plain ? scheme + "://" + host : scheme + "://" + host + ":" + uri.getPort();
  }
}
