package dev.datalab.server.wiring;

import dagger.Module;
import dagger.Provides;
import dagger.multibindings.IntoSet;
import dev.datalab.platform.config.AppAccess;
import dev.datalab.platform.config.AppConfigService;
import dev.datalab.platform.documents.DocumentStore;
import dev.datalab.proto.appmeta.v1.AppMetaGrpc.AppMetaBlockingStub;
import dev.datalab.server.directory.EmbeddedStores;
import dev.datalab.server.health.Check;
import io.grpc.BindableService;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/** The role app-config. */
@Module
interface AppConfigModule {
  String ROLE = "app-config";

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
  @IntoSet
  static BindableService service(
      @Named(ROLE) DocumentStore store, AppMetaBlockingStub apps, InstantSource clock) {
    return new AppConfigService(store, new AppAccess(apps), clock);
  }
}
