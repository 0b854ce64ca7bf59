package dev.datalab.ingest.socket;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.datalab.core.store.Partition;
import dev.datalab.core.store.memory.InMemoryEventStore;
import dev.datalab.ingest.intake.AppDirectory;
import dev.datalab.ingest.intake.AppGrant;
import dev.datalab.ingest.intake.ClientConfig;
import dev.datalab.ingest.intake.EventSink;
import dev.datalab.ingest.intake.HelloAnswer;
import dev.datalab.ingest.intake.HelloRequest;
import dev.datalab.ingest.intake.Intake;
import dev.datalab.ingest.session.MemorySessionStore;
import dev.datalab.testkit.StoredEvents;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.glassfish.tyrus.server.TyrusServerContainer;
import org.glassfish.tyrus.spi.ServerContainer;
import org.glassfish.tyrus.spi.ServerContainerFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The endpoint in a real container, heard by a client of another make. */
class StreamEndpointTest {
  private static final String ORIGIN = "https://shop.example";

  private final InMemoryEventStore events = new InMemoryEventStore();
  private final Intake intake =
      Intake.builder(new OneApp(), EventSink.of(events), new MemorySessionStore()).build();
  private final HttpClient http = HttpClient.newHttpClient();

  @SuppressWarnings("NullAway.Init") // set before each test
  private ServerContainer container;

  private int port;

  @BeforeEach
  void start() throws Exception {
    container = ServerContainerFactory.createServerContainer(Map.of());
    container.addEndpoint(StreamEndpoint.config(intake, "/open"));
    container.start("/", 0);
    port = ((TyrusServerContainer) container).getPort();
  }

  @AfterEach
  void stop() {
    intake.close();
    container.stop();
  }

  @Test
  void framesAreAnsweredOverARealSocket() throws Exception {
    Client client = open();
    client.socket.sendText(frame(1, "/a"), true).join();
    client.socket.sendText(frame(2, "/b"), true).join();
    assertThat(client.next()).isEqualTo("{\"ack\":1}");
    assertThat(client.next()).isEqualTo("{\"ack\":2}");
    client.socket.sendText("{\"goodbye\":true}", true).join();
    assertThat(client.next()).isEqualTo("closed 1000 ");
    assertThat(urls()).containsExactly("/a", "/b");
  }

  @Test
  void aMessageInSeveralFragmentsIsOneFrame() throws Exception {
    Client client = open();
    String text = frame(1, "/" + "ü".repeat(1_500));
    client.socket.sendText(text.substring(0, 10), false).join();
    client.socket.sendText(text.substring(10, 70), false).join();
    client.socket.sendText(text.substring(70), true).join();
    assertThat(client.next()).isEqualTo("{\"ack\":1}");
    client.socket.sendText(frame(2, "/b"), true).join();
    assertThat(client.next()).isEqualTo("{\"ack\":2}");
    assertThat(urls()).hasSize(2);
  }

  @Test
  void aMessageThatIsTooLongClosesTheSocketInHoweverManyFragmentsItComes() throws Exception {
    Client whole = open();
    whole.socket.sendText("x".repeat(65_537), true).join();
    assertThat(whole.next()).startsWith("closed 1009 ");
    Client pieces = open();
    for (int i = 0; i < 5; i++) {
      var unused =
          pieces.socket.sendText("x".repeat(16_384), false).exceptionally(gone -> null).join();
    }
    assertThat(pieces.next()).startsWith("closed 1009 ");
    assertThat(urls()).isEmpty();
  }

  @Test
  void aBinaryMessageClosesTheSocket() throws Exception {
    Client client = open();
    client.socket.sendBinary(ByteBuffer.wrap(new byte[] {1}), true).join();
    assertThat(client.next()).startsWith("closed 1003 ");
  }

  @Test
  void aTicketThatWasNotAdmittedOpensNothing() throws Exception {
    assertThat(connect(hello().ticket()).next()).startsWith("closed 1008 ");
    assertThat(connect("").next()).startsWith("closed 1008 ");
  }

  @Test
  void theOlderSocketOfAStreamIsClosedWithACodeOfOurOwn() throws Exception {
    HelloAnswer first = hello();
    HelloAnswer again =
        hello("\"session\":\"%s\",\"stream\":\"%d\"".formatted(first.session(), first.stream()));
    Client older = open(first);
    Client newer = open(again);
    assertThat(older.next()).startsWith("closed 4000 ");
    newer.socket.sendText(frame(1, "/a"), true).join();
    assertThat(newer.next()).isEqualTo("{\"ack\":1}");
  }

  @Test
  void anIntakeThatStopsClosesEverySocket() throws Exception {
    Client one = open();
    Client two = open();
    intake.close();
    assertThat(one.next()).startsWith("closed 1012 ");
    assertThat(two.next()).startsWith("closed 1012 ");
  }

  @Test
  void aSocketThatIsGoneLeavesNothingOpen() throws Exception {
    HelloAnswer hello = hello();
    Client client = open(hello);
    client.socket.abort();
    HelloAnswer again =
        hello("\"session\":\"%s\",\"stream\":\"%d\"".formatted(hello.session(), hello.stream()));
    Client next = open(again);
    next.socket.sendText(frame(1, "/a"), true).join();
    assertThat(next.next()).isEqualTo("{\"ack\":1}");
  }

  private static String frame(long seq, String to) {
    return "{\"seq\":%d,\"events\":[{\"type\":1,\"timestamp\":1,\"to\":\"%s\"}]}"
        .formatted(seq, to);
  }

  private List<String> urls() throws Exception {
    return StoredEvents.of(events, new Partition("shop", 0)).stream()
        .map(event -> event.event().url())
        .toList();
  }

  private HelloAnswer hello() throws Exception {
    return hello("\"referrer\":\"\"");
  }

  private HelloAnswer hello(String more) throws Exception {
    String body = "{\"now\":%d,\"url\":\"/\",%s}".formatted(System.currentTimeMillis(), more);
    return intake
        .hello(new HelloRequest("token", body.getBytes(UTF_8), ORIGIN, "", "", "", false, false))
        .orElseThrow();
  }

  private Client open() throws Exception {
    return open(hello());
  }

  private Client open(HelloAnswer hello) throws Exception {
    intake.admit(hello.ticket(), ORIGIN);
    return connect(hello.ticket());
  }

  private Client connect(String ticket) {
    Client client = new Client();
    client.socket =
        http.newWebSocketBuilder()
            .buildAsync(URI.create("ws://127.0.0.1:" + port + "/open?ticket=" + ticket), client)
            .join();
    return client;
  }

  private static final class Client implements WebSocket.Listener {
    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();

    @SuppressWarnings("NullAway.Init") // set once it is open
    private WebSocket socket;

    String next() throws InterruptedException {
      String text = heard.poll(30, TimeUnit.SECONDS);
      assertThat(text).as("heard").isNotNull();
      return String.valueOf(text);
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
      heard.add(data.toString());
      from.request(1);
      return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
      heard.add("closed " + code + " " + reason);
      return CompletableFuture.completedFuture(null);
    }
  }

  private record OneApp() implements AppDirectory {
    @Override
    public AppGrant verify(String appToken) {
      return new AppGrant(
          "shop",
          0,
          appToken,
          List.of(ORIGIN),
          OptionalInt.empty(),
          OptionalInt.empty(),
          ClientConfig.NONE);
    }

    @Override
    public boolean isOpen(String app, int generation, String tokenId) {
      return true;
    }
  }
}
