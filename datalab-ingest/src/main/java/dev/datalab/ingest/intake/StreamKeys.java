package dev.datalab.ingest.intake;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.datalab.ingest.session.SessionStore;
import java.io.IOException;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/**
 * The keys of streams. They follow from the session store's secret, so that none has to be kept,
 * and every hello of a stream answers the same one. Safe for use by several threads.
 */
final class StreamKeys {
  private final SessionStore sessions;
  private volatile byte @Nullable [] secret;

  StreamKeys(SessionStore sessions) {
    this.sessions = sessions;
  }

  String key(String app, String session, long stream) throws IOException {
    byte[] known = secret;
    if (known == null) {
      known = sessions.secret();
      secret = known;
    }
    return Randoms.base64(Hmac.of(known, app, session, Long.toString(stream)));
  }

  /** Whether this is the stream's key. Takes as long for any text of the key's length. */
  boolean isKey(String text, String app, String session, long stream) throws IOException {
    return MessageDigest.isEqual(text.getBytes(UTF_8), key(app, session, stream).getBytes(UTF_8));
  }
}
