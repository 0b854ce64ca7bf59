package dev.datalab.platform.rpc;

import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import java.util.function.Supplier;
import org.slf4j.MDC;

/**
 * Takes request id and caller from the metadata into the call's context, and the request id into
 * the log.
 *
 * <p>Believes what stands there: it belongs behind the in-process transport, or behind an
 * interceptor that has made sure that the peer is a service of this installation.
 */
public final class ServerContextInterceptor implements ServerInterceptor {
  /** Keeps nothing: one serves any number of services. */
  public ServerContextInterceptor() {}

  @Override
  public <Q, A> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
    String requestId = CallContext.requestIdOr(headers.get(Headers.REQUEST_ID));
    String user = headers.get(Headers.CALLER_USER);
    String organization = headers.get(Headers.CALLER_ORGANIZATION);
    Context context;
    if (user == null && organization == null) {
      context = CallContext.asNobody(requestId);
    } else if (user == null || organization == null || user.isEmpty() || organization.isEmpty()) {
      call.close(
          Status.PERMISSION_DENIED.withDescription(
              "The caller's keys are incomplete: a user comes with an organization."),
          new Metadata());
      return new ServerCall.Listener<>() {};
    } else {
      context = CallContext.as(new Caller(user, organization), requestId);
    }
    return new LoggedListener<>(
        logged(requestId, () -> Contexts.interceptCall(context, call, headers, next)), requestId);
  }

  private static final class LoggedListener<Q> extends SimpleForwardingServerCallListener<Q> {
    private final String requestId;

    LoggedListener(ServerCall.Listener<Q> delegate, String requestId) {
      super(delegate);
      this.requestId = requestId;
    }

    @Override
    public void onMessage(Q message) {
      run(requestId, () -> super.onMessage(message));
    }

    @Override
    public void onHalfClose() {
      run(requestId, () -> super.onHalfClose());
    }

    @Override
    public void onCancel() {
      run(requestId, () -> super.onCancel());
    }

    @Override
    public void onComplete() {
      run(requestId, () -> super.onComplete());
    }

    @Override
    public void onReady() {
      run(requestId, () -> super.onReady());
    }
  }

  private static void run(String requestId, Runnable body) {
    logged(
        requestId,
        () -> {
          body.run();
          return requestId;
        });
  }

  /** Runs with the request id in the log's context; afterwards stands there what stood before. */
  private static <T> T logged(String requestId, Supplier<T> body) {
    String before = MDC.get(CallContext.MDC_REQUEST_ID);
    MDC.put(CallContext.MDC_REQUEST_ID, requestId);
    try {
      return body.get();
    } finally {
      if (before == null) {
        MDC.remove(CallContext.MDC_REQUEST_ID);
      } else {
        MDC.put(CallContext.MDC_REQUEST_ID, before);
      }
    }
  }
}
