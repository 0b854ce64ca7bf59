package dev.datalab.server.wiring;

import dagger.Module;
import dagger.Provides;
import dagger.multibindings.IntoSet;
import dev.datalab.platform.documents.DocumentStore;
import dev.datalab.platform.user.UserMetaService;
import dev.datalab.server.directory.EmbeddedStores;
import dev.datalab.server.health.Check;
import io.grpc.BindableService;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/** The role user-meta. */
@Module
interface UserMetaModule {
  String ROLE = "user-meta";

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
  static BindableService service(@Named(ROLE) DocumentStore store, InstantSource clock) {
    return new UserMetaService(store, clock);
  }
}
