package dev.datalab.server.wiring;

import dagger.Module;
import dagger.Provides;
import dagger.multibindings.IntoSet;
import dagger.multibindings.Multibinds;
import dev.datalab.core.store.EventStore;
import dev.datalab.ingest.device.DeviceClassifier;
import dev.datalab.ingest.intake.EventSink;
import dev.datalab.ingest.intake.Intake;
import dev.datalab.ingest.intake.StoredEvents;
import dev.datalab.ingest.session.SessionStore;
import dev.datalab.proto.appconfig.v1.AppConfigGrpc.AppConfigBlockingStub;
import dev.datalab.proto.apptoken.v1.AppTokenGrpc.AppTokenBlockingStub;
import dev.datalab.server.config.EventSettings;
import dev.datalab.server.config.HttpSettings;
import dev.datalab.server.directory.EmbeddedStores;
import dev.datalab.server.health.Check;
import dev.datalab.server.http.ClientAddress;
import dev.datalab.server.http.Door;
import dev.datalab.server.intake.AppTokenDirectory;
import dev.datalab.server.intake.EventsHandler;
import dev.datalab.server.intake.HelloHandler;
import dev.datalab.server.intake.IntakeHost;
import dev.datalab.server.intake.OpenRoute;
import dev.datalab.server.socket.WebSocketRoute;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.Set;

/** Where visitors come in, in the process of the role eventmanager. */
@Module
interface IntakeModule {

  /** Who wants to know of events that were just stored. */
  @Multibinds
  Set<StoredEvents> listeners();

  @Provides
  @Singleton
  static SessionStore sessions(EmbeddedStores stores) {
    return stores.sessions();
  }

  @Provides
  @IntoSet
  static Check check(SessionStore sessions) {
    return new Check("session-store", sessions::check);
  }

  @Provides
  @Singleton
  static AppTokenDirectory apps(
      AppTokenBlockingStub tokens, AppConfigBlockingStub configurations, InstantSource clock) {
    return new AppTokenDirectory(tokens, configurations, clock);
  }

  @Provides
  @Singleton
  static Intake intake(
      AppTokenDirectory apps,
      EventStore store,
      SessionStore sessions,
      DeviceClassifier devices,
      InstantSource clock,
      EventSettings settings,
      Set<StoredEvents> listeners) {
    return Intake.builder(apps, EventSink.of(store), sessions)
        .classifier(devices)
        .clock(clock)
        .pagesPerDay(settings.pagesPerDay())
        .listener((partition, events) -> listeners.forEach(each -> each.stored(partition, events)))
        .build();
  }

  @Provides
  @Singleton
  static IntakeHost host(Intake intake, AppTokenDirectory apps) {
    return new IntakeHost(intake, apps);
  }

  @Provides
  @IntoSet
  static Door hello(Intake intake, AppTokenDirectory apps, HttpSettings http) {
    var addresses = new ClientAddress(http.trustedProxies());
    return new Door("/api/v1/hello", new HelloHandler(intake, apps, addresses, http.idleTimeout()));
  }

  @Provides
  @IntoSet
  static Door events(Intake intake, HttpSettings http) {
    return new Door("/api/v1/events", new EventsHandler(intake, http.idleTimeout()));
  }

  @Provides
  @IntoSet
  static WebSocketRoute open(Intake intake) {
    return new OpenRoute(intake);
  }
}
