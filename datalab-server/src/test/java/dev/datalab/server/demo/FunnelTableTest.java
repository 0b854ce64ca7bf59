package dev.datalab.server.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.junit.jupiter.api.Test;

final class FunnelTableTest {
  @Test
  void aStageIsARowWithABarAndItsTime() throws IOException {
    String answer =
        """
        {"visitors": 2000, "stages": [
          {"name": "Home", "visitors": 1234, "conversionFromFirst": 1.0, "conversionFromPrevious": 1.0,
           "dropOff": 617, "time": null},
          {"name": "Product", "visitors": 617, "conversionFromFirst": 0.5, "conversionFromPrevious": 0.5,
           "dropOff": 0, "time": {"average": 4000, "median": 3725.0, "p90": 9000, "histogram": []}}]}
        """;
    assertThat(FunnelTable.lines(new ObjectMapper().readTree(answer)))
        .containsExactly(
            "  Stage                              Visitors  Of first  Of prev. Dropped off    Median",
            "  Home     ████████████████████████     1,234   100.0 %   100.0 %         617",
            "  Product  ████████████                   617    50.0 %    50.0 %           0 1 h 02 min");
  }

  @Test
  void aFunnelThatNobodyEnteredHasEmptyBars() throws IOException {
    String answer =
        """
        {"visitors": 0, "stages": [{"name": "A", "visitors": 0, "conversionFromFirst": 0,
          "conversionFromPrevious": 0, "dropOff": 0, "time": null}]}
        """;
    assertThat(FunnelTable.lines(new ObjectMapper().readTree(answer)).get(1))
        .doesNotContain("█")
        .contains("0.0 %");
  }
}
