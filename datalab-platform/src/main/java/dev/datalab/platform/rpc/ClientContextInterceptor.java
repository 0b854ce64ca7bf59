package dev.datalab.platform.rpc;

import static java.util.Objects.requireNonNull;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.ForwardingClientCall.SimpleForwardingClientCall;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Sends the present call's request id and caller along, and gives every call a deadline: the stub's
 * own if it has one, else the default; never later than what is left of the present call's. Streams
 * get none by default.
 */
public final class ClientContextInterceptor implements ClientInterceptor {
  private final Duration deadline;

  /** A deadline of 10 seconds unless the stub has one. */
  public ClientContextInterceptor() {
    this(Duration.ofSeconds(10));
  }

  /**
   * A default deadline.
   *
   * @param deadline how long a unary call may take unless the stub says otherwise; over 0
   */
  public ClientContextInterceptor(Duration deadline) {
    requireNonNull(deadline, "deadline");
    if (deadline.isNegative() || deadline.isZero()) {
      throw new IllegalArgumentException(
          "the default deadline is %s: it must be over 0".formatted(deadline));
    }
    this.deadline = deadline;
  }

  @Override
  public <Q, A> ClientCall<Q, A> interceptCall(
      MethodDescriptor<Q, A> method, CallOptions options, Channel next) {
    boolean unlimited =
        options.getDeadline() == null && method.getType() == MethodDescriptor.MethodType.UNARY;
    CallOptions limited =
        unlimited ? options.withDeadlineAfter(deadline.toNanos(), TimeUnit.NANOSECONDS) : options;
    return new SimpleForwardingClientCall<Q, A>(next.newCall(method, limited)) {
      @Override
      public void start(Listener<A> listener, Metadata headers) {
        headers.put(Headers.REQUEST_ID, CallContext.requestIdOr(CallContext.requestId()));
        CallContext.caller()
            .ifPresent(
                caller -> {
                  headers.put(Headers.CALLER_USER, caller.user());
                  headers.put(Headers.CALLER_ORGANIZATION, caller.organization());
                });
        super.start(listener, headers);
      }
    };
  }
}
