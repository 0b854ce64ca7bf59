package dev.datalab.core.journey;

import com.dynatrace.hash4j.hashing.HashValue128;
import com.dynatrace.hash4j.hashing.Hasher128;
import com.dynatrace.hash4j.hashing.Hashing;
import java.security.SecureRandom;

/**
 * 96 bits of a name that stand for it: of XXH3, with a seed that differs from process to process,
 * so that nobody can think up two names with the same bits. Among ten million names the odds that
 * two have them by accident are one to 10^15.
 *
 * @param key 64 bits
 * @param more 32 bits
 */
record NameHash(long key, int more) {
  private static final Hasher128 HASHER = Hashing.xxh3_128(new SecureRandom().nextLong());

  static NameHash of(String name) {
    HashValue128 hash = HASHER.hashCharsTo128Bits(name);
    return new NameHash(hash.getMostSignificantBits(), (int) hash.getLeastSignificantBits());
  }
}
