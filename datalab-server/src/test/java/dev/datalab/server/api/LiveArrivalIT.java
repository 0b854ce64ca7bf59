package dev.datalab.server.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.datalab.server.client.visitor.VisitorClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** From a visitor's page, over the real sockets, to those who watch. */
class LiveArrivalIT {
  private static final Duration SOON = Duration.ofSeconds(20);

  @Test
  void whoComesIsSeenWithinASecond() throws Exception {
    try (RunningServer server = RunningServer.start()) {
      Site site = Site.of(server);
      try (LiveSocket socket = watch(site)) {
        socket.nowWith(0);
        List<Long> nows = new ArrayList<>();
        List<Long> events = new ArrayList<>();
        for (int n = 1; n <= 7; n++) {
          try (VisitorClient visitor = site.visitor().build()) {
            visitor.hello(Site.ORIGIN + "/", "", "en-GB", "1920x1080");
            String page = "/page-" + n;
            long sent = System.nanoTime();
            visitor.send(Site.page(page));
            nows.add(socket.nowWith(n).nanos() - sent);
            LiveSocket.Message told =
                socket.first("events", json -> json.at("/events/0/page").asText().equals(page));
            events.add(told.nanos() - sent);
            JsonNode event = told.json().at("/events/0");
            assertThat(event.path("visitor").asText()).isEqualTo(visitor.visitor());
            assertThat(event.path("session").asText()).isEqualTo(visitor.session());
            assertThat(event.path("stream").asText()).isEqualTo(visitor.stream());
            assertThat(event.path("seq").asLong()).isEqualTo(1);
            assertThat(event.path("type").asText()).isEqualTo("url");
            assertThat(Math.abs(event.path("time").asLong() - System.currentTimeMillis()))
                .isLessThan(60_000);
          }
        }
        // Half of them at least: a busy machine may hold one up.
        assertThat(median(nows)).as("%s", nows).isLessThan(1_000_000_000L);
        assertThat(median(events)).as("%s", events).isLessThan(1_000_000_000L);
      }
    }
  }

  @Test
  void whatIsTooMuchIsLeftOutAndCounted() throws Exception {
    try (RunningServer server = RunningServer.start()) {
      Site site = Site.of(server);
      try (LiveSocket socket = watch(site);
          VisitorClient visitor = site.visitor().build()) {
        socket.nowWith(0);
        visitor.hello(Site.ORIGIN + "/", "", "en-GB", "1920x1080");
        int frames = 40;
        long last = 0;
        for (int frame = 0; frame < frames; frame++) {
          ObjectNode[] events = new ObjectNode[50];
          Arrays.setAll(events, i -> Site.page("/page-" + i));
          last = visitor.send(events);
        }
        assertThat(visitor.awaitAcknowledged(last, SOON)).isTrue();

        long sent = last;
        await().atMost(SOON).until(() -> socket.told() + socket.skipped() == sent);
        assertThat(socket.skipped()).isPositive();
        List<LiveSocket.Message> told = socket.of("events");
        for (int i = 1; i < told.size(); i++) {
          assertThat(told.get(i).json().path("events").size()).isLessThanOrEqualTo(50);
        }
        JsonNode newest = told.get(told.size() - 1).json().path("events");
        assertThat(newest.get(newest.size() - 1).path("seq").asLong()).isEqualTo(sent);
        socket.now(json -> json.path("visitors").asInt() == 1);
      }
    }
  }

  @Test
  void afterAKillTheSameVisitorsAreHere() throws Exception {
    Path directory = RunningServer.freshDirectory();
    LiveSite site;
    JsonNode before;
    try (ServeProcess server = ServeProcess.start(directory)) {
      site = LiveSite.found(server.port());
      for (int n = 1; n <= 5; n++) {
        try (VisitorClient visitor = site.visitor(server.port())) {
          visitor.hello(Site.ORIGIN + "/", "", "en-GB", "1920x1080");
          long last = visitor.send(Site.page("/"));
          if (n > 2) {
            last = visitor.send(Site.page("/basket"));
          }
          assertThat(visitor.awaitAcknowledged(last, SOON)).isTrue();
        }
      }
      try (LiveSocket socket = site.watch(server.port())) {
        before = socket.nowWith(5).json();
      }
      server.kill();
    }
    try (ServeProcess server = ServeProcess.start(directory);
        LiveSocket socket = site.watch(server.port())) {
      JsonNode after = socket.nowWith(5).json();

      assertThat(after.path("pages")).isEqualTo(before.path("pages"));
      assertThat(after.path("funnels")).isEqualTo(before.path("funnels"));
      assertThat(after.path("funnels").toString())
          .contains("\"name\":\"Home\",\"visitors\":5,\"here\":2")
          .contains("\"name\":\"Basket\",\"visitors\":3,\"here\":3");
      assertThat(server.terminate()).isEqualTo(143);
      assertThat(socket.awaitClose()).isEqualTo(1012);
    }
  }

  private static LiveSocket watch(Site site) {
    String ticket =
        site.server()
            .post(
                "/api/v1/tickets",
                site.owner(),
                "{\"for\":\"live\",\"app\":\"" + site.app() + "\"}")
            .is(200)
            .text("/ticket");
    return LiveSocket.open(site.server().port(), site.app(), ticket);
  }

  private static long median(List<Long> nanos) {
    return nanos.stream().sorted().skip(nanos.size() / 2).findFirst().orElseThrow();
  }
}
