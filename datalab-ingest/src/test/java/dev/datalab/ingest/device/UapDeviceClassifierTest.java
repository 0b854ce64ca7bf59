package dev.datalab.ingest.device;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UapDeviceClassifierTest {
  private static final UapDeviceClassifier CLASSIFIER = new UapDeviceClassifier();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
            + " | Firefox | Linux | desktop",
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko)"
            + " Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0 | Edge | Windows | desktop",
        "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like"
            + " Gecko) Version/18.0 Mobile/15E148 Safari/604.1 | Mobile Safari | iOS | mobile",
        "Mozilla/5.0 (iPad; CPU OS 16_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)"
            + " Version/16.0 Mobile/15E148 Safari/604.1 | Mobile Safari | iOS | tablet",
        "Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko)"
            + " Chrome/140.0.0.0 Mobile Safari/537.36 | Chrome Mobile | Android | mobile",
        "Mozilla/5.0 (Linux; Android 13; SM-X900) AppleWebKit/537.36 (KHTML, like Gecko)"
            + " Chrome/140.0.0.0 Safari/537.36 | Chrome | Android | tablet",
        "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)"
            + " | Googlebot |  | bot",
      })
  void aUserAgentNamesBrowserSystemAndDevice(
      String userAgent, String browser, String os, String device) {
    assertThat(CLASSIFIER.classify(userAgent))
        .isEqualTo(new Equipment(browser, os == null ? "" : os, device));
  }

  @ParameterizedTest
  @CsvSource({"gibberish", "'   '", "()"})
  void whatSaysNothingIsUnknown(String userAgent) {
    assertThat(CLASSIFIER.classify(userAgent)).isEqualTo(Equipment.UNKNOWN);
  }
}
