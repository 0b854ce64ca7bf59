package dev.datalab.server.events;

import com.google.protobuf.UnsafeByteOperations;
import dev.datalab.ingest.imports.ExportSink;
import dev.datalab.proto.eventmanager.v1.ExportResponse;
import io.grpc.stub.ServerCallStreamObserver;
import java.io.IOException;
import java.io.InterruptedIOException;

/**
 * The pieces of one export call on their way to the peer. A piece waits until the peer takes it, so
 * that no more than the transport's own buffer is held.
 */
final class ExportCall implements ExportSink {
  private static final long LOOK_AGAIN_MILLIS = 1_000;
  private static final long UNKNOWN = -1;

  private final ServerCallStreamObserver<ExportResponse> observer;

  ExportCall(ServerCallStreamObserver<ExportResponse> observer) {
    this.observer = observer;
    observer.setOnReadyHandler(this::lookAgain);
    observer.setOnCancelHandler(this::lookAgain);
  }

  @Override
  public void accept(byte[] chunk, int lines) throws IOException {
    awaitReady();
    observer.onNext(
        ExportResponse.newBuilder()
            .setChunk(UnsafeByteOperations.unsafeWrap(chunk))
            .setLines(lines)
            .setTotalLines(UNKNOWN)
            .build());
  }

  private synchronized void awaitReady() throws IOException {
    try {
      while (!observer.isReady() && !observer.isCancelled()) {
        wait(LOOK_AGAIN_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("The server is stopping.");
    }
    if (observer.isCancelled()) {
      throw new CallEndedException();
    }
  }

  private synchronized void lookAgain() {
    notifyAll();
  }
}
