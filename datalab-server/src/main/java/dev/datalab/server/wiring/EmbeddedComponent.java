package dev.datalab.server.wiring;

import dagger.BindsInstance;
import dagger.Component;
import dev.datalab.server.config.ServerSettings;
import dev.datalab.server.directory.DataDirectory;
import dev.datalab.server.directory.EmbeddedStores;
import dev.datalab.server.http.Door;
import dev.datalab.server.http.PublicAddress;
import dev.datalab.server.intake.IntakeHost;
import dev.datalab.server.live.LiveHub;
import dev.datalab.server.repair.Repairs;
import dev.datalab.server.rest.RestApi;
import dev.datalab.server.retention.Retention;
import dev.datalab.server.rpc.InProcessChannels;
import dev.datalab.server.rpc.ServiceHost;
import dev.datalab.server.socket.WebSocketRoute;
import io.grpc.BindableService;
import io.grpc.ServerInterceptor;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Set;

/** All roles in one process, on the embedded stores. Nothing is opened before it is asked for. */
@Singleton
@Component(
    modules = {
      SettingsModule.class,
      ProcessModule.class,
      ChannelsModule.class,
      GatewayModule.class,
      UserMetaModule.class,
      UserAuthModule.class,
      AppMetaModule.class,
      AppConfigModule.class,
      AppTokenModule.class,
      EventStoreModule.class,
      EventManagerModule.class,
      IntakeModule.class,
      LiveModule.class,
      AnalysisModule.class,
    })
public interface EmbeddedComponent {
  /** The REST calls. */
  RestApi rest();

  /** What stands beside REST. */
  Set<Door> doors();

  /** The WebSockets. */
  Set<WebSocketRoute> sockets();

  /** The services; the first call opens their stores. */
  Set<BindableService> services();

  /** What serves them. */
  ServiceHost host();

  /** What reaches them. */
  InProcessChannels channels();

  /** What they keep their documents and events in. */
  EmbeddedStores stores();

  /** What long work runs on. */
  Threads threads();

  /** What lets visitors in. */
  IntakeHost intake();

  /** The live views. */
  LiveHub live();

  /** What erases events that are too old. */
  Retention retention();

  /** What finishes what a crash has left. */
  Repairs repairs();

  /** The address that snippets name. */
  PublicAddress address();

  /** Makes the component. */
  @Component.Factory
  interface Factory {
    /**
     * A component.
     *
     * @param settings all settings
     * @param directory holds the stores
     * @param clock says what time it is, to every rule
     * @param interceptors see every call of a service
     */
    EmbeddedComponent create(
        @BindsInstance ServerSettings settings,
        @BindsInstance DataDirectory directory,
        @BindsInstance Clock clock,
        @BindsInstance List<ServerInterceptor> interceptors);
  }
}
