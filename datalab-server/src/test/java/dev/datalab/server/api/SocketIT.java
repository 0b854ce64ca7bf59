package dev.datalab.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datalab.server.client.visitor.VisitorClient;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Visitors over the real socket. */
class SocketIT {
  private static final Duration SOON = Duration.ofSeconds(20);
  private static RunningServer server;

  @BeforeAll
  static void start() {
    server = RunningServer.start();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void aVisitIsStoredFromHelloToGoodbye() throws Exception {
    Site site = Site.of(server);
    try (VisitorClient visitor = site.visitor().build()) {
      assertThat(visitor.hello(Site.ORIGIN + "/", "", "en-GB", "1920x1080")).isTrue();
      long last = visitor.send(Site.page("/"), Site.page("/basket"));
      assertThat(last).isEqualTo(2);
      assertThat(visitor.awaitAcknowledged(last, SOON)).isTrue();
      visitor.goodbye();
      assertThat(visitor.refusal()).isEmpty();
    }
    assertThat(site.pages("")).containsExactly("/", "/basket");
  }
}
