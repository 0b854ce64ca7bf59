package dev.datalab.server.intake;

import com.google.common.net.InternetDomainName;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Whether a site and this server are of one domain, so that a cookie of the server is the site's.
 */
final class SharedDomain {
  private SharedDomain() {}

  /**
   * Whether they are: the same host, or hosts under one domain that somebody has registered ({@code
   * stats.shop.example} and {@code www.shop.example}), not under a public suffix alone.
   *
   * @param host the server as the request names it, possibly with a port
   * @param origin the site; empty: none
   */
  static boolean of(String host, String origin) {
    Optional<String> server = host("http://" + host);
    Optional<String> site = host(origin);
    if (server.isEmpty() || site.isEmpty()) {
      return false;
    }
    return server.equals(site)
        || (registered(server.get()).isPresent()
            && registered(server.get()).equals(registered(site.get())));
  }

  private static Optional<String> host(String address) {
    try {
      return Optional.ofNullable(URI.create(address).getHost())
          .map(host -> host.toLowerCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** The domain that somebody has registered, of which a host is a part. */
  private static Optional<String> registered(String host) {
    if (!InternetDomainName.isValid(host)) {
      return Optional.empty();
    }
    InternetDomainName name = InternetDomainName.from(host);
    if (name.isUnderPublicSuffix()) {
      return Optional.of(name.topPrivateDomain().toString());
    }
    // A top-level domain that the list does not know is a suffix too: the list's default rule.
    List<String> labels = name.parts();
    int count = labels.size();
    return name.hasPublicSuffix() || count < 2
        ? Optional.empty()
        : Optional.of(String.join(".", labels.subList(count - 2, count)));
  }
}
