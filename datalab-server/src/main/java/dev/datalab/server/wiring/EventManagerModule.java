package dev.datalab.server.wiring;

import dagger.Module;
import dagger.Provides;
import dagger.multibindings.IntoSet;
import dev.datalab.core.store.EventStore;
import dev.datalab.ingest.device.UapDeviceClassifier;
import dev.datalab.platform.config.AppAccess;
import dev.datalab.proto.appmeta.v1.AppMetaGrpc.AppMetaBlockingStub;
import dev.datalab.server.events.EventManagerService;
import io.grpc.BindableService;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/** The role eventmanager. */
@Module
interface EventManagerModule {

  @Provides
  @Singleton
  @IntoSet
  static BindableService service(
      EventStore store, InstantSource clock, AppMetaBlockingStub apps, Threads threads) {
    return new EventManagerService(
        store, new UapDeviceClassifier(), clock, new AppAccess(apps), threads.transfers());
  }
}
