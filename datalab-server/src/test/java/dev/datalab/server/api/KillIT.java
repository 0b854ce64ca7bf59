package dev.datalab.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.datalab.server.client.ApiClient;
import dev.datalab.server.client.visitor.VisitorClient;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * A server that is killed with -9 while visitors send. The times of a visitor's events are a
 * millisecond apart, and a stream's clock is put right once for ever: so at the end the export has
 * each millisecond of each visitor once, without a gap.
 */
class KillIT {
  private static final int KILLS = 5;
  private static final int VISITORS = 200;
  private static final int THREADS = 4;
  private static final int UNACKNOWLEDGED = 64;
  private static final int MOST_IN_A_FRAME = 3;
  private static final int PAUSE_MILLIS = 100;

  /** What a visitor sends between two kills at most, so that a slow machine has no more to do. */
  private static final int MOST_IN_A_ROUND = 400;

  private static final long SEED = 20_261_122L;
  private static final long BEGIN = System.currentTimeMillis();
  private static final Duration AT_MOST = Duration.ofSeconds(60);
  private static final String ORIGIN = "https://shop.example";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Random random = new Random(SEED);
  private final List<Visitor> visitors = new ArrayList<>();
  private volatile int round = 1;
  private volatile boolean sending = true;

  /** One visitor, and how many events it has sent. Of one thread at a time. */
  private static final class Visitor {
    final int number;
    final VisitorClient client;
    int sent;

    Visitor(int number, VisitorClient client) {
      this.number = number;
      this.client = client;
    }

    void send(int events) {
      ObjectNode[] frame = new ObjectNode[events];
      for (int i = 0; i < events; i++) {
        frame[i] =
            JSON.createObjectNode()
                .put("type", 5)
                .put("timestamp", BEGIN + ++sent)
                .put("url", ORIGIN + "/")
                .put("name", "sent");
      }
      client.send(frame);
    }
  }

  @Test
  void everyEventIsThereOnceHoweverOftenTheServerIsKilled() throws Exception {
    Path directory = RunningServer.freshDirectory();
    int port = portThatNoConnectionTakes();
    ServeProcess server = ServeProcess.start(directory, port);
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      ApiClient owner = signUp(port);
      String app = lockedApp(owner, port);
      List<String> sessions = visitors.stream().map(each -> each.client.session()).toList();
      List<Future<?>> senders = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        int first = i;
        senders.add(threads.submit(() -> send(first)));
      }
      for (int kill = 1; kill <= KILLS; kill++) {
        assertGoingOn(kill);
        TimeUnit.MILLISECONDS.sleep(random.nextInt(800));
        server.kill();
        server = ServeProcess.start(directory, port);
        round = kill + 1;
      }
      assertGoingOn(KILLS + 1);
      sending = false;
      for (Future<?> sender : senders) {
        sender.get(30, TimeUnit.SECONDS);
      }
      for (Visitor visitor : visitors) {
        boolean all = visitor.client.awaitAcknowledged(visitor.sent, AT_MOST);
        assertThat(visitor.client.refusal()).as("seed %d", SEED).isEmpty();
        assertThat(all).as("visitor %d, seed %d", visitor.number, SEED).isTrue();
      }
      assertThat(visitors.stream().map(each -> each.client.session()).toList())
          .as("the sessions go on")
          .isEqualTo(sessions);
      assertEveryEventOnce(owner, app);
    } finally {
      sending = false;
      threads.shutdownNow();
      visitors.forEach(visitor -> visitor.client.close());
      server.close();
    }
  }

  /** Sends a frame now and again for every fourth visitor that is not far ahead of the server. */
  private void send(int first) {
    var sizes = new Random(SEED + first);
    while (sending) {
      for (int i = first; i < VISITORS; i += THREADS) {
        Visitor visitor = visitors.get(i);
        if (visitor.sent - visitor.client.acknowledged() < UNACKNOWLEDGED
            && visitor.sent < round * MOST_IN_A_ROUND) {
          visitor.send(1 + sizes.nextInt(MOST_IN_A_FRAME));
        }
      }
      pause();
    }
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Waits until every visitor is acknowledged something that it sends from now on. */
  private void assertGoingOn(int time) throws InterruptedException {
    for (Visitor visitor : visitors) {
      long now = visitor.client.acknowledged();
      assertThat(visitor.client.awaitAcknowledged(now + 1, AT_MOST))
          .as(
              "visitor %d, round %d, seed %d: %s",
              visitor.number, time, SEED, visitor.client.refusal())
          .isTrue();
    }
  }

  private void assertEveryEventOnce(ApiClient owner, String app) throws IOException {
    Map<String, BitSet> times = new HashMap<>();
    long origin = BEGIN - Duration.ofMinutes(30).toMillis();
    try (var lines =
        new BufferedReader(
            new InputStreamReader(owner.stream(app + "/export"), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        JsonNode event = JSON.readTree(line);
        BitSet seen =
            times.computeIfAbsent(event.path("visitor").asText(), visitor -> new BitSet());
        long time = Instant.parse(event.path("timestamp").asText()).toEpochMilli();
        int millis = Math.toIntExact(time - origin);
        assertThat(seen.get(millis)).as("%s is there twice, seed %d", line, SEED).isFalse();
        seen.set(millis);
      }
    }
    assertThat(times).hasSize(VISITORS);
    for (Visitor visitor : visitors) {
      BitSet seen = times.getOrDefault(visitor.client.visitor(), new BitSet());
      assertThat(seen.cardinality())
          .as("events of visitor %d, seed %d", visitor.number, SEED)
          .isEqualTo(visitor.sent);
      assertThat(seen.length() - seen.nextSetBit(0))
          .as("from the first to the last of visitor %d, seed %d", visitor.number, SEED)
          .isEqualTo(visitor.sent);
    }
  }

  private static ApiClient signUp(int port) throws IOException {
    ApiClient nobody = ApiClient.of("http://localhost:" + port);
    String token =
        nobody
            .post(
                "/api/v1/auth/register",
                """
                {"username":"ada","email":"ada@shop.example","password":"correct horse",
                 "firstName":"A","lastName":"L","position":"","organization":"One"}""")
            .path("accessToken")
            .asText();
    return nobody.signedIn(token);
  }

  /** Makes an app, has a token issued, lets the visitors in, and answers the app's path. */
  private String lockedApp(ApiClient owner, int port) throws IOException {
    String app =
        "/api/v1/apps/"
            + owner
                .post("/api/v1/apps", "{\"name\":\"site\",\"url\":\"" + ORIGIN + "\"}")
                .at("/app/id")
                .asText();
    String token = owner.post(app + "/token", "{\"phrase\":\"One/site\"}").path("token").asText();
    HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    URI server = URI.create("http://localhost:" + port);
    for (int i = 0; i < VISITORS; i++) {
      VisitorClient client = VisitorClient.builder(server, token).origin(ORIGIN).http(http).build();
      client.hello(ORIGIN + "/", "", "en", "1x1");
      visitors.add(new Visitor(i, client));
    }
    return app;
  }

  /**
   * A free port below those that the system gives to connections: a client that tries again and
   * again while nobody listens might otherwise be given this one, and be connected to itself.
   */
  private static int portThatNoConnectionTakes() throws IOException {
    var ports = new Random();
    for (int tries = 0; tries < 100; tries++) {
      int port = 21_000 + ports.nextInt(1_000);
      try (var probe = new ServerSocket(port, 1, InetAddress.getByName("0.0.0.0"))) {
        return probe.getLocalPort();
      } catch (java.net.BindException e) {
        // Another one.
      }
    }
    throw new IOException("no port is free between 21000 and 21999");
  }
}
