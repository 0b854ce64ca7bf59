package dev.datalab.platform.analysis;

import static dev.datalab.platform.config.PlatformUnderTest.as;
import static dev.datalab.platform.config.PlatformUnderTest.refused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.datalab.core.Analysis;
import dev.datalab.core.event.Dimensions;
import dev.datalab.core.event.Event;
import dev.datalab.core.event.EventProperties;
import dev.datalab.core.event.RecordedEvent;
import dev.datalab.core.store.Frame;
import dev.datalab.core.store.Partition;
import dev.datalab.core.store.memory.InMemoryEventStore;
import dev.datalab.platform.config.PlatformUnderTest;
import dev.datalab.platform.rpc.CallContext;
import dev.datalab.platform.rpc.Caller;
import dev.datalab.platform.rpc.Rejection;
import dev.datalab.platform.rpc.Rejection.Kind;
import dev.datalab.platform.rpc.Violation;
import dev.datalab.proto.analysis.v1.AnalysisGrpc;
import dev.datalab.proto.analysis.v1.AskRequest;
import dev.datalab.proto.appconfig.v1.SetConfigurationRequest;
import io.grpc.Context;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
final class AnalysisServiceTest {
  private static final String RANGE = "'from':'2026-11-01T00:00:00Z','to':'2026-12-01T00:00:00Z'";
  private static final String STAGES =
      "'stages':[{'id':'1','name':'Basket','match':{'type':'url','op':'equals','value':'/basket'}},"
          + "{'id':'2','name':'Paid','match':{'type':'url','op':'equals','value':'/paid'}}]";

  @TempDir Path folder;
  private InMemoryEventStore store;
  private ThreadPoolExecutor threads;
  private PlatformUnderTest platform;
  private String app;

  /** What the engine does first when it is asked. */
  private volatile Runnable beforeAnswer = () -> {};

  @BeforeEach
  void start() {
    store = new InMemoryEventStore(4, () -> PlatformUnderTest.NOW);
    threads = new ThreadPoolExecutor(1, 1, 1, TimeUnit.SECONDS, new ArrayBlockingQueue<>(1));
    Analysis analysis = new Analysis(store, Runnable::run, this::now);
    platform =
        new PlatformUnderTest(
            folder,
            serving ->
                List.of(
                    new AnalysisService(
                        analysis,
                        store,
                        event -> "{\"seq\":" + event.seq() + "}",
                        serving.access(),
                        serving.configurations(),
                        threads)));
    app = platform.register();
  }

  private Instant now() {
    beforeAnswer.run();
    return PlatformUnderTest.NOW;
  }

  @AfterEach
  void stop() throws IOException {
    platform.close();
    threads.shutdownNow();
    store.close();
  }

  @Test
  void aFunnelIsAnsweredInTheShapeOfTheContract() throws IOException {
    visit(0, "u1", "/home", "/basket", "/paid");
    visit(0, "u2", "/basket");
    visit(0, "u3", "/home");

    String answer = ask("vera", "{" + RANGE + "," + STAGES + ",'interval':'month'}");

    assertThat(answer)
        .isEqualTo(
            json(
                "{'visitors':3,'stages':[{'name':'Basket','visitors':2,"
                    + "'conversionFromAll':0.6666666666666666,'conversionFromFirst':1,"
                    + "'conversionFromPrevious':1,'dropOff':1,'time':null},"
                    + "{'name':'Paid','visitors':1,'conversionFromAll':0.3333333333333333,"
                    + "'conversionFromFirst':0.5,'conversionFromPrevious':0.5,'dropOff':0,"
                    + "'time':{'average':60,'median':60,'p90':60,'histogram':"
                    + histogram(answer)
                    + "}}],'time':{'average':60,'median':60,'p90':60,'histogram':"
                    + histogram(answer)
                    + "},'trend':[{'start':'2026-11-01T00:00:00Z',"
                    + "'stages':[{'visitors':2},{'visitors':1}],'incomplete':true}]}"));
  }

  /** The bins are the core's to choose. */
  private static String histogram(String answer) {
    int begin = answer.indexOf("\"histogram\":") + "\"histogram\":".length();
    return answer.substring(begin, answer.indexOf(']', begin) + 1);
  }

  @Test
  void aConfiguredFunnelIsAskedByItsId() throws IOException {
    visit(0, "u1", "/basket", "/paid");
    visit(0, "u2", "/basket");
    as(
        "emil",
        () ->
            platform
                .configurations()
                .setConfiguration(
                    SetConfigurationRequest.newBuilder()
                        .setAppId(app)
                        .setConfigurationJson(
                            json(
                                "{'funnels':[{'id':'checkout','name':'Checkout',"
                                    + STAGES
                                    + "}],'settings':{'timeZone':'Europe/Berlin'}}"))
                        .build()));

    assertThat(ask("vera", "{" + RANGE + ",'funnel':'checkout'}"))
        .isEqualTo(ask("vera", "{" + RANGE + "," + STAGES + "}"));
    assertThat(ask("vera", "{" + RANGE + ",'funnel':'checkout','interval':'month'}"))
        .contains("\"start\":\"2026-11-01T00:00:00+01:00\"");
    assertThat(pointers("{" + RANGE + ",'funnel':'other'}")).containsExactly("/funnel");
  }

  @Test
  void anArchiveIsAskedByItsGeneration() throws IOException {
    visit(0, "u1", "/basket");
    assertThat(pointers("{" + RANGE + "," + STAGES + ",'archive':'0'}"))
        .containsExactly("/archive");
    assertThat(platform.endGeneration(app, 0)).isEqualTo(1);
    visit(1, "u2", "/basket");
    visit(1, "u3", "/basket");

    assertThat(ask("vera", "{" + RANGE + "," + STAGES + "}")).startsWith("{\"visitors\":2,");
    assertThat(ask("vera", "{" + RANGE + "," + STAGES + ",'archive':'0'}"))
        .startsWith("{\"visitors\":1,");
    assertThat(ask("vera", "{" + RANGE + "," + STAGES + ",'archive':'all'}"))
        .startsWith("{\"visitors\":3,");
    for (String unknown : List.of("1", "00", "7", "x")) {
      assertThat(pointers("{" + RANGE + "," + STAGES + ",'archive':'" + unknown + "'}"))
          .containsExactly("/archive");
    }
  }

  @Test
  void whoSeesTheAppMayAskAndNobodyElse() {
    for (String person : List.of("olga", "emil", "vera")) {
      assertThat(ask(person, "{" + RANGE + "," + STAGES + "}")).startsWith("{\"visitors\":0,");
    }
    for (String person : List.of("carl", "saul")) {
      assertThat(refused(() -> ask(person, "{}")).kind()).isEqualTo(Kind.NOT_FOUND);
    }
    assertThat(refused(() -> stub().ask(request("funnel", "{}"))).kind())
        .isEqualTo(Kind.UNAUTHENTICATED);
  }

  @Test
  void aKindThatIsNotThereIsNotFoundAndTheAnswerNamesThoseThatAre() {
    Rejection rejection =
        refused(() -> as("vera", () -> stub().ask(request("astrology", "{}")).getAnswerJson()));

    assertThat(rejection.kind()).isEqualTo(Kind.NOT_FOUND);
    assertThat(rejection.detail())
        .startsWith("There is no kind of question 'astrology' here; there is ")
        .contains("elements, funnel, ", "pages");
  }

  @Test
  void whatIsInvalidIsNamed() {
    assertThat(pointers("{}")).containsExactly("/from", "/to", "/stages");
    assertThat(refused(() -> ask("vera", "nonsense")).kind()).isEqualTo(Kind.MALFORMED);
  }

  @Test
  void aStoreThatFailsIsUnavailable() throws IOException {
    store.close();

    assertThat(refused(() -> ask("vera", "{" + RANGE + "," + STAGES + "}")).kind())
        .isEqualTo(Kind.UNAVAILABLE);
  }

  @Test
  void questionsBeyondTheThreadsAndTheirQueueAreTooMany() throws Exception {
    CountDownLatch busy = new CountDownLatch(1);
    threads.execute(() -> await(busy));
    threads.execute(() -> await(busy));

    Rejection rejection = refused(() -> ask("vera", "{" + RANGE + "," + STAGES + "}"));

    assertThat(rejection.kind()).isEqualTo(Kind.TOO_MANY);
    assertThat(rejection.retryAfter()).isPositive();
    busy.countDown();
  }

  @Test
  void aQuestionWhoseCallerHasGoneIsInterruptedAndItsThreadIsFreeAgain() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch interrupted = new CountDownLatch(1);
    beforeAnswer = () -> awaitInterruption(begun, interrupted);
    Context.CancellableContext caller =
        CallContext.as(new Caller("id-vera", "org-1"), "").withCancellation();
    CompletableFuture<Rejection> answer =
        CompletableFuture.supplyAsync(
            () -> {
              Context before = caller.attach();
              try {
                return refused(
                    () -> stub().ask(request("funnel", "{" + RANGE + "," + STAGES + "}")));
              } finally {
                caller.detach(before);
              }
            });

    assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();
    caller.cancel(null);

    assertThat(interrupted.await(10, TimeUnit.SECONDS)).isTrue();
    assertThat(answer.get(10, TimeUnit.SECONDS).detail()).isNotEmpty();
    assertTheThreadIsFree();
  }

  @Test
  void aQuestionWhoseDeadlinePassesIsInterruptedAndUnavailable() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch interrupted = new CountDownLatch(1);
    ask("vera", "{" + RANGE + "," + STAGES + "}");
    assertTheThreadIsFree();
    beforeAnswer = () -> awaitInterruption(begun, interrupted);

    Rejection rejection =
        refused(
            () ->
                as(
                    "vera",
                    () ->
                        stub()
                            .withDeadlineAfter(1, TimeUnit.SECONDS)
                            .ask(request("funnel", "{" + RANGE + "," + STAGES + "}"))));

    assertThat(rejection.kind()).isEqualTo(Kind.UNAVAILABLE);
    assertThat(begun.getCount()).isZero();
    assertThat(interrupted.await(10, TimeUnit.SECONDS)).isTrue();
    assertTheThreadIsFree();
  }

  private void assertTheThreadIsFree() {
    beforeAnswer = () -> {};
    Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> threads.getActiveCount() == 0);
    assertThat(ask("vera", "{" + RANGE + "," + STAGES + "}")).startsWith("{\"visitors\":0,");
  }

  /** As an engine that works for ever, unless it is interrupted. */
  private static void awaitInterruption(CountDownLatch begun, CountDownLatch interrupted) {
    begun.countDown();
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      interrupted.countDown();
      Thread.currentThread().interrupt();
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void visit(int generation, String visitor, String... pages) throws IOException {
    Partition partition = new Partition(app, generation);
    long stream = store.newStream(partition);
    List<RecordedEvent> events = new ArrayList<>();
    long begin = Instant.parse("2026-11-10T00:00:00Z").toEpochMilli();
    for (int i = 0; i < pages.length; i++) {
      events.add(
          new RecordedEvent(
              visitor,
              "",
              stream,
              i + 1,
              Dimensions.NONE,
              "",
              new Event.UrlChange(
                  begin + 60_000L * i, "", pages[i], EventProperties.NONE, Event.UNKNOWN_ELAPSED)));
    }
    store.append(Frame.of(partition, stream, events)).join();
  }

  private List<String> pointers(String question) {
    Rejection rejection = refused(() -> ask("vera", question));
    assertThat(rejection.kind()).isEqualTo(Kind.INVALID);
    return rejection.violations().stream().map(Violation::pointer).toList();
  }

  private String ask(String person, String question) {
    return as(person, () -> stub().ask(request("funnel", question)).getAnswerJson());
  }

  private AskRequest request(String kind, String question) {
    return AskRequest.newBuilder()
        .setAppId(app)
        .setKind(kind)
        .setQuestionJson(json(question))
        .build();
  }

  private AnalysisGrpc.AnalysisBlockingStub stub() {
    return AnalysisGrpc.newBlockingStub(platform.channel());
  }

  private static String json(String text) {
    return text.replace('\'', '"');
  }
}
