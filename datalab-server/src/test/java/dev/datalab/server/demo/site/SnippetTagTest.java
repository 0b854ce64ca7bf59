package dev.datalab.server.demo.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

final class SnippetTagTest {
  @Test
  void scriptsMayComeFromAndTalkToTheServerThatTheTagNames() {
    SnippetTag tag =
        new SnippetTag(
            "<script async src=\"https://data.example/stats/datalab.js\" data-token=\"t\"></script>");

    assertThat(tag.scriptSources()).isEqualTo("'self' https://data.example");
    assertThat(tag.connectSources()).isEqualTo("https://data.example wss://data.example");
  }

  @Test
  void aTagThatNamesNoServerIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SnippetTag("<script src=\"/datalab.js\"></script>"));
  }
}
