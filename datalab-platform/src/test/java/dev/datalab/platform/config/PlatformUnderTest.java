package dev.datalab.platform.config;

import dev.datalab.platform.app.AppMetaService;
import dev.datalab.platform.documents.MovableClock;
import dev.datalab.platform.documents.SqliteDocumentStore;
import dev.datalab.platform.rpc.CallContext;
import dev.datalab.platform.rpc.Caller;
import dev.datalab.platform.rpc.ClientContextInterceptor;
import dev.datalab.platform.rpc.Rejection;
import dev.datalab.platform.rpc.ServerContextInterceptor;
import dev.datalab.platform.rpc.Unary;
import dev.datalab.proto.appconfig.v1.AppConfigGrpc;
import dev.datalab.proto.appmeta.v1.AddMemberRequest;
import dev.datalab.proto.appmeta.v1.App;
import dev.datalab.proto.appmeta.v1.AppMetaGrpc;
import dev.datalab.proto.appmeta.v1.RegisterAppRequest;
import dev.datalab.proto.appmeta.v1.UnlockRequest;
import dev.datalab.proto.common.v1.Role;
import dev.datalab.proto.common.v1.User;
import dev.datalab.proto.common.v1.Visibility;
import dev.datalab.proto.eventmanager.v1.EventManagerGrpc;
import dev.datalab.proto.usermeta.v1.GetUserRequest;
import dev.datalab.proto.usermeta.v1.GetUserResponse;
import dev.datalab.proto.usermeta.v1.UserMetaGrpc;
import io.grpc.BindableService;
import io.grpc.Channel;
import io.grpc.ClientInterceptors;
import io.grpc.Context;
import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.ServerInterceptors;
import io.grpc.StatusRuntimeException;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.inprocess.InProcessServerBuilder;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * AppMeta and AppConfig over real files and the real in-process transport. Olga registers apps,
 * emil is their editor and vera their viewer; carl is a colleague, saul of another organization.
 */
public final class PlatformUnderTest implements AutoCloseable {
  /** The time, unless a test moves it. */
  public static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

  public final MovableClock clock = new MovableClock(NOW);

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final SqliteDocumentStore appStore;
  private final SqliteDocumentStore configStore;
  private final ManagedChannel transport;
  private final Server server;

  public PlatformUnderTest(Path folder) {
    this(folder, platform -> List.of());
  }

  /**
   * Begins to serve.
   *
   * @param more makes further services
   */
  public PlatformUnderTest(Path folder, Function<PlatformUnderTest, List<BindableService>> more) {
    appStore = SqliteDocumentStore.open(folder.resolve("app-meta.db"), clock);
    configStore = SqliteDocumentStore.open(folder.resolve("app-config.db"), clock);
    String name = InProcessServerBuilder.generateName();
    transport = InProcessChannelBuilder.forName(name).executor(threads).build();
    List<BindableService> services = new ArrayList<>(more.apply(this));
    services.add(new People());
    services.add(
        new AppMetaService(
            appStore,
            UserMetaGrpc.newBlockingStub(channel()),
            configurations(),
            EventManagerGrpc.newBlockingStub(channel()),
            clock));
    services.add(new AppConfigService(configStore, access(), clock));
    InProcessServerBuilder builder = InProcessServerBuilder.forName(name).executor(threads);
    for (BindableService service : services) {
      builder.addService(ServerInterceptors.intercept(service, new ServerContextInterceptor()));
    }
    try {
      server = builder.build().start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A channel that carries the caller of the present context. */
  public Channel channel() {
    return ClientInterceptors.intercept(transport, new ClientContextInterceptor());
  }

  public AppConfigGrpc.AppConfigBlockingStub configurations() {
    return AppConfigGrpc.newBlockingStub(channel());
  }

  public AppMetaGrpc.AppMetaBlockingStub apps() {
    return AppMetaGrpc.newBlockingStub(channel());
  }

  public AppAccess access() {
    return new AppAccess(apps());
  }

  /** Makes a call on behalf of a person. */
  public static <T> T as(String person, Supplier<T> call) {
    Context context = CallContext.as(caller(person), "");
    Context before = context.attach();
    try {
      return call.get();
    } finally {
      context.detach(before);
    }
  }

  /** What a call was refused with; it must be refused. */
  public static Rejection refused(Supplier<?> call) {
    Object answer;
    try {
      answer = call.get();
    } catch (StatusRuntimeException e) {
      return Rejection.of(e);
    }
    throw new AssertionError("the call was to be refused, and answered " + answer);
  }

  /** A private app of olga's, its site at {@code https://shop.example}, with its team. */
  public String register() {
    String app =
        as(
            "olga",
            () ->
                apps()
                    .registerApp(
                        RegisterAppRequest.newBuilder()
                            .setName("Shop")
                            .setUrl("https://shop.example")
                            .setVisibility(Visibility.VISIBILITY_PRIVATE)
                            .build())
                    .getApp()
                    .getId());
    join(app, "emil", Role.ROLE_EDITOR);
    join(app, "vera", Role.ROLE_VIEWER);
    return app;
  }

  private void join(String app, String person, Role role) {
    App joined =
        apps()
            .addMember(
                AddMemberRequest.newBuilder()
                    .setAppId(app)
                    .setUserId("id-" + person)
                    .setRole(role)
                    .build())
            .getApp();
    if (joined.getMembersList().stream().noneMatch(m -> m.getUserId().equals("id-" + person))) {
      throw new AssertionError(person + " is no member");
    }
  }

  /** Ends the app's generation, as unlocking does, and answers the next one. */
  public int endGeneration(String app, int generation) {
    return apps()
        .unlock(
            UnlockRequest.newBuilder()
                .setAppId(app)
                .setSagaId("saga")
                .setEndGeneration(true)
                .setEndedGeneration(generation)
                .build())
        .getApp()
        .getGeneration();
  }

  private static Caller caller(String person) {
    return new Caller("id-" + person, person.equals("saul") ? "org-2" : "org-1");
  }

  @Override
  public void close() {
    transport.shutdownNow();
    server.shutdownNow();
    try {
      server.awaitTermination();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    threads.shutdownNow();
    appStore.close();
    configStore.close();
  }

  private static final class People extends UserMetaGrpc.UserMetaImplBase {
    @Override
    public void getUser(GetUserRequest request, StreamObserver<GetUserResponse> observer) {
      Unary.answer(
          observer,
          () -> {
            String id =
                request.getUserId().isEmpty()
                    ? CallContext.requireCaller().user()
                    : request.getUserId();
            String person = id.substring("id-".length());
            String organization = caller(person).organization();
            return GetUserResponse.newBuilder()
                .setUser(
                    User.newBuilder()
                        .setId(id)
                        .setUsername(person)
                        .setOrganizationId(organization)
                        .setOrganizationName(organization))
                .build();
          });
    }
  }
}
