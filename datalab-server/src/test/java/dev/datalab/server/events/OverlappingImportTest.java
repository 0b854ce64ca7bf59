package dev.datalab.server.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.ByteString;
import dev.datalab.core.store.ArchiveSummary;
import dev.datalab.core.store.EventStore;
import dev.datalab.core.store.memory.InMemoryEventStore;
import dev.datalab.proto.eventmanager.v1.CloseAppRequest;
import dev.datalab.proto.eventmanager.v1.EraseRangeRequest;
import dev.datalab.proto.eventmanager.v1.ImportRequest;
import dev.datalab.proto.eventmanager.v1.ImportResponse;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Imports during which their app is unlocked or deleted. */
class OverlappingImportTest {
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-11-02T00:00:00Z"));
  private static final EraseRangeRequest EVERYTHING =
      EraseRangeRequest.newBuilder().setAppId("shop").setArchive("all").build();
  private static final CloseAppRequest CLOSING =
      CloseAppRequest.newBuilder().setAppId("shop").build();

  private final EventStore store = new InMemoryEventStore(4, CLOCK);
  private final AtomicInteger asked = new AtomicInteger();
  private final CountDownLatch answers = new CountDownLatch(1);
  private Wired wired;

  @BeforeEach
  void start() throws Exception {
    wired = new Wired(store, CLOCK);
    wired.beforeAnswer = asked::incrementAndGet;
  }

  @AfterEach
  void stop() throws Exception {
    answers.countDown();
    wired.close();
    store.close();
  }

  @Test
  void anUnlockThatOverlapsAnImportLeavesNothingOfIt() throws Exception {
    Upload upload = begun();
    wired.generation = 1;
    assertThatThrownBy(upload::finish)
        .satisfies(
            thrown ->
                assertThat(status(thrown).getDescription())
                    .isEqualTo(
                        "The app was unlocked while the import went on: nothing of it was stored;"
                            + " send it again."))
        .satisfies(
            thrown ->
                assertThat(status(thrown).getCode()).isEqualTo(Status.Code.FAILED_PRECONDITION));
    assertThat(events()).isZero();
    assertThat(begun().finish().getAccepted()).isEqualTo(2);
    assertThat(store.archives("shop"))
        .filteredOn(summary -> summary.events() > 0)
        .extracting(ArchiveSummary::generation)
        .containsExactly(1);
  }

  @Test
  void aDeletionThatOverlapsAnImportLeavesNothingOfIt() throws Exception {
    Upload upload = begun();
    wired.deleted = true;
    assertThat(wired.events().eraseRange(EVERYTHING).getEvents()).isZero();
    assertRefusedAsNotFound(upload);
  }

  @Test
  void anImportThatTheErasureBreaksOffIsToldThatTheAppIsGone() throws Exception {
    assertThat(begun().finish().getAccepted()).isEqualTo(2);
    Upload upload = begun();
    wired.deleted = true;
    assertThat(wired.events().eraseRange(EVERYTHING).getEvents()).isEqualTo(2);
    assertRefusedAsNotFound(upload);
  }

  @Test
  void closingAnAppWaitsForTheImportThatIsCommitting() throws Exception {
    CompletableFuture<ImportResponse> imported = committing();
    wired.generation = 1;
    CompletableFuture<Long> eventsWhenClosed =
        CompletableFuture.supplyAsync(
            () -> {
              assertThat(wired.events().closeApp(CLOSING).getClosed()).isZero();
              return events();
            });
    await().during(Duration.ofMillis(200)).until(() -> !eventsWhenClosed.isDone());
    answers.countDown();
    assertThat(eventsWhenClosed.join()).isEqualTo(2);
    assertThat(imported.join().getAccepted()).isEqualTo(2);
  }

  @Test
  void theErasureOfAnAppTakesTheImportThatIsCommittingAlong() throws Exception {
    CompletableFuture<ImportResponse> imported = committing();
    wired.deleted = true;
    CompletableFuture<Long> erased =
        CompletableFuture.supplyAsync(() -> wired.events().eraseRange(EVERYTHING).getEvents());
    await().during(Duration.ofMillis(200)).until(() -> !erased.isDone());
    answers.countDown();
    assertThat(erased.join()).isEqualTo(2);
    assertThat(imported.join().getAccepted()).isEqualTo(2);
    assertThat(events()).isZero();
  }

  @Test
  void closingWaitsNeitherForWhatIsReadStillNorWhereATokenIsNamed() throws Exception {
    Upload reading = begun();
    assertThat(wired.events().closeApp(CLOSING).getClosed()).isZero();
    assertThat(reading.finish().getAccepted()).isEqualTo(2);
    CompletableFuture<ImportResponse> committing = committing();
    assertThat(wired.events().closeApp(CLOSING.toBuilder().setTokenId("t").build()).getClosed())
        .isZero();
    assertThat(committing).isNotDone();
  }

  @Test
  void noUserClosesAnApp() {
    assertThatThrownBy(() -> Wired.as("olga").call(() -> wired.events().closeApp(CLOSING)))
        .satisfies(
            thrown ->
                assertThat(status(thrown).getCode()).isEqualTo(Status.Code.PERMISSION_DENIED));
  }

  /** An import that has its generation, and has sent one of two lines. */
  private Upload begun() throws Exception {
    int before = asked.get();
    Upload upload = new Upload();
    await().until(() -> asked.get() > before);
    upload.line(1);
    return upload;
  }

  /** An import whose generation is found to be the present one, which it has not heard yet. */
  private CompletableFuture<ImportResponse> committing() throws Exception {
    Upload upload = begun();
    int before = asked.get();
    wired.beforeAnswer =
        () -> {
          asked.incrementAndGet();
          try {
            answers.await();
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
        };
    upload.end();
    await().until(() -> asked.get() > before);
    return upload.answer;
  }

  private long events() {
    try {
      return store.archives("shop").stream().mapToLong(ArchiveSummary::events).sum();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private void assertRefusedAsNotFound(Upload upload) {
    assertThatThrownBy(upload::finish)
        .satisfies(thrown -> assertThat(status(thrown).getCode()).isEqualTo(Status.Code.NOT_FOUND));
    assertThat(events()).isZero();
  }

  private static Status status(Throwable thrown) {
    Throwable cause = thrown instanceof CompletionException ? thrown.getCause() : thrown;
    assertThat(cause).isInstanceOf(StatusRuntimeException.class);
    return ((StatusRuntimeException) cause).getStatus();
  }

  /** A slow import by an editor. */
  private final class Upload implements StreamObserver<ImportResponse> {
    private final CompletableFuture<ImportResponse> answer = new CompletableFuture<>();
    private final StreamObserver<ImportRequest> call;

    Upload() throws Exception {
      call = Wired.as("edith").call(() -> wired.streams().import_(this));
      ImportRequest.Header header = ImportRequest.Header.newBuilder().setAppId("shop").build();
      call.onNext(ImportRequest.newBuilder().setHeader(header).build());
    }

    void line(int second) {
      String line =
          "{\"visitor\":\"u\",\"timestamp\":\"2026-11-01T00:00:0%dZ\",\"type\":\"url\",\"to\":\"/\"}\n"
              .formatted(second);
      call.onNext(ImportRequest.newBuilder().setChunk(ByteString.copyFromUtf8(line)).build());
    }

    void end() {
      line(2);
      call.onCompleted();
    }

    ImportResponse finish() {
      end();
      return answer.join();
    }

    @Override
    public void onNext(ImportResponse response) {
      answer.complete(response);
    }

    @Override
    public void onError(Throwable thrown) {
      answer.completeExceptionally(thrown);
    }

    @Override
    public void onCompleted() {}
  }
}
