package dev.datalab.platform.rpc;

import static java.util.Objects.requireNonNull;

import dev.datalab.platform.documents.Ids;
import io.grpc.Context;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What the present call knows about itself, and contexts to make calls in.
 *
 * <pre>{@code
 * CallContext.as(new Caller(user, organization), requestId).run(() -> stub.getApps(request));
 * CallContext.asService().run(() -> stub.destroyUser(request));
 * }</pre>
 */
public final class CallContext {
  /** Key of the request id in the log's mapped diagnostic context. */
  public static final String MDC_REQUEST_ID = "requestId";

  static final Context.Key<String> REQUEST_ID = Context.key("datalab-request-id");

  private CallContext() {}

  /**
   * The user on whose behalf the present call is made; empty where a service calls in its own name.
   */
  public static Optional<Caller> caller() {
    return Optional.ofNullable(Caller.KEY.get());
  }

  /**
   * The user on whose behalf the present call is made, where only users are admitted.
   *
   * @throws Rejection UNAUTHENTICATED if there is none
   */
  public static Caller requireCaller() {
    return caller()
        .orElseThrow(() -> Rejection.unauthenticated("Nobody is signed in: sign in first."));
  }

  /**
   * Admits services only.
   *
   * @throws Rejection FORBIDDEN if the present call is made on behalf of a user
   */
  public static void requireService() {
    if (caller().isPresent()) {
      throw Rejection.forbidden("This call is for services alone: no user may make it.");
    }
  }

  /** Id of the public request that the present call serves; empty outside of a call. */
  public static String requestId() {
    String id = REQUEST_ID.get();
    return id == null ? "" : id;
  }

  /**
   * A context for calls on behalf of a user; deadline and cancellation are the present context's.
   *
   * @param caller the user
   * @param requestId id of the public request; another one is made if it is not 1 to 128 visible
   *     ASCII characters
   */
  public static Context as(Caller caller, String requestId) {
    requireNonNull(caller, "caller");
    return Context.current().withValues(Caller.KEY, caller, REQUEST_ID, requestIdOr(requestId));
  }

  /**
   * A context for calls of nobody who is signed in.
   *
   * @param requestId as above
   */
  public static Context asNobody(String requestId) {
    return withoutCaller(Context.current()).withValue(REQUEST_ID, requestIdOr(requestId));
  }

  /** A context for the calls that a service makes in its own name; the request id stays. */
  public static Context asService() {
    return withoutCaller(Context.current()).withValue(REQUEST_ID, requestIdOr(requestId()));
  }

  /**
   * Makes a call in the service's own name, within the present call's deadline.
   *
   * @param call what a stub is to do; what it throws passes through
   */
  public static <T> T asService(Supplier<T> call) {
    return within(asService(), call);
  }

  /**
   * Makes a call in the service's own name that the present call's end does not stop: a
   * compensation. Its deadline is its stub's or channel's own.
   *
   * @param call what a stub is to do; what it throws passes through
   */
  public static <T> T detached(Supplier<T> call) {
    return within(asService().fork(), call);
  }

  private static <T> T within(Context context, Supplier<T> call) {
    Context before = context.attach();
    try {
      return call.get();
    } finally {
      context.detach(before);
    }
  }

  @SuppressWarnings("NullAway") // A context value may be null: gRPC is not annotated.
  private static Context withoutCaller(Context context) {
    return context.withValue(Caller.KEY, null);
  }

  /** The id if it is 1 to 128 visible ASCII characters, a new one otherwise. */
  static String requestIdOr(@Nullable String id) {
    boolean good =
        id != null
            && !id.isEmpty()
            && id.length() <= 128
            && id.chars().allMatch(c -> c > ' ' && c < 0x7f);
    return good ? requireNonNull(id) : Ids.next();
  }
}
