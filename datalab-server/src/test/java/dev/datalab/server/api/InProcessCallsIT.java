package dev.datalab.server.api;

import static dev.datalab.server.api.RunningServer.NOBODY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.datalab.platform.rpc.CallContext;
import io.grpc.Context;
import io.grpc.Grpc;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;

/** REST reaches the services by gRPC over the in-process transport, and by nothing else. */
class InProcessCallsIT {
  private record Seen(
      String method, String transport, String requestId, boolean caller, boolean deadline) {}

  private static final class Recorder implements ServerInterceptor {
    private final Queue<Seen> seen = new ConcurrentLinkedQueue<>();

    @Override
    public <Q, A> ServerCall.Listener<Q> interceptCall(
        ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
      seen.add(
          new Seen(
              call.getMethodDescriptor().getFullMethodName(),
              String.valueOf(call.getAttributes().get(Grpc.TRANSPORT_ATTR_REMOTE_ADDR)),
              CallContext.requestId(),
              CallContext.caller().isPresent(),
              Context.current().getDeadline() != null));
      return next.startCall(call, headers);
    }

    List<Seen> of(String requestId) {
      return seen.stream().filter(call -> call.requestId().equals(requestId)).toList();
    }
  }

  @Test
  void aCallCarriesRequestIdCallerAndDeadlineThroughEveryService() {
    var recorder = new Recorder();
    try (var server = RunningServer.start(RunningServer.freshDirectory(), recorder)) {
      String token = server.founder("ada", "One");
      String app = server.app(token, "site", "public");

      server
          .call("GET", "/api/v1/apps/" + app + "/config", token, "", "X-Request-Id", "the-one")
          .is(200);

      List<Seen> calls = recorder.of("the-one");
      assertThat(calls)
          .extracting(Seen::method)
          .contains(
              "datalab.appconfig.v1.AppConfig/GetConfiguration",
              "datalab.appmeta.v1.AppMeta/GetApp");
      assertThat(calls)
          .allSatisfy(
              call -> {
                assertThat(call.transport()).contains("datalab-");
                assertThat(call.deadline()).isTrue();
              });
      assertThat(calls)
          .filteredOn(call -> call.method().contains("AppMeta"))
          .allSatisfy(call -> assertThat(call.caller()).isTrue());
    }
  }

  @Test
  void aCallOfNobodyCarriesNoCallerWhateverTheClientSays() {
    var recorder = new Recorder();
    try (var server = RunningServer.start(RunningServer.freshDirectory(), recorder)) {
      server.call(
          "POST",
          "/api/v1/auth/login",
          NOBODY,
          "{\"username\":\"x\",\"password\":\"y\"}",
          "X-Request-Id",
          "the-other",
          "x-datalab-caller-user",
          "somebody",
          "x-datalab-caller-organization",
          "some");

      assertThat(recorder.of("the-other"))
          .isNotEmpty()
          .noneSatisfy(call -> assertThat(call.caller()).isTrue());
    }
  }
}
