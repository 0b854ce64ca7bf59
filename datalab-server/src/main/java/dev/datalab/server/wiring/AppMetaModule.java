package dev.datalab.server.wiring;

import dagger.Binds;
import dagger.Module;
import dagger.Provides;
import dagger.multibindings.IntoSet;
import dev.datalab.platform.app.AppMetaService;
import dev.datalab.platform.documents.DocumentStore;
import dev.datalab.proto.appconfig.v1.AppConfigGrpc.AppConfigBlockingStub;
import dev.datalab.proto.eventmanager.v1.EventManagerGrpc.EventManagerBlockingStub;
import dev.datalab.proto.usermeta.v1.UserMetaGrpc.UserMetaBlockingStub;
import dev.datalab.server.directory.EmbeddedStores;
import dev.datalab.server.health.Check;
import dev.datalab.server.repair.Repair;
import io.grpc.BindableService;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/** The role app-meta. */
@Module
interface AppMetaModule {
  String ROLE = "app-meta";

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
  static AppMetaService appMeta(
      @Named(ROLE) DocumentStore store,
      UserMetaBlockingStub users,
      AppConfigBlockingStub configurations,
      EventManagerBlockingStub events,
      InstantSource clock) {
    return new AppMetaService(store, users, configurations, events, clock);
  }

  @Binds
  @IntoSet
  BindableService service(AppMetaService service);

  @Provides
  @IntoSet
  static Repair repair(AppMetaService service) {
    return new Repair("deletions of apps", service::repair);
  }
}
