package dev.datalab.ingest.intake;

import java.security.SecureRandom;
import java.util.Base64;

/** Names that nobody can guess, in base64url. Safe for use by several threads. */
final class Randoms {
  private static final int ID_BYTES = 16;
  private static final int TICKET_BYTES = 32;

  private final SecureRandom random = new SecureRandom();

  /** 128 random bits: a session's or a visitor's id. */
  String id() {
    return text(ID_BYTES);
  }

  /** 256 random bits. */
  String ticket() {
    return text(TICKET_BYTES);
  }

  private String text(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return base64(bytes);
  }

  static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
