package dev.datalab.server.events;

import dev.datalab.ingest.imports.ImportRefusedException;
import dev.datalab.platform.rpc.CallContext;
import dev.datalab.platform.rpc.Rejection;
import dev.datalab.platform.rpc.Unary;
import io.grpc.Context;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** Runs the bodies of calls, which read and write the store, and answers what they throw. */
final class Work {
  private static final Logger log = LoggerFactory.getLogger(Work.class);

  private final Executor executor;

  Work(Executor executor) {
    this.executor = executor;
  }

  /** The body of a call. */
  interface Body {
    void run() throws IOException;
  }

  /** The body of a unary call. */
  interface Answer<T> {
    T get() throws IOException;
  }

  /** Answers a unary call in the calling thread. */
  static <T> void answer(StreamObserver<T> observer, Answer<T> call) {
    Unary.answer(
        observer,
        () -> {
          try {
            return call.get();
          } catch (IOException e) {
            throw status(e);
          }
        });
  }

  /** Runs a body on the executor, in the present call's context; answers only what it throws. */
  void start(StreamObserver<?> observer, Body body) {
    String requestId = CallContext.requestId();
    Runnable logged =
        () -> {
          MDC.put(CallContext.MDC_REQUEST_ID, requestId);
          try {
            run(observer, body);
          } finally {
            MDC.remove(CallContext.MDC_REQUEST_ID);
          }
        };
    try {
      executor.execute(Context.current().wrap(logged));
    } catch (RejectedExecutionException e) {
      observer.onError(
          Rejection.unavailable("The server has too much to do, or is stopping: try again soon.")
              .toStatus());
    }
  }

  private static void run(StreamObserver<?> observer, Body body) {
    try {
      body.run();
    } catch (CallEndedException e) {
      log.info("{} Nothing of it is stored.", e.getMessage());
    } catch (IOException e) {
      refuse(observer, status(e));
    } catch (RuntimeException e) {
      refuse(observer, Unary.status(e));
    } catch (Error e) {
      // A peer that hears nothing waits for ever, or takes a part for the whole.
      refuse(
          observer,
          Status.INTERNAL
              .withDescription("The server failed: its log says why.")
              .asRuntimeException());
      log.error("A call died", e);
    }
  }

  private static void refuse(StreamObserver<?> observer, StatusRuntimeException status) {
    try {
      observer.onError(status);
    } catch (IllegalStateException e) {
      log.info("A call was over before its end could be told: {}", status.getStatus());
    }
  }

  private static StatusRuntimeException status(IOException thrown) {
    if (thrown instanceof ImportRefusedException refused) {
      String detail = String.valueOf(refused.getMessage());
      return (refused.isDamaged() ? Rejection.malformed(detail) : Rejection.conflict(detail))
          .toStatus();
    }
    if (thrown instanceof ImportCall.MisuseException misuse) {
      return misuse.rejection().toStatus();
    }
    if (thrown instanceof InterruptedIOException) {
      return Rejection.unavailable("The server is stopping: try again soon.").toStatus();
    }
    log.error("The event store does not do its work", thrown);
    return Rejection.unavailable("The event store does not answer: try again soon.").toStatus();
  }
}
