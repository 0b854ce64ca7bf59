package dev.datalab.server.wiring;

import dagger.Binds;
import dagger.Module;
import dagger.Provides;
import dagger.multibindings.IntoSet;
import dev.datalab.platform.apptoken.AppTokenService;
import dev.datalab.platform.apptoken.AppTokenSettings;
import dev.datalab.platform.documents.DocumentStore;
import dev.datalab.proto.appconfig.v1.AppConfigGrpc.AppConfigBlockingStub;
import dev.datalab.proto.appmeta.v1.AppMetaGrpc.AppMetaBlockingStub;
import dev.datalab.proto.eventmanager.v1.EventManagerGrpc.EventManagerBlockingStub;
import dev.datalab.server.directory.EmbeddedStores;
import dev.datalab.server.health.Check;
import dev.datalab.server.http.PublicAddress;
import dev.datalab.server.repair.Repair;
import io.grpc.BindableService;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;

/** The role app-token. */
@Module
interface AppTokenModule {
  String ROLE = "app-token";
  String ISSUER = "datalab";

  @Provides
  @Singleton
  @Named(ROLE)
  static DocumentStore store(EmbeddedStores stores) {
    return stores.documents(ROLE);
  }

  @Provides
  @IntoSet
  static Check check(@Named(ROLE) DocumentStore store) {
    return new Check(ROLE + "-store", store::check);
  }

  @Provides
  @Singleton
  static AppTokenService appToken(
      @Named(ROLE) DocumentStore store,
      AppMetaBlockingStub apps,
      AppConfigBlockingStub configurations,
      EventManagerBlockingStub events,
      PublicAddress address,
      InstantSource clock) {
    // No lease: this process has the documents to itself, so a saga it finds is nobody else's.
    var settings = new AppTokenSettings(ISSUER, address, Duration.ZERO);
    return new AppTokenService(store, apps, configurations, events, settings, clock);
  }

  @Binds
  @IntoSet
  BindableService service(AppTokenService service);

  @Provides
  @IntoSet
  static Repair repair(AppTokenService service) {
    return new Repair("lock and unlock sagas", service::repair);
  }
}
