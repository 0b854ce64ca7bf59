package dev.datalab.server.events;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.ByteString;
import dev.datalab.core.store.EventStore;
import dev.datalab.core.store.ImportBatch;
import dev.datalab.core.store.Partition;
import dev.datalab.core.store.memory.InMemoryEventStore;
import dev.datalab.platform.rpc.Rejection;
import dev.datalab.proto.eventmanager.v1.Archive;
import dev.datalab.proto.eventmanager.v1.DeleteArchiveRequest;
import dev.datalab.proto.eventmanager.v1.EraseRangeRequest;
import dev.datalab.proto.eventmanager.v1.EraseVisitorRequest;
import dev.datalab.proto.eventmanager.v1.ExportRequest;
import dev.datalab.proto.eventmanager.v1.ExportResponse;
import dev.datalab.proto.eventmanager.v1.GetArchivesRequest;
import dev.datalab.proto.eventmanager.v1.GetStreamStateRequest;
import dev.datalab.proto.eventmanager.v1.ImportRequest;
import dev.datalab.proto.eventmanager.v1.ImportResponse;
import io.grpc.Context;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import io.grpc.stub.StreamObserver;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventManagerServiceTest {
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-11-02T00:00:00Z"));

  private final EventStore store = new InMemoryEventStore(4, CLOCK);
  private Wired wired;

  @BeforeEach
  void start() throws Exception {
    wired = new Wired(store, CLOCK);
  }

  @AfterEach
  void stop() throws Exception {
    wired.close();
    store.close();
  }

  @Test
  void anImportCutAnywhereIsExportedAgain() throws Exception {
    String lines = lines(0, 2_000);
    ImportResponse answer = imported("edith", header(), lines + "nonsense\n", 777);
    assertThat(answer.getAccepted()).isEqualTo(2_000);
    assertThat(answer.getRejectedTotal()).isEqualTo(1);
    assertThat(answer.getRejected(0).getLine()).isEqualTo(2_001);
    assertThat(answer.getNextLine()).isEqualTo(2_002);
    assertThat(exported("vera", ExportRequest.newBuilder()).lines())
        .containsExactlyInAnyOrderElementsOf(lines.lines().toList());
  }

  @Test
  void anImportGoesOnWhereItsStateSays() throws Exception {
    assertThat(acknowledged("k")).isZero();
    imported("edith", header().setImportId("k").setFirstLine(1), lines(0, 10), 100);
    assertThat(acknowledged("k")).isEqualTo(10);
    ImportResponse again =
        imported("edith", header().setImportId("k").setFirstLine(6), lines(5, 15), 100);
    assertThat(again.getAccepted()).isEqualTo(5);
    assertThat(again.getDuplicates()).isEqualTo(5);
    assertThat(acknowledged("k")).isEqualTo(15);
  }

  @ParameterizedTest
  @CsvSource({
    "olga,true,OK",
    "edith,true,OK",
    "vera,false,PERMISSION_DENIED",
    "mallory,false,NOT_FOUND"
  })
  void ownersAndEditorsImport(String user, boolean allowed, Status.Code code) throws Exception {
    if (allowed) {
      assertThat(imported(user, header(), lines(0, 1), 100).getAccepted()).isEqualTo(1);
    } else {
      assertRefused(() -> imported(user, header(), lines(0, 1), 100), code);
      assertThat(exported("olga", ExportRequest.newBuilder())).isEmpty();
    }
  }

  @Test
  void strangersDoNotExportAndNobodyDoesAnything() {
    assertRefused(() -> exported("mallory", ExportRequest.newBuilder()), Status.Code.NOT_FOUND);
    assertRefused(
        () -> wired.events().export(request(ExportRequest.newBuilder())).next(),
        Status.Code.UNAUTHENTICATED);
    assertRefused(
        () -> imported(Context.ROOT, header(), lines(0, 1), 100).join(),
        Status.Code.UNAUTHENTICATED);
  }

  @Test
  void aGenerationThatIsOverTakesNothing() {
    wired.generation = 3;
    assertRefused(
        () -> imported("edith", header().setGeneration(2), lines(0, 1), 100),
        Status.Code.FAILED_PRECONDITION);
    assertThat(call("edith", header().setGeneration(3)).getAccepted()).isEqualTo(1);
  }

  @Test
  void anImportIsAHeaderAndThenChunks() {
    assertRefused(() -> messages(chunk("x")), Status.Code.INVALID_ARGUMENT);
    assertRefused(() -> messages(), Status.Code.INVALID_ARGUMENT);
    assertRefused(() -> messages(headed(), headed()), Status.Code.INVALID_ARGUMENT);
    assertRefused(
        () -> messages(headed(), chunk(lines(0, 1)), ImportRequest.getDefaultInstance()),
        Status.Code.INVALID_ARGUMENT);
    assertThat(exported("vera", ExportRequest.newBuilder())).isEmpty();
    assertThat(messages(headed()).getAccepted()).isZero();
  }

  @Test
  void keysAndLinesOutOfBoundsAreInvalid() {
    assertRefused(
        () -> call("edith", header().setImportId("k".repeat(201))), Status.Code.INVALID_ARGUMENT);
    assertRefused(() -> call("edith", header().setFirstLine(-1)), Status.Code.INVALID_ARGUMENT);
  }

  @Test
  void damagedGzipIsMalformed() {
    assertThatThrownBy(
            () ->
                messages(
                    headed(),
                    ImportRequest.newBuilder()
                        .setChunk(ByteString.copyFrom(new byte[] {0x1F, (byte) 0x8B, 8, 0}))
                        .build()))
        .satisfies(
            thrown -> {
              Rejection rejection = Rejection.of(status(thrown));
              assertThat(rejection.kind()).isEqualTo(Rejection.Kind.MALFORMED);
              assertThat(rejection.detail()).startsWith("body: the gzip data is cut off");
            });
  }

  @Test
  void aCancelledImportLeavesNothingAndHoldsNobodyUp() throws Exception {
    CompletableFuture<ImportResponse> answer = new CompletableFuture<>();
    Context.CancellableContext context = Wired.as("edith").withCancellation();
    StreamObserver<ImportRequest> call =
        context.call(() -> wired.streams().import_(new Answer(answer)));
    call.onNext(headed());
    call.onNext(chunk(lines(0, 1_000)));
    context.cancel(new IllegalStateException("the user went away"));
    assertThatThrownBy(answer::join).hasCauseInstanceOf(StatusRuntimeException.class);
    assertThat(call("edith", header()).getAccepted()).isEqualTo(1);
    assertThat(exported("vera", ExportRequest.newBuilder()).lines()).hasSize(1);
  }

  @Test
  void chunksAreTakenNoFasterThanTheyAreRead() throws Exception {
    AtomicInteger sent = new AtomicInteger();
    CompletableFuture<ImportResponse> answer = new CompletableFuture<>();
    try (ImportBatch held = store.importBatch(new Partition("shop", 0))) {
      assertThat(held).as("makes the import wait").isNotNull();
      Wired.as("edith").run(() -> wired.streams().import_(new Pump(answer, sent, 500)));
      await().until(() -> sent.get() > 1);
      await().during(Duration.ofMillis(300)).until(() -> sent.get() < 50);
    }
    assertThat(answer.join().getAccepted()).isEqualTo(500);
    assertThat(sent).hasValue(501);
  }

  @Test
  void anExportWaitsForItsReaderAndEndsWithIt() throws Exception {
    imported("edith", header(), lines(0, 20_000), 100_000);
    Context.CancellableContext context = Wired.as("vera").withCancellation();
    Iterator<ExportResponse> pieces =
        context.call(() -> wired.events().export(request(ExportRequest.newBuilder())));
    ExportResponse first = pieces.next();
    assertThat(first.getLines()).isPositive();
    assertThat(first.getTotalLines()).isEqualTo(-1);
    assertThat(first.getChunk().size()).isLessThanOrEqualTo(262_144);
    context.cancel(null);
    assertThatThrownBy(() -> pieces.forEachRemaining(piece -> {}))
        .isInstanceOf(StatusRuntimeException.class);
  }

  @Test
  void aCallThatDiesOfAnErrorIsToldSoAndNotLeftWaiting() throws Exception {
    wired.close();
    EventStore dying =
        (EventStore)
            Proxy.newProxyInstance(
                EventStore.class.getClassLoader(),
                new Class<?>[] {EventStore.class},
                (proxy, method, arguments) -> {
                  if (method.getName().equals("scan")) {
                    throw new NoClassDefFoundError("as of a broken installation");
                  }
                  return method.invoke(store, arguments);
                });
    wired = new Wired(dying, CLOCK);

    assertRefused(() -> exported("vera", ExportRequest.newBuilder()), Status.Code.INTERNAL);
  }

  @Test
  void anExportHoldsItsRangeAndRefusesAnEmptyOne() throws Exception {
    imported("edith", header(), lines(0, 100), 1_000);
    long begin = Instant.parse("2026-11-01T00:00:00Z").toEpochMilli();
    ExportRequest.Builder range =
        ExportRequest.newBuilder().setFromMillis(begin + 10_000).setToMillis(begin + 20_000);
    assertThat(exported("vera", range).lines()).hasSize(10);
    assertRefused(
        () -> exported("vera", range.setToMillis(range.getFromMillis())),
        Status.Code.INVALID_ARGUMENT);
  }

  @Test
  void anEndedGenerationIsAnArchiveThatTheOwnerMayDelete() throws Exception {
    imported("edith", header(), lines(0, 10), 1_000);
    assertThat(archives()).isEmpty();
    wired.generation = 1;
    imported("edith", header(), lines(10, 15), 1_000);
    long begin = Instant.parse("2026-11-01T00:00:00Z").toEpochMilli();
    assertThat(archives())
        .containsExactly(
            Archive.newBuilder()
                .setId("0")
                .setGeneration(0)
                .setFromMillis(begin)
                .setToMillis(begin + 9_001)
                .setEvents(10)
                .build());
    assertThat(exported("vera", ExportRequest.newBuilder()).lines()).hasSize(5);
    assertThat(exported("vera", ExportRequest.newBuilder().setArchive("0")).lines()).hasSize(10);
    assertThat(exported("vera", ExportRequest.newBuilder().setArchive("all")).lines()).hasSize(15);
    assertRefused(
        () -> exported("vera", ExportRequest.newBuilder().setArchive("1")), Status.Code.NOT_FOUND);

    assertRefused(() -> delete("edith", "0"), Status.Code.PERMISSION_DENIED);
    assertRefused(() -> delete("olga", "1"), Status.Code.NOT_FOUND);
    assertThat(delete("olga", "0")).isEqualTo(10);
    assertRefused(() -> delete("olga", "0"), Status.Code.NOT_FOUND);
    assertThat(exported("vera", ExportRequest.newBuilder().setArchive("all")).lines()).hasSize(5);
  }

  @Test
  void aServiceErasesAnAppWhole() throws Exception {
    imported("edith", header(), lines(0, 10), 1_000);
    wired.generation = 1;
    imported("edith", header(), lines(10, 15), 1_000);
    EraseRangeRequest everything =
        EraseRangeRequest.newBuilder().setAppId("shop").setArchive("all").build();
    assertRefused(
        () -> Wired.as("edith").call(() -> wired.events().eraseRange(everything)),
        Status.Code.PERMISSION_DENIED);
    assertThat(wired.events().eraseRange(everything).getEvents()).isEqualTo(15);
    assertThat(wired.events().eraseRange(everything).getEvents()).isZero();
  }

  @Test
  void theOwnerErasesAVisitorFromEveryGeneration() throws Exception {
    imported("edith", header(), lines(0, 10), 1_000);
    wired.generation = 1;
    imported("edith", header(), lines(0, 15), 1_000);
    String visitor = exportedVisitors().get(0);
    long theirs = exportedVisitors().stream().filter(visitor::equals).count();
    assertRefused(() -> eraseVisitor("edith", visitor), Status.Code.PERMISSION_DENIED);
    assertRefused(() -> eraseVisitor("walt", visitor), Status.Code.NOT_FOUND);
    assertRefused(() -> eraseVisitor("olga", ""), Status.Code.INVALID_ARGUMENT);
    assertThat(eraseVisitor("olga", visitor)).isEqualTo(theirs).isPositive();
    assertThat(eraseVisitor("olga", visitor)).isZero();
    assertThat(exportedVisitors()).hasSize((int) (25 - theirs)).doesNotContain(visitor);
  }

  private long eraseVisitor(String user, String visitor) throws Exception {
    EraseVisitorRequest request =
        EraseVisitorRequest.newBuilder().setAppId("shop").setVisitor(visitor).build();
    return Wired.as(user).call(() -> wired.events().eraseVisitor(request).getEvents());
  }

  private List<String> exportedVisitors() {
    return exported("vera", ExportRequest.newBuilder().setArchive("all"))
        .lines()
        .map(line -> line.replaceAll(".*\"visitor\":\"([^\"]*)\".*", "$1"))
        .toList();
  }

  @Test
  void theOwnerErasesARangeOfOneGenerationOrOfAll() throws Exception {
    imported("edith", header(), lines(0, 10), 1_000);
    wired.generation = 1;
    imported("edith", header(), lines(0, 10), 1_000);
    long begin = Instant.parse("2026-11-01T00:00:00Z").toEpochMilli();
    EraseRangeRequest.Builder first =
        EraseRangeRequest.newBuilder()
            .setAppId("shop")
            .setFromMillis(begin)
            .setToMillis(begin + 4_000);
    assertRefused(() -> erase("edith", first), Status.Code.PERMISSION_DENIED);
    assertRefused(() -> erase("olga", first.clone().setArchive("1")), Status.Code.NOT_FOUND);
    assertRefused(
        () -> erase("olga", first.clone().setToMillis(begin)), Status.Code.INVALID_ARGUMENT);
    assertThat(erase("olga", first)).isEqualTo(4);
    assertThat(exportedVisitors()).hasSize(16);
    assertThat(erase("olga", first.clone().setArchive("0").setToMillis(begin + 1_000)))
        .isEqualTo(1);
    assertThat(erase("olga", first.clone().setArchive("all").setToMillis(begin + 6_000)))
        .isEqualTo(2 + 5);
    EraseRangeRequest older = first.setArchive("all").setToMillis(begin + 7_000).build();
    assertThat(wired.events().eraseRange(older).getEvents()).as("by a service").isEqualTo(2);
    assertThat(exportedVisitors()).hasSize(6);
  }

  private long erase(String user, EraseRangeRequest.Builder request) throws Exception {
    return Wired.as(user).call(() -> wired.events().eraseRange(request.build()).getEvents());
  }

  private long acknowledged(String key) throws Exception {
    GetStreamStateRequest request =
        GetStreamStateRequest.newBuilder()
            .setImport(GetStreamStateRequest.Import.newBuilder().setAppId("shop").setImportId(key))
            .build();
    return Wired.as("edith").call(() -> wired.events().getStreamState(request).getAcknowledged());
  }

  private Iterable<Archive> archives() throws Exception {
    GetArchivesRequest request = GetArchivesRequest.newBuilder().setAppId("shop").build();
    return Wired.as("vera").call(() -> wired.events().getArchives(request).getArchivesList());
  }

  private long delete(String user, String archive) throws Exception {
    DeleteArchiveRequest request =
        DeleteArchiveRequest.newBuilder().setAppId("shop").setArchiveId(archive).build();
    return Wired.as(user).call(() -> wired.events().deleteArchive(request).getEvents());
  }

  private String exported(String user, ExportRequest.Builder request) {
    StringBuilder text = new StringBuilder();
    Wired.as(user)
        .run(
            () ->
                wired
                    .events()
                    .export(request(request))
                    .forEachRemaining(piece -> text.append(piece.getChunk().toString(UTF_8))));
    return text.toString();
  }

  private static ExportRequest request(ExportRequest.Builder request) {
    return request.setAppId("shop").build();
  }

  private ImportResponse call(String user, ImportRequest.Header.Builder header) {
    return imported(user, header, lines(0, 1), 1_000);
  }

  private ImportResponse imported(
      String user, ImportRequest.Header.Builder header, String lines, int chunkBytes) {
    return imported(Wired.as(user), header, lines, chunkBytes).join();
  }

  private CompletableFuture<ImportResponse> imported(
      Context context, ImportRequest.Header.Builder header, String lines, int chunkBytes) {
    CompletableFuture<ImportResponse> answer = new CompletableFuture<>();
    context.run(
        () -> {
          StreamObserver<ImportRequest> call = wired.streams().import_(new Answer(answer));
          call.onNext(ImportRequest.newBuilder().setHeader(header).build());
          for (int at = 0; at < lines.length(); at += chunkBytes) {
            call.onNext(chunk(lines.substring(at, Math.min(lines.length(), at + chunkBytes))));
          }
          call.onCompleted();
        });
    return answer;
  }

  private ImportResponse messages(ImportRequest... messages) {
    CompletableFuture<ImportResponse> answer = new CompletableFuture<>();
    Wired.as("edith")
        .run(
            () -> {
              StreamObserver<ImportRequest> call = wired.streams().import_(new Answer(answer));
              for (ImportRequest message : messages) {
                call.onNext(message);
              }
              call.onCompleted();
            });
    return answer.join();
  }

  private static ImportRequest.Header.Builder header() {
    return ImportRequest.Header.newBuilder().setAppId("shop");
  }

  private static ImportRequest headed() {
    return ImportRequest.newBuilder().setHeader(header()).build();
  }

  private static ImportRequest chunk(String text) {
    return ImportRequest.newBuilder().setChunk(ByteString.copyFromUtf8(text)).build();
  }

  private static String lines(int from, int to) {
    StringBuilder lines = new StringBuilder();
    for (int i = from; i < to; i++) {
      lines.append(
          "{\"visitor\":\"u%d\",\"timestamp\":\"2026-11-01T%02d:%02d:%02d.000Z\",\"type\":\"url\",\"to\":\"/p\"}\n"
              .formatted(i % 50, i / 3_600, i / 60 % 60, i % 60));
    }
    return lines.toString();
  }

  private static void assertRefused(
      org.assertj.core.api.ThrowableAssert.ThrowingCallable call, Status.Code code) {
    assertThatThrownBy(call)
        .satisfies(thrown -> assertThat(status(thrown).getStatus().getCode()).isEqualTo(code));
  }

  private static StatusRuntimeException status(Throwable thrown) {
    Throwable cause = thrown instanceof CompletionException ? thrown.getCause() : thrown;
    assertThat(cause).isInstanceOf(StatusRuntimeException.class);
    return (StatusRuntimeException) cause;
  }

  /** Completes a future. */
  private record Answer(CompletableFuture<ImportResponse> future)
      implements StreamObserver<ImportResponse> {
    @Override
    public void onNext(ImportResponse response) {
      future.complete(response);
    }

    @Override
    public void onError(Throwable thrown) {
      future.completeExceptionally(thrown);
    }

    @Override
    public void onCompleted() {
      future.completeExceptionally(new AssertionError("no answer"));
    }
  }

  /** Sends a header, and then a line at a time whenever the server takes one. */
  private record Pump(CompletableFuture<ImportResponse> future, AtomicInteger sent, int lines)
      implements ClientResponseObserver<ImportRequest, ImportResponse> {
    @Override
    public void beforeStart(ClientCallStreamObserver<ImportRequest> call) {
      call.setOnReadyHandler(
          () -> {
            while (call.isReady() && sent.get() <= lines) {
              int next = sent.getAndIncrement();
              // Chunks of some size, so that a transport's own buffer holds few of them.
              call.onNext(
                  next == 0
                      ? headed()
                      : chunk(" ".repeat(100_000) + EventManagerServiceTest.lines(next, next + 1)));
              if (next == lines) {
                call.onCompleted();
              }
            }
          });
    }

    @Override
    public void onNext(ImportResponse response) {
      future.complete(response);
    }

    @Override
    public void onError(Throwable thrown) {
      future.completeExceptionally(thrown);
    }

    @Override
    public void onCompleted() {}
  }
}
