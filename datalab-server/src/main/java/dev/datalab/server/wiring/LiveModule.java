package dev.datalab.server.wiring;

import dagger.Binds;
import dagger.Module;
import dagger.Provides;
import dagger.multibindings.IntoSet;
import dev.datalab.core.store.EventStore;
import dev.datalab.ingest.intake.StoredEvents;
import dev.datalab.platform.config.AppAccess;
import dev.datalab.proto.appconfig.v1.AppConfigGrpc.AppConfigBlockingStub;
import dev.datalab.proto.appmeta.v1.AppMetaGrpc.AppMetaBlockingStub;
import dev.datalab.server.config.LiveSettings;
import dev.datalab.server.events.EventChanges;
import dev.datalab.server.live.LiveHub;
import dev.datalab.server.live.LiveRoute;
import dev.datalab.server.socket.WebSocketRoute;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/** The live view, in the process of the role eventmanager, which tells it what is stored. */
@Module
interface LiveModule {

  @Provides
  @Singleton
  static LiveHub hub(
      EventStore store,
      AppMetaBlockingStub apps,
      AppConfigBlockingStub configurations,
      InstantSource clock,
      LiveSettings settings) {
    return new LiveHub(store, new AppAccess(apps), configurations, clock, settings);
  }

  @Binds
  @IntoSet
  StoredEvents storedEvents(LiveHub hub);

  @Binds
  EventChanges eventChanges(LiveHub hub);

  @Binds
  @IntoSet
  WebSocketRoute route(LiveRoute route);
}
