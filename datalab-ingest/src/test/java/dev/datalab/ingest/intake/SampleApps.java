package dev.datalab.ingest.intake;

import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Apps whose tokens are what a test says. A token's text is its id. */
final class SampleApps implements AppDirectory {
  static final String SHOP_ORIGIN = "https://shop.example";

  private final Map<String, AppGrant> grants = new ConcurrentHashMap<>();
  private final Set<String> revoked = ConcurrentHashMap.newKeySet();
  private volatile boolean unreachable;

  SampleApps() {
    add(grant("shop", 0, "shop-token"));
    add(grant("blog", 0, "blog-token"));
  }

  static AppGrant grant(String app, int generation, String token) {
    return grant(app, generation, token, ClientConfig.NONE);
  }

  static AppGrant grant(String app, int generation, String token, ClientConfig client) {
    return new AppGrant(
        app,
        generation,
        token,
        List.of("https://" + app + ".example", "http://localhost:*"),
        OptionalInt.empty(),
        OptionalInt.empty(),
        client);
  }

  static AppGrant limited(String app, String token, int sessions, int eventsPerSecond) {
    return new AppGrant(
        app,
        0,
        token,
        List.of("https://" + app + ".example"),
        sessions == 0 ? OptionalInt.empty() : OptionalInt.of(sessions),
        eventsPerSecond == 0 ? OptionalInt.empty() : OptionalInt.of(eventsPerSecond),
        ClientConfig.NONE);
  }

  void add(AppGrant grant) {
    grants.put(grant.tokenId(), grant);
  }

  void revoke(String token) {
    revoked.add(token);
  }

  void setUnreachable(boolean now) {
    unreachable = now;
  }

  @Override
  public AppGrant verify(String appToken) throws IntakeRefusal {
    requireReachable();
    AppGrant grant = grants.get(appToken);
    if (grant == null || revoked.contains(appToken)) {
      throw IntakeRefusal.of(IntakeRefusal.Kind.UNAUTHORIZED, "The app token is not good.");
    }
    return grant;
  }

  @Override
  public boolean isOpen(String app, int generation, String tokenId) throws IntakeRefusal {
    requireReachable();
    return grants.containsKey(tokenId) && !revoked.contains(tokenId);
  }

  private void requireReachable() throws IntakeRefusal {
    if (unreachable) {
      throw IntakeRefusal.of(IntakeRefusal.Kind.UNAVAILABLE, "The apps can't be asked now.");
    }
  }
}
