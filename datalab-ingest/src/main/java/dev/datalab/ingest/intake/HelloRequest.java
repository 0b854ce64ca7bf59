package dev.datalab.ingest.intake;

import static java.util.Objects.requireNonNull;

/**
 * A hello as it came. Absent texts are empty.
 *
 * @param token the app token
 * @param body the JSON of the public contract, in UTF-8
 * @param origin the header {@code Origin}
 * @param userAgent the header {@code User-Agent}
 * @param remoteAddress the visitor's address; goes into the hash of cookieless mode and nowhere
 *     else
 * @param visitorCookie the visitor's id from the cookie that the server set
 * @param dnt whether the header {@code DNT} was 1
 * @param gpc whether the header {@code Sec-GPC} was 1
 */
@SuppressWarnings("ArrayRecordComponent") // read once and never compared
public record HelloRequest(
    String token,
    byte[] body,
    String origin,
    String userAgent,
    String remoteAddress,
    String visitorCookie,
    boolean dnt,
    boolean gpc) {
  /** Requires all parts, possibly empty. */
  public HelloRequest {
    requireNonNull(token, "token");
    requireNonNull(body, "body");
    requireNonNull(origin, "origin");
    requireNonNull(userAgent, "userAgent");
    requireNonNull(remoteAddress, "remoteAddress");
    requireNonNull(visitorCookie, "visitorCookie");
  }

  /** Without token, body, address and cookie, which belong in no log. */
  @Override
  public String toString() {
    return "HelloRequest[origin=%s, %d bytes]".formatted(origin, body.length);
  }
}
