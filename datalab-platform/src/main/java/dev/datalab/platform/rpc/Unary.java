package dev.datalab.platform.rpc;

import dev.datalab.platform.documents.KeyTakenException;
import dev.datalab.platform.documents.StaleDocumentException;
import dev.datalab.platform.documents.StoreUnavailableException;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.StreamObserver;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The frame around the body of a unary call: one answer, or the status of what was thrown.
 *
 * <pre>{@code
 * public void getUser(GetUserRequest request, StreamObserver<GetUserResponse> observer) {
 *   Unary.answer(observer, () -> response(users.get(request.getUserId())));
 * }
 * }</pre>
 */
public final class Unary {
  private static final Logger log = LoggerFactory.getLogger(Unary.class);

  private Unary() {}

  /**
   * Answers what the call supplies. A {@link Rejection} becomes its status; the status of a peer
   * that was asked passes through as a rejection of ours; a document that was changed meanwhile is
   * ABORTED, a unique key that is taken ALREADY_EXISTS, and a store that does not answer
   * UNAVAILABLE; anything else is logged and answered INTERNAL without a word about it.
   */
  public static <T> void answer(StreamObserver<T> observer, Supplier<T> call) {
    T answer;
    try {
      answer = call.get();
    } catch (RuntimeException e) {
      observer.onError(status(e));
      return;
    }
    observer.onNext(answer);
    observer.onCompleted();
  }

  /** The status that an exception is to the peer; defects and failing stores are logged. */
  public static StatusRuntimeException status(RuntimeException thrown) {
    if (thrown instanceof Rejection rejection && rejection.kind() != Rejection.Kind.DEFECT) {
      return rejection.toStatus();
    }
    if (thrown instanceof StatusRuntimeException peer) {
      if (peer.getStatus().getCode() == Status.Code.CANCELLED) {
        return peer; // Our own caller has gone, and took the calls that we make along.
      }
      Rejection rejection = Rejection.of(peer);
      if (rejection.kind() == Rejection.Kind.UNAVAILABLE) {
        log.warn("A peer does not answer", peer);
        return Rejection.unavailable("A part of the server does not answer: try again soon.")
            .toStatus();
      }
      return status(rejection);
    }
    if (thrown instanceof StaleDocumentException) {
      return Rejection.changed("It was changed by somebody else meanwhile: read it again.")
          .toStatus();
    }
    if (thrown instanceof KeyTakenException taken) {
      return Rejection.taken("The %s is taken: choose another.".formatted(taken.key())).toStatus();
    }
    if (thrown instanceof StoreUnavailableException) {
      log.error("A store does not answer", thrown);
      return Rejection.unavailable("The store does not answer: try again soon.").toStatus();
    }
    log.error("A call failed by a defect", thrown);
    return Status.INTERNAL
        .withDescription("The server failed: its log says why.")
        .asRuntimeException();
  }
}
