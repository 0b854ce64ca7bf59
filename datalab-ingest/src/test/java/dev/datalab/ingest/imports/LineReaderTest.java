package dev.datalab.ingest.imports;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.datalab.ingest.imports.LineReader.Found;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class LineReaderTest {
  private static final long SEED = 4_711;

  @Test
  void aLastLineNeedsNoEnd() throws IOException {
    assertThat(lines("a\nb")).containsExactly("a", "b");
    assertThat(lines("a\nb\n")).containsExactly("a", "b");
    assertThat(lines("")).isEmpty();
  }

  @Test
  void carriageReturnsBlanksAndAByteOrderMarkAreNoPartOfALine() throws IOException {
    assertThat(lines("\uFEFFa\r\n \t\r\n\r\nb \r\n\r")).containsExactly("a", "-", "-", "b", "-");
    assertThat(lines("\uFEFF")).containsExactly("-");
  }

  @Test
  void aLineMayBeAsLongAsTheLimitAndNotLonger() throws IOException {
    String longest = "x".repeat(LineReader.LONGEST);
    assertThat(lines(longest + "\r\nb")).containsExactly(longest, "b");
    assertThat(lines("\uFEFF" + longest)).containsExactly(longest);
    assertThat(lines(longest + "x\nb\n" + "y".repeat(1_000_000) + "\nc\n" + "z".repeat(300_000)))
        .containsExactly("too long", "b", "too long", "c", "too long");
  }

  @Test
  void linesAreTheSameHoweverTheStreamIsCut() throws IOException {
    SplittableRandom random = new SplittableRandom(SEED);
    for (int i = 0; i < 200; i++) {
      StringBuilder text = new StringBuilder();
      List<String> expected = new ArrayList<>();
      for (int left = random.nextInt(1, 30); left > 0; left--) {
        String line = "é".repeat(random.nextInt(8) == 0 ? random.nextInt(60_000) : 3) + left;
        expected.add(line);
        text.append(line).append(random.nextBoolean() ? "\n" : "\r\n");
      }
      assertThat(lines(new Dribble(text.toString().getBytes(UTF_8), random)))
          .as("seed %d, case %d", SEED, i)
          .isEqualTo(expected);
    }
  }

  private static List<String> lines(String text) throws IOException {
    return lines(new ByteArrayInputStream(text.getBytes(UTF_8)));
  }

  private static List<String> lines(InputStream in) throws IOException {
    LineReader reader = new LineReader(in);
    List<String> lines = new ArrayList<>();
    for (Found found = reader.next(); found != Found.END; found = reader.next()) {
      lines.add(
          switch (found) {
            case LINE -> new String(reader.buffer(), reader.offset(), reader.length(), UTF_8);
            case BLANK -> "-";
            default -> "too long";
          });
    }
    assertThat(reader.next()).isEqualTo(Found.END);
    return lines;
  }

  /** Gives its bytes in pieces of random length. */
  private static final class Dribble extends InputStream {
    private final ByteArrayInputStream in;
    private final SplittableRandom random;

    Dribble(byte[] bytes, SplittableRandom random) {
      this.in = new ByteArrayInputStream(bytes);
      this.random = random;
    }

    @Override
    public int read() {
      return in.read();
    }

    @Override
    public int read(byte[] into, int offset, int length) {
      return in.read(into, offset, Math.min(length, random.nextInt(1, 20_000)));
    }
  }
}
