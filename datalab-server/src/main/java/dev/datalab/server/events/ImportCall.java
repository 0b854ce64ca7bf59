package dev.datalab.server.events;

import dev.datalab.platform.rpc.Rejection;
import dev.datalab.proto.eventmanager.v1.ImportRequest;
import dev.datalab.proto.eventmanager.v1.ImportRequest.Header;
import dev.datalab.proto.eventmanager.v1.ImportResponse;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.io.InputStream;

/**
 * The messages of one import call: a header, which starts the work, and then chunks, which are
 * handed to it. Called by the transport, one message at a time.
 *
 * <p>Once the work has begun, only the work answers; what is wrong with a later message reaches it
 * through the stream that it reads.
 */
final class ImportCall implements StreamObserver<ImportRequest> {
  /** Chunks that may be under way: enough to read while others arrive. */
  private static final int CHUNKS_AHEAD = 4;

  private final ServerCallStreamObserver<ImportResponse> observer;
  private final Work work;
  private final Import run;
  private final ChunkStream body;
  private boolean begun;
  private boolean refused;

  /** Does an import. */
  interface Import {
    ImportResponse of(Header header, InputStream body) throws IOException;
  }

  ImportCall(ServerCallStreamObserver<ImportResponse> observer, Work work, Import run) {
    this.observer = observer;
    this.work = work;
    this.run = run;
    this.body = new ChunkStream(() -> observer.request(1));
    observer.disableAutoRequest();
    observer.setOnCancelHandler(() -> body.fail(new CallEndedException()));
    observer.request(1);
  }

  @Override
  public void onNext(ImportRequest request) {
    if (refused) {
      return;
    }
    if (request.hasHeader() == begun || !(request.hasHeader() || request.hasChunk())) {
      refuse(
          Rejection.invalid(
              "", "An import is one header and then chunks, in this order: send them so."));
    } else if (request.hasHeader()) {
      begun = true;
      work.start(
          observer,
          () -> {
            ImportResponse answer = run.of(request.getHeader(), body);
            observer.onNext(answer);
            observer.onCompleted();
          });
      observer.request(CHUNKS_AHEAD);
    } else {
      body.add(request.getChunk());
    }
  }

  @Override
  public void onError(Throwable thrown) {
    body.fail(new CallEndedException());
  }

  @Override
  public void onCompleted() {
    if (!begun && !refused) {
      refuse(Rejection.invalid("", "An import begins with a header: send it first."));
    }
    body.end();
  }

  private void refuse(Rejection rejection) {
    refused = true;
    if (begun) {
      body.fail(new MisuseException(rejection));
    } else {
      observer.onError(rejection.toStatus());
    }
  }

  /** Carries a rejection through the stream to the work that is to answer it. */
  static final class MisuseException extends IOException {
    private static final long serialVersionUID = 1L;

    private final transient Rejection rejection;

    MisuseException(Rejection rejection) {
      super(rejection);
      this.rejection = rejection;
    }

    Rejection rejection() {
      return rejection;
    }
  }
}
