package dev.datalab.server.live;

import static org.awaitility.Awaitility.await;

import dev.datalab.platform.rpc.CallContext;
import dev.datalab.platform.rpc.ClientContextInterceptor;
import dev.datalab.platform.rpc.Rejection;
import dev.datalab.platform.rpc.ServerContextInterceptor;
import dev.datalab.platform.rpc.Unary;
import dev.datalab.proto.appconfig.v1.AppConfigGrpc;
import dev.datalab.proto.appconfig.v1.Configuration;
import dev.datalab.proto.appconfig.v1.GetConfigurationRequest;
import dev.datalab.proto.appconfig.v1.GetConfigurationResponse;
import dev.datalab.proto.appmeta.v1.App;
import dev.datalab.proto.appmeta.v1.AppMetaGrpc;
import dev.datalab.proto.appmeta.v1.GetAppRequest;
import dev.datalab.proto.appmeta.v1.GetAppResponse;
import dev.datalab.proto.common.v1.Role;
import io.grpc.Channel;
import io.grpc.ClientInterceptors;
import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.ServerInterceptors;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.inprocess.InProcessServerBuilder;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The services that a hub asks, over the in-process transport: they know one app, the shop. */
final class Peers implements AutoCloseable {
  private final String name = InProcessServerBuilder.generateName();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final ManagedChannel channel =
      InProcessChannelBuilder.forName(name).executor(threads).build();
  private final Server server;
  final Set<String> viewers = ConcurrentHashMap.newKeySet();
  volatile boolean silent;

  Peers() throws IOException {
    viewers.add("vera");
    server =
        InProcessServerBuilder.forName(name)
            .executor(threads)
            .addService(ServerInterceptors.intercept(new Apps(), new ServerContextInterceptor()))
            .addService(ServerInterceptors.intercept(new Configs(), new ServerContextInterceptor()))
            .build()
            .start();
  }

  AppMetaGrpc.AppMetaBlockingStub apps() {
    return AppMetaGrpc.newBlockingStub(channel());
  }

  AppConfigGrpc.AppConfigBlockingStub configurations() {
    return AppConfigGrpc.newBlockingStub(channel());
  }

  private Channel channel() {
    return ClientInterceptors.intercept(channel, new ClientContextInterceptor());
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
            if (silent) {
              throw Rejection.unavailable("Not now.");
            }
            if (!viewers.contains(CallContext.requireCaller().user())) {
              throw Rejection.notFound("The app is not there or not visible to you.");
            }
            return GetAppResponse.newBuilder()
                .setApp(App.newBuilder().setId(request.getAppId()))
                .setRole(Role.ROLE_VIEWER)
                .build();
          });
    }
  }

  private static final class Configs extends AppConfigGrpc.AppConfigImplBase {
    @Override
    public void getConfiguration(
        GetConfigurationRequest request, StreamObserver<GetConfigurationResponse> observer) {
      Unary.answer(
          observer,
          () -> {
            CallContext.requireService();
            return GetConfigurationResponse.newBuilder()
                .setConfiguration(Configuration.newBuilder().setConfigurationJson("{}"))
                .build();
          });
    }
  }
}
