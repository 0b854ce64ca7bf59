package dev.datalab.ingest.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class IsoTimeTest {
  private static final long SEED = 20_261_101;
  private static final DateTimeFormatter UTC =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  @Test
  void agreesWithJavaTimeOnEveryInstantOfTenThousandYears() {
    SplittableRandom random = new SplittableRandom(SEED);
    long first = Instant.parse("0000-01-01T00:00:00Z").toEpochMilli();
    long last = Instant.parse("9999-12-31T23:59:59.999Z").toEpochMilli();
    char[] printed = new char[24];
    for (int i = 0; i < 100_000; i++) {
      long millis = i == 0 ? first : i == 1 ? last : random.nextLong(first, last + 1);
      IsoTime.print(millis, printed);
      String text = new String(printed);
      assertThat(text).as("seed %d, case %d", SEED, i).isEqualTo(UTC.format(instant(millis)));
      assertThat(IsoTime.parse(printed, 0, 24)).as(text).isEqualTo(millis);
      OffsetDateTime there =
          instant(millis).atOffset(ZoneOffset.ofTotalSeconds(60 * random.nextInt(-1_080, 1_081)));
      if (there.getYear() >= 0
          && there.getYear() <= 9_999
          && there.getOffset().getTotalSeconds() != 0) {
        char[] local = ("##" + there).toCharArray();
        assertThat(IsoTime.parse(local, 2, local.length - 2)).as("%s", there).isEqualTo(millis);
      }
    }
    assertThat(IsoTime.isPrintable(first) && IsoTime.isPrintable(last)).isTrue();
    assertThat(IsoTime.isPrintable(first - 1) || IsoTime.isPrintable(last + 1)).isFalse();
  }

  private static Instant instant(long millis) {
    return Instant.ofEpochMilli(millis);
  }
}
