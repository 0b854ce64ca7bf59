package dev.datalab.ingest.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.SplittableRandom;

/** Makes texts that are almost JSON, and sometimes still are. */
public final class Mutation {
  private static final String[] SCRAPS = {
    "null",
    "{",
    "}",
    "[",
    "]",
    "\"",
    "\\u0000",
    "\\ud83d",
    "1e999",
    "-0",
    ":",
    ",",
    "true",
    "{}",
    "[[]]",
    "\"to\":null,",
    "\"type\":4,",
    "\"points\":[[1,2,3,4]],",
    "999999999999999999999",
    "\n"
  };

  private final SplittableRandom random;

  /** Mutations that repeat with the seed of their random numbers. */
  public Mutation(SplittableRandom random) {
    this.random = random;
  }

  /** A text that differs in one to three places. */
  public byte[] of(byte[] line) {
    byte[] bytes = line;
    for (int left = random.nextInt(1, 4); left > 0; left--) {
      bytes = mutatedOnce(bytes);
    }
    return bytes;
  }

  private byte[] mutatedOnce(byte[] bytes) {
    int at = random.nextInt(bytes.length + 1);
    int to = Math.min(bytes.length, at + random.nextInt(1, 12));
    return switch (random.nextInt(5)) {
      case 0 -> spliced(bytes, at, new byte[0], to);
      case 1 -> Arrays.copyOf(bytes, at);
      case 2 -> spliced(bytes, at, Arrays.copyOfRange(bytes, at, to), at);
      case 3 -> spliced(bytes, at, new byte[] {(byte) random.nextInt()}, Math.min(at + 1, to));
      default -> {
        String scrap = SCRAPS[random.nextInt(SCRAPS.length)];
        yield spliced(bytes, at, scrap.getBytes(UTF_8), at);
      }
    };
  }

  private static byte[] spliced(byte[] bytes, int at, byte[] inserted, int rest) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(bytes, 0, at);
    out.writeBytes(inserted);
    out.write(bytes, rest, bytes.length - rest);
    return out.toByteArray();
  }
}
