package dev.datalab.ingest.intake;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class PageLimitTest {
  private static final long DAY = 86_400_000;

  @Test
  void asManyPagesAsAllowedAndEachAsOftenAsOneLikes() {
    PageLimit limit = new PageLimit(10_000);
    int admitted = 0;
    for (int round = 0; round < 2; round++) {
      for (int page = 0; page < 20_000; page++) {
        admitted += limit.admits("shop", "/page/" + page + "?q=" + round, 1) ? 1 : 0;
      }
    }
    assertThat(admitted).isEqualTo(2 * 10_000);
  }

  @Test
  void appsAndDaysHaveTheirOwn() {
    PageLimit limit = new PageLimit(1);
    assertThat(limit.admits("shop", "/a", 0)).isTrue();
    assertThat(limit.admits("shop", "/b", DAY - 1)).isFalse();
    assertThat(limit.admits("blog", "/b", DAY - 1)).isTrue();
    assertThat(limit.admits("shop", "/b", DAY)).isTrue();
    assertThat(limit.admits("shop", "/a", DAY)).isFalse();
  }

  @Test
  void withoutALimitOrAnAddressEverythingIsLetThrough() {
    PageLimit none = new PageLimit(0);
    PageLimit one = new PageLimit(1);
    for (int page = 0; page < 100; page++) {
      assertThat(none.admits("shop", "/" + page, 0)).isTrue();
      assertThat(one.admits("shop", "", 0)).isTrue();
    }
  }
}
