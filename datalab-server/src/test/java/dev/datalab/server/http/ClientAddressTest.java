package dev.datalab.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.glassfish.grizzly.http.util.MimeHeaders;
import org.junit.jupiter.api.Test;

class ClientAddressTest {

  private static String of(int proxies, String... forwarded) {
    MimeHeaders headers = new MimeHeaders();
    for (String line : forwarded) {
      headers.addValue("X-Forwarded-For").setString(line);
    }
    return new ClientAddress(proxies).of("10.0.0.1", headers);
  }

  @Test
  void withoutProxiesItIsTheConnectionsWhateverTheHeaderSays() {
    assertThat(of(0)).isEqualTo("10.0.0.1");
    assertThat(of(0, "203.0.113.9")).isEqualTo("10.0.0.1");
  }

  @Test
  void eachTrustedProxyHasAddedTheAddressThatItSaw() {
    assertThat(of(1, "203.0.113.9")).isEqualTo("203.0.113.9");
    assertThat(of(2, "203.0.113.9, 10.0.0.2")).isEqualTo("203.0.113.9");
    assertThat(of(2, "203.0.113.9", "10.0.0.2")).isEqualTo("203.0.113.9");
  }

  @Test
  void whatTheClientClaimsForItselfStandsBeforeAndCountsForNothing() {
    assertThat(of(1, "198.51.100.1, 203.0.113.9")).isEqualTo("203.0.113.9");
  }

  @Test
  void aRequestThatHasPassedFewerProxiesIsFromTheFirstThatIsKnown() {
    assertThat(of(1)).isEqualTo("10.0.0.1");
    assertThat(of(3, "203.0.113.9")).isEqualTo("203.0.113.9");
  }
}
