package dev.datalab.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class PathTemplateTest {
  private static final PathTemplate LIVE = new PathTemplate("/api/v1/apps/{app}/live");

  @Test
  void aNameStandsForOneSegmentDecoded() {
    assertThat(LIVE.match("/api/v1/apps/007/live")).contains(Map.of("app", "007"));
    assertThat(LIVE.match("/api/v1/apps/a%20b+c/live")).contains(Map.of("app", "a b+c"));
    assertThat(LIVE.match("/api/v1/apps/a%2/live")).contains(Map.of("app", "a%2"));
  }

  @Test
  void everythingElseIsAnotherPath() {
    assertThat(LIVE.match("/api/v1/apps//live")).isEmpty();
    assertThat(LIVE.match("/api/v1/apps/007/live/")).isEmpty();
    assertThat(LIVE.match("/api/v1/apps/007")).isEmpty();
    assertThat(LIVE.match("/api/v1/apps/007/8/live")).isEmpty();
    assertThat(LIVE.match("/api/v1/apps/007/Live")).isEmpty();
    assertThat(new PathTemplate("/api/v1/open").match("/api/v1/open")).contains(Map.of());
  }

  @Test
  void aTemplateIsAbsolute() {
    assertThatThrownBy(() -> new PathTemplate("api")).hasMessageContaining("slash");
  }
}
