package dev.datalab.ingest.intake;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Tickets of one process. */
final class MemoryTickets implements Tickets {
  private final Map<String, Claim> claims = new ConcurrentHashMap<>();

  @Override
  public void issue(String ticket, Claim claim) {
    claims.put(ticket, claim);
  }

  @Override
  public Optional<Claim> spend(String ticket) {
    return Optional.ofNullable(claims.remove(ticket));
  }

  @Override
  public void forgetBefore(long millis) {
    claims.values().removeIf(claim -> claim.issuedMillis() < millis);
  }
}
