package dev.datalab.core.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class EventPropertiesTest {
  @Test
  void valuesAreTextsNumbersAndBooleansByName() {
    EventProperties properties =
        new EventProperties(Map.of("plan", "größer", "seats", 12, "trial", false, "paid", true));

    assertThat(properties.size()).isEqualTo(4);
    assertThat(properties.get("plan")).contains("größer");
    assertThat(properties.get("seats")).contains(12.0);
    assertThat(properties.get("trial")).contains(false);
    assertThat(properties.get("paid")).contains(true);
    assertThat(properties.get("pla")).isEmpty();
    assertThat(properties.get("plans")).isEmpty();
    assertThat(properties.text("seats")).contains("12");
    assertThat(properties.values().keySet()).containsExactly("paid", "plan", "seats", "trial");
  }

  @Test
  void theOrderInWhichTheyAreGivenMakesNoDifference() {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("b", -0.0);
    values.put("a", "x".repeat(300));

    EventProperties properties = new EventProperties(values);

    EventProperties other = new EventProperties(Map.of("a", "x".repeat(300), "b", 0));
    assertThat(properties).isEqualTo(other).hasSameHashCodeAs(other);
    assertThat(properties).isNotEqualTo(new EventProperties(Map.of("a", "x", "b", 0)));
  }

  @Test
  void theirBytesMakeThemAgainAndAreTheCallersOwn() {
    EventProperties properties = new EventProperties(Map.of("plan", "pro", "seats", 1e300));
    byte[] bytes = properties.toBytes();

    EventProperties again = EventProperties.ofBytes(bytes);
    bytes[bytes.length - 1]++;

    assertThat(again).isEqualTo(properties);
    assertThat(again.values()).isEqualTo(Map.of("plan", "pro", "seats", 1e300));
    assertThat(EventProperties.ofBytes(EventProperties.NONE.toBytes()))
        .isEqualTo(EventProperties.NONE);
  }

  @Test
  void aValueIsATextAFiniteNumberOrABoolean() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new EventProperties(Map.of("list", java.util.List.of())))
        .withMessage(
            "properties.list: a property is a string, a finite number or a boolean; flatten or drop it.");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new EventProperties(Map.of("much", Double.POSITIVE_INFINITY)));
  }
}
