package dev.datalab.core.internal.value;

import com.dynatrace.hash4j.hashing.Hasher64;
import com.dynatrace.hash4j.hashing.Hashing;
import java.security.SecureRandom;

/**
 * A part of all values there may be, by their hash. Its seed differs from process to process, so
 * that nobody can think up values that are all in one part.
 *
 * @param number 0 to {@code of} - 1
 * @param of how many parts there are
 */
public record ValuePart(int number, int of) {
  /** All values. */
  public static final ValuePart WHOLE = new ValuePart(0, 1);

  private static final Hasher64 HASHER = Hashing.xxh3_64(new SecureRandom().nextLong());

  /** Requires one of the parts. */
  public ValuePart {
    if (number < 0 || number >= of) {
      throw new IllegalArgumentException(
          "number: 0 to %d, as there are %d parts; not %d.".formatted(of - 1, of, number));
    }
  }

  /** Whether a value is in the part. */
  public boolean has(String value) {
    return of == 1 || Long.remainderUnsigned(HASHER.hashCharsToLong(value), of) == number;
  }
}
