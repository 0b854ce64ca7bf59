package dev.datalab.server.demo.visitors;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

final class ShopHistoryTest {
  private static final Instant END = Instant.parse("2026-03-15T12:00:00Z");
  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void theSameSeedAndEndGiveTheSameLines() {
    assertThat(ShopHistory.until(END, 1).lines()).isEqualTo(ShopHistory.until(END, 1).lines());
    assertThat(ShopHistory.until(END, 2).lines()).isNotEqualTo(ShopHistory.until(END, 1).lines());
  }

  @Test
  void itFillsTheTwoWeeksBeforeItsEndInOrder() throws IOException {
    List<String> lines = ShopHistory.until(END, 1).lines();

    Instant before = END.minus(ShopHistory.LENGTH);
    Instant earliest = before;
    for (String line : lines) {
      Instant time = Instant.parse(JSON.readTree(line).path("timestamp").asText());
      assertThat(time).isBetween(before, END.minusMillis(1));
      before = time;
    }
    assertThat(before).isAfter(END.minusSeconds(3_600));
    assertThat(Instant.parse(JSON.readTree(lines.get(0)).path("timestamp").asText()))
        .isBefore(earliest.plusSeconds(3_600));
  }

  @Test
  void everyKindOfBehaviourOccurs() throws IOException {
    Set<String> seen = new TreeSet<>();
    Set<String> visitors = new TreeSet<>();
    for (String line : ShopHistory.until(END, 1).lines()) {
      JsonNode event = JSON.readTree(line);
      visitors.add(event.path("visitor").asText());
      seen.add(event.path("type").asText() + " " + event.path("action").asText());
      seen.add(event.path("to").isNull() ? "leaving" : event.path("target").asText());
    }
    assertThat(seen)
        .contains("url ", "click ", "event ", "element hover-click", "element hover-leave")
        .contains("leaving", "#buy", "#add-to-basket", "#size-guide");
    assertThat(visitors).hasSizeBetween(3_000, 9_000);
  }
}
