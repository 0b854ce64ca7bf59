package dev.datalab.core.block;

import com.dynatrace.hash4j.hashing.Hasher64;
import com.dynatrace.hash4j.hashing.Hashing;
import java.nio.charset.StandardCharsets;

/**
 * The 64-bit key by which visitors are ordered and dealt out to buckets: XXH3 of the id's UTF-8
 * bytes, read as an unsigned number. It stands in stored segments and never changes. Two ids with
 * one key are told apart by the ids.
 */
public final class VisitorKey {
  private static final Hasher64 HASHER = Hashing.xxh3_64();

  private VisitorKey() {}

  /** The key of a visitor's id. */
  public static long of(String visitor) {
    return HASHER.hashBytesToLong(visitor.getBytes(StandardCharsets.UTF_8));
  }

  /** The key of a visitor's id, given as UTF-8 bytes. */
  public static long of(byte[] utf8, int offset, int length) {
    return HASHER.hashBytesToLong(utf8, offset, length);
  }

  /**
   * The bucket of a key among 2^{@code bits}: its upper bits, so that order by key is order by
   * bucket.
   *
   * @param bits 0 to 30
   */
  public static int bucket(long key, int bits) {
    return bits == 0 ? 0 : (int) (key >>> (Long.SIZE - bits));
  }

  /** Orders visitors: by key as an unsigned number, then by id. */
  public static int compare(long key, String visitor, long otherKey, String otherVisitor) {
    int byKey = Long.compareUnsigned(key, otherKey);
    return byKey != 0 ? byKey : visitor.compareTo(otherVisitor);
  }
}
