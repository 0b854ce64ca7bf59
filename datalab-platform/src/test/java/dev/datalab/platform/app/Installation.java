package dev.datalab.platform.app;

import dev.datalab.platform.apptoken.AppTokenService;
import dev.datalab.platform.apptoken.AppTokenSettings;
import dev.datalab.platform.documents.MovableClock;
import dev.datalab.platform.documents.SqliteDocumentStore;
import dev.datalab.platform.rpc.CallContext;
import dev.datalab.platform.rpc.ClientContextInterceptor;
import dev.datalab.platform.rpc.Rejection;
import dev.datalab.platform.rpc.ServerContextInterceptor;
import dev.datalab.proto.appconfig.v1.AppConfigGrpc;
import dev.datalab.proto.appmeta.v1.AddMemberRequest;
import dev.datalab.proto.appmeta.v1.App;
import dev.datalab.proto.appmeta.v1.AppMetaGrpc;
import dev.datalab.proto.appmeta.v1.GetAppRequest;
import dev.datalab.proto.appmeta.v1.RegisterAppRequest;
import dev.datalab.proto.apptoken.v1.AppTokenGrpc;
import dev.datalab.proto.apptoken.v1.IssueAppTokenRequest;
import dev.datalab.proto.apptoken.v1.IssueAppTokenResponse;
import dev.datalab.proto.apptoken.v1.UnlockRequest;
import dev.datalab.proto.apptoken.v1.VerifyAppTokenRequest;
import dev.datalab.proto.common.v1.Role;
import dev.datalab.proto.common.v1.Visibility;
import dev.datalab.proto.eventmanager.v1.CloseAppRequest;
import dev.datalab.proto.eventmanager.v1.EventManagerGrpc;
import dev.datalab.proto.usermeta.v1.UserMetaGrpc;
import io.grpc.Channel;
import io.grpc.ClientInterceptors;
import io.grpc.Context;
import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.ServerInterceptor;
import io.grpc.ServerInterceptors;
import io.grpc.StatusRuntimeException;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.inprocess.InProcessServerBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/**
 * The services of apps and app tokens over real files and the real in-process transport, with the
 * organization "Analysts": olga owns what is registered, emil is an editor and vera a viewer of it,
 * carl and dora are colleagues; saul is of another organization. It can be started again over the
 * same files.
 */
public final class Installation implements AutoCloseable {
  public final MovableClock clock = new MovableClock(Instant.parse("2026-11-22T10:00:00Z"));

  private final Path folder;
  private final Intake intake = new Intake();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private Running running;

  public Installation(Path folder) {
    this.folder = folder;
    running = new Running(new Fate());
  }

  /** One life of the process. */
  private final class Running {
    private final Fate fate;
    private final String name = InProcessServerBuilder.generateName();
    private final ManagedChannel transport =
        InProcessChannelBuilder.forName(name).executor(threads).build();
    private final Channel channel =
        ClientInterceptors.intercept(transport, new ClientContextInterceptor());
    private final List<SqliteDocumentStore> stores =
        List.of(open("app-meta"), open("app-config"), open("app-token"));
    private final ConfigurationLocks configurations = new ConfigurationLocks(stores.get(1));
    private final AppMetaService apps;
    private final AppTokenService tokens;
    private final Server server;

    Running(Fate fate) {
      this.fate = fate;
      apps =
          new AppMetaService(
              stores.get(0),
              UserMetaGrpc.newBlockingStub(channel),
              AppConfigGrpc.newBlockingStub(channel),
              EventManagerGrpc.newBlockingStub(channel),
              clock);
      Channel fated =
          ClientInterceptors.intercept(
              ClientInterceptors.intercept(transport, fate), new ClientContextInterceptor());
      tokens =
          new AppTokenService(
              fate.over(stores.get(2)),
              AppMetaGrpc.newBlockingStub(fated),
              AppConfigGrpc.newBlockingStub(fated),
              EventManagerGrpc.newBlockingStub(fated),
              new AppTokenSettings("datalab", () -> "https://stats.example/", Duration.ZERO),
              clock);
      ServerInterceptor context = new ServerContextInterceptor();
      try {
        server =
            InProcessServerBuilder.forName(name)
                .executor(threads)
                .addService(ServerInterceptors.intercept(new Directory(), context))
                .addService(ServerInterceptors.intercept(configurations, context))
                .addService(ServerInterceptors.intercept(intake, context))
                .addService(ServerInterceptors.intercept(apps, context))
                .addService(ServerInterceptors.intercept(tokens, context))
                .build()
                .start();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private SqliteDocumentStore open(String service) {
      return SqliteDocumentStore.open(folder.resolve(service + ".db"), clock);
    }

    void stop() {
      transport.shutdownNow();
      server.shutdownNow();
      try {
        server.awaitTermination();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      stores.forEach(SqliteDocumentStore::close);
    }
  }

  /** A new process over the same files. */
  public void restart() {
    running.stop();
    running = new Running(new Fate());
  }

  /** What becomes of the process that runs now. */
  public Fate fate() {
    return running.fate;
  }

  public AppMetaGrpc.AppMetaBlockingStub apps() {
    return AppMetaGrpc.newBlockingStub(running.channel);
  }

  public AppTokenGrpc.AppTokenBlockingStub tokens() {
    return AppTokenGrpc.newBlockingStub(running.channel);
  }

  /** Goes on with what was left; answers how much is left still. */
  public int repair() {
    return running.apps.repair() + running.tokens.repair();
  }

  /** Makes calls on behalf of a user. */
  public static <T> T as(String username, Supplier<T> calls) {
    Context context = CallContext.as(Directory.caller(username), "");
    Context before = context.attach();
    try {
      return calls.get();
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

  /** An app of olga's without members. */
  public App register(String name) {
    return as(
        "olga",
        () ->
            apps()
                .registerApp(
                    RegisterAppRequest.newBuilder()
                        .setName(name)
                        .setUrl("https://Shop.example/home")
                        .setVisibility(Visibility.VISIBILITY_PRIVATE)
                        .build())
                .getApp());
  }

  /** An app of olga's, with emil as editor and vera as viewer. */
  public App registerWithTeam(String name) {
    App app = register(name);
    addMember(app, "emil", Role.ROLE_EDITOR);
    return addMember(app, "vera", Role.ROLE_VIEWER);
  }

  public App addMember(App app, String username, Role role) {
    return apps()
        .addMember(
            AddMemberRequest.newBuilder()
                .setAppId(app.getId())
                .setUserId(Directory.caller(username).user())
                .setRole(role)
                .build())
        .getApp();
  }

  /** The app as it stands. */
  public App look(App app) {
    return apps().getApp(GetAppRequest.newBuilder().setAppId(app.getId()).build()).getApp();
  }

  public boolean configurationLocked(App app) {
    return running.configurations.locked(app.getId());
  }

  public boolean configurationKnown(App app) {
    return running.configurations.known(app.getId());
  }

  public List<CloseAppRequest> closed() {
    return intake.closed;
  }

  public void failErasing(boolean fail) {
    intake.failErasing = fail;
  }

  public List<String> erased() {
    return intake.erased;
  }

  /** Issues a token for a year, as olga. */
  public IssueAppTokenResponse issue(App app) {
    return as(
        "olga",
        () ->
            tokens()
                .issueAppToken(
                    IssueAppTokenRequest.newBuilder()
                        .setAppId(app.getId())
                        .setPhrase("Analysts/" + app.getName())
                        .build()));
  }

  /** Unlocks, as olga. */
  public App unlock(App app) {
    return as(
        "olga",
        () ->
            tokens()
                .unlock(
                    UnlockRequest.newBuilder()
                        .setAppId(app.getId())
                        .setPhrase("Analysts/" + app.getName())
                        .build())
                .getApp());
  }

  public boolean good(String token) {
    try {
      return !tokens()
          .verifyAppToken(VerifyAppTokenRequest.newBuilder().setToken(token).build())
          .getAppId()
          .isEmpty();
    } catch (StatusRuntimeException e) {
      if (Rejection.of(e).kind() != Rejection.Kind.UNAUTHENTICATED) {
        throw e;
      }
      return false;
    }
  }

  @Override
  public void close() {
    running.stop();
    threads.shutdownNow();
  }
}
