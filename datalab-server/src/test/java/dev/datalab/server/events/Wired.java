package dev.datalab.server.events;

import static org.awaitility.Awaitility.await;

import dev.datalab.core.store.EventStore;
import dev.datalab.ingest.device.DeviceClassifier;
import dev.datalab.platform.config.AppAccess;
import dev.datalab.platform.rpc.CallContext;
import dev.datalab.platform.rpc.Caller;
import dev.datalab.platform.rpc.ClientContextInterceptor;
import dev.datalab.platform.rpc.Rejection;
import dev.datalab.platform.rpc.ServerContextInterceptor;
import dev.datalab.platform.rpc.Unary;
import dev.datalab.proto.appmeta.v1.App;
import dev.datalab.proto.appmeta.v1.AppMetaGrpc;
import dev.datalab.proto.appmeta.v1.GetAppRequest;
import dev.datalab.proto.appmeta.v1.GetAppResponse;
import dev.datalab.proto.common.v1.Role;
import dev.datalab.proto.eventmanager.v1.EventManagerGrpc;
import io.grpc.Channel;
import io.grpc.ClientInterceptors;
import io.grpc.Context;
import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.ServerInterceptors;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.inprocess.InProcessServerBuilder;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The service behind the in-process transport, and an AppMeta that knows one app. */
final class Wired implements AutoCloseable {
  private static final Map<String, Role> ROLES =
      Map.of("olga", Role.ROLE_OWNER, "edith", Role.ROLE_EDITOR, "vera", Role.ROLE_VIEWER);

  private final String name = InProcessServerBuilder.generateName();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final ManagedChannel channel =
      InProcessChannelBuilder.forName(name).executor(threads).build();
  private final Server server;
  volatile int generation;
  volatile boolean deleted;

  /** What AppMeta does between looking the app up and answering. */
  volatile Runnable beforeAnswer = () -> {};

  Wired(EventStore store, InstantSource clock) throws IOException {
    EventManagerService events =
        new EventManagerService(
            store,
            DeviceClassifier.NONE,
            clock,
            new AppAccess(AppMetaGrpc.newBlockingStub(channel())),
            OpenStreams.NONE,
            threads,
            EventChanges.NONE);
    server =
        InProcessServerBuilder.forName(name)
            .executor(threads)
            .addService(ServerInterceptors.intercept(events, new ServerContextInterceptor()))
            .addService(ServerInterceptors.intercept(new Apps(), new ServerContextInterceptor()))
            .build()
            .start();
  }

  EventManagerGrpc.EventManagerBlockingStub events() {
    return EventManagerGrpc.newBlockingStub(channel());
  }

  EventManagerGrpc.EventManagerStub streams() {
    return EventManagerGrpc.newStub(channel());
  }

  private Channel channel() {
    return ClientInterceptors.intercept(channel, new ClientContextInterceptor());
  }

  /** The context of a user's call. */
  static Context as(String user) {
    return CallContext.as(new Caller(user, "acme"), "test");
  }

  @Override
  public void close() {
    channel.shutdownNow();
    server.shutdownNow();
    await().until(server::isTerminated);
    threads.shutdownNow();
  }

  private final class Apps extends AppMetaGrpc.AppMetaImplBase {
    @Override
    public void getApp(GetAppRequest request, StreamObserver<GetAppResponse> observer) {
      Unary.answer(
          observer,
          () -> {
            Role role = ROLES.get(CallContext.requireCaller().user());
            if (role == null || deleted || !request.getAppId().equals("shop")) {
              throw Rejection.notFound("The app is not there or not visible to you.");
            }
            GetAppResponse answer =
                GetAppResponse.newBuilder()
                    .setApp(App.newBuilder().setId("shop").setGeneration(generation))
                    .setRole(role)
                    .build();
            beforeAnswer.run();
            return answer;
          });
    }
  }
}
