package dev.datalab.ingest.intake;

import dev.datalab.core.store.UtcDates;
import dev.datalab.ingest.session.SessionStore;
import java.io.IOException;
import java.time.LocalDate;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Ids of visitors that need no cookie: a hash of app, address and user agent under a salt that is
 * another every day (UTC) and destroyed the day after, so that nobody can tell later whose hash it
 * was. Safe for use by several threads.
 */
final class Cookieless {
  private static final int ID_BYTES = 16;

  private final SessionStore sessions;
  private volatile @Nullable Salt salt;

  Cookieless(SessionStore sessions) {
    this.sessions = sessions;
  }

  String visitor(String app, String address, String userAgent, long nowMillis) throws IOException {
    byte[] hash = Hmac.of(salt(UtcDates.day(nowMillis)), app, address, userAgent);
    return Randoms.base64(Arrays.copyOf(hash, ID_BYTES));
  }

  private byte[] salt(LocalDate day) throws IOException {
    Salt known = salt;
    if (known == null || !known.day.equals(day)) {
      known = new Salt(day, sessions.salt(day));
      salt = known;
    }
    return known.bytes;
  }

  /** Destroys the salts of the days before, also where nobody says hello any more. */
  void forgetBefore(LocalDate day) throws IOException {
    Salt known = salt;
    if (known != null && known.day.isBefore(day)) {
      salt = null;
    }
    sessions.forgetSalts(day);
  }

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Salt(LocalDate day, byte[] bytes) {}
}
