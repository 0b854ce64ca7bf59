package dev.datalab.platform.documents;

import java.security.SecureRandom;
import java.util.Base64;

/** Names and secrets that nobody can guess. Safe for use by many threads. */
public final class Ids {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz234567";
  private static final int ID_LENGTH = 26;

  private Ids() {}

  /** A new id: 26 characters of {@code [a-z2-7]}, 130 random bits in them. */
  public static String next() {
    byte[] bytes = new byte[ID_LENGTH];
    RANDOM.nextBytes(bytes);
    StringBuilder id = new StringBuilder(ID_LENGTH);
    for (byte b : bytes) {
      id.append(ALPHABET.charAt(b & 31));
    }
    return id.toString();
  }

  /** A new secret: 43 characters of {@code [A-Za-z0-9_-]}, 256 random bits in them. */
  public static String secret() {
    byte[] bytes = new byte[32];
    RANDOM.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
