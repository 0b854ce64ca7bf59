package dev.datalab.platform.app;

import dev.datalab.platform.rpc.CallContext;
import dev.datalab.platform.rpc.Rejection;
import dev.datalab.platform.rpc.Unary;
import dev.datalab.proto.eventmanager.v1.CloseAppRequest;
import dev.datalab.proto.eventmanager.v1.CloseAppResponse;
import dev.datalab.proto.eventmanager.v1.EraseRangeRequest;
import dev.datalab.proto.eventmanager.v1.EraseRangeResponse;
import dev.datalab.proto.eventmanager.v1.EventManagerGrpc.EventManagerImplBase;
import io.grpc.stub.StreamObserver;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Notes what the intake of events is asked to close and to erase. */
final class Intake extends EventManagerImplBase {
  final List<CloseAppRequest> closed = new CopyOnWriteArrayList<>();
  final List<String> erased = new CopyOnWriteArrayList<>();
  volatile boolean failErasing;

  @Override
  public void closeApp(CloseAppRequest request, StreamObserver<CloseAppResponse> observer) {
    Unary.answer(
        observer,
        () -> {
          CallContext.requireService();
          closed.add(request);
          return CloseAppResponse.getDefaultInstance();
        });
  }

  @Override
  public void eraseRange(EraseRangeRequest request, StreamObserver<EraseRangeResponse> observer) {
    Unary.answer(
        observer,
        () -> {
          CallContext.requireService();
          if (failErasing) {
            throw Rejection.unavailable("The test lets erasing fail.");
          }
          erased.add(request.getAppId() + "/" + request.getArchive());
          return EraseRangeResponse.getDefaultInstance();
        });
  }
}
