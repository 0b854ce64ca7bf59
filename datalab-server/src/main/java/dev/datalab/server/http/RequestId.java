package dev.datalab.server.http;

import dev.datalab.platform.documents.Ids;
import org.jspecify.annotations.Nullable;

/**
 * The name that a request goes by in its answer, in every log line, and in every call it causes.
 */
final class RequestId {
  /** The header that it comes and goes in. */
  static final String HEADER = "X-Request-Id";

  private static final int MAX_LENGTH = 128;

  private RequestId() {}

  /** The one that came in, if it is 1 to 128 visible ASCII characters; a new one otherwise. */
  static String of(@Nullable String incoming) {
    boolean sane =
        incoming != null
            && !incoming.isEmpty()
            && incoming.length() <= MAX_LENGTH
            && incoming.chars().allMatch(c -> c > ' ' && c < 0x7f);
    return incoming != null && sane ? incoming : Ids.next();
  }
}
