package dev.datalab.server.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A watcher's WebSocket, and what came over it. */
final class LiveSocket implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration LONGEST = Duration.ofSeconds(20);
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  /** A message and when it came. */
  record Message(JsonNode json, long nanos) {}

  private final List<Message> messages = new CopyOnWriteArrayList<>();
  private final WebSocket socket;
  private volatile int closedWith;

  private LiveSocket(int port, String app, String ticket) {
    socket = CLIENT.newWebSocketBuilder().buildAsync(uri(port, app, ticket), new Hearing()).join();
  }

  static LiveSocket open(int port, String app, String ticket) {
    return new LiveSocket(port, app, ticket);
  }

  /** The status that a handshake is refused with; 101 if it is not. */
  static int refusal(int port, String app, String ticket) {
    try {
      open(port, app, ticket).close();
      return 101;
    } catch (CompletionException e) {
      assertThat(e.getCause()).isInstanceOf(WebSocketHandshakeException.class);
      return ((WebSocketHandshakeException) e.getCause()).getResponse().statusCode();
    }
  }

  private static URI uri(int port, String app, String ticket) {
    return URI.create("ws://localhost:" + port + "/api/v1/apps/" + app + "/live?ticket=" + ticket);
  }

  private final class Hearing implements WebSocket.Listener {
    private final StringBuilder parts = new StringBuilder();

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
      parts.append(data);
      if (last) {
        try {
          messages.add(new Message(JSON.readTree(parts.toString()), System.nanoTime()));
        } catch (IOException e) {
          throw new AssertionError("no JSON: " + parts, e);
        }
        parts.setLength(0);
      }
      from.request(1);
      return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
      closedWith = code;
      return null;
    }
  }

  List<Message> messages() {
    return messages;
  }

  /** All messages of a type so far. */
  List<Message> of(String type) {
    return messages.stream()
        .filter(message -> message.json().path("type").asText().equals(type))
        .toList();
  }

  /** The first {@code now} that is as wanted, waited for. */
  Message now(Predicate<JsonNode> wanted) {
    return first("now", wanted);
  }

  /** The first {@code now} with so many visitors. */
  Message nowWith(int visitors) {
    return now(json -> json.path("visitors").asInt(-1) == visitors);
  }

  Message first(String type, Predicate<JsonNode> wanted) {
    await()
        .atMost(LONGEST)
        .pollInterval(Duration.ofMillis(10))
        .untilAsserted(
            () ->
                assertThat(of(type)).as("%s", messages).anyMatch(each -> wanted.test(each.json())));
    return of(type).stream().filter(each -> wanted.test(each.json())).findFirst().orElseThrow();
  }

  /** The events told so far, and how many were left out. */
  long told() {
    return of("events").stream().mapToLong(each -> each.json().path("events").size()).sum();
  }

  long skipped() {
    return of("events").stream().mapToLong(each -> each.json().path("skipped").asLong()).sum();
  }

  int awaitClose() {
    await().atMost(LONGEST).until(() -> closedWith != 0);
    return closedWith;
  }

  void say(String text) {
    socket.sendText(text, true).join();
  }

  @Override
  public void close() {
    socket.abort();
  }
}
