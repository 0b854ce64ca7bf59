package dev.datalab.server.intake;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SharedDomainTest {

  @ParameterizedTest
  @CsvSource({
    "stats.shop.example, https://www.shop.example",
    "stats.shop.example:8443, https://shop.example",
    "STATS.Shop.co.uk, https://shop.co.uk:444",
    "stats.shop.de, https://www.shop.de",
    "localhost:8080, http://localhost:3000",
    "192.168.0.7:8080, http://192.168.0.7",
    "[::1]:8080, http://[::1]:3000"
  })
  void aServerSharesTheDomainThatSomebodyHasRegistered(String host, String origin) {
    assertThat(SharedDomain.of(host, origin)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "stats.example, https://shop.example",
    "stats.co.uk, https://shop.co.uk",
    "one.github.io, https://two.github.io",
    "stats.intranet, https://shop.intranet",
    "co.uk, https://shop.co.uk",
    "stats.shop.example, null",
    "stats.shop.example, ''",
    "'', https://shop.example",
    "'not a host', https://shop.example",
    "192.168.0.7, http://192.168.0.8",
    "localhost, http://127.0.0.1"
  })
  void aPublicSuffixAloneIsNotShared(String host, String origin) {
    assertThat(SharedDomain.of(host, origin)).isFalse();
  }
}
