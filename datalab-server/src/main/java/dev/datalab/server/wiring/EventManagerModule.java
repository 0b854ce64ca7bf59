package dev.datalab.server.wiring;

import dagger.Module;
import dagger.Provides;
import dagger.multibindings.IntoSet;
import dev.datalab.core.store.EventStore;
import dev.datalab.ingest.device.DeviceClassifier;
import dev.datalab.ingest.device.UapDeviceClassifier;
import dev.datalab.platform.config.AppAccess;
import dev.datalab.proto.appconfig.v1.AppConfigGrpc.AppConfigBlockingStub;
import dev.datalab.proto.appmeta.v1.AppMetaGrpc.AppMetaBlockingStub;
import dev.datalab.server.config.EventSettings;
import dev.datalab.server.events.EventChanges;
import dev.datalab.server.events.EventManagerService;
import dev.datalab.server.intake.IntakeHost;
import dev.datalab.server.retention.ConfiguredDays;
import dev.datalab.server.retention.Retention;
import io.grpc.BindableService;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/** The role eventmanager: the service. What lets visitors in is {@link IntakeModule}'s. */
@Module
interface EventManagerModule {

  @Provides
  @Singleton
  static DeviceClassifier devices() {
    return new UapDeviceClassifier();
  }

  @Provides
  @Singleton
  static Retention retention(
      EventStore store,
      AppConfigBlockingStub configurations,
      InstantSource clock,
      EventSettings settings) {
    return new Retention(
        store, new ConfiguredDays(configurations), clock, settings.retentionInterval());
  }

  @Provides
  @Singleton
  @IntoSet
  static BindableService service(
      EventStore store,
      DeviceClassifier devices,
      InstantSource clock,
      AppMetaBlockingStub apps,
      IntakeHost intake,
      Threads threads,
      EventChanges changes) {
    return new EventManagerService(
        store, devices, clock, new AppAccess(apps), intake, threads.transfers(), changes);
  }
}
