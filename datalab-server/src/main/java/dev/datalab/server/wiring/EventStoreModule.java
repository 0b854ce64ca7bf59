package dev.datalab.server.wiring;

import dagger.Module;
import dagger.Provides;
import dagger.multibindings.IntoSet;
import dev.datalab.core.store.EventStore;
import dev.datalab.server.directory.EmbeddedStores;
import dev.datalab.server.health.Check;
import jakarta.inject.Singleton;

/** The events at rest, which the roles eventmanager and analysis share. */
@Module
interface EventStoreModule {

  @Provides
  @Singleton
  static EventStore events(EmbeddedStores stores) {
    return stores.events();
  }

  @Provides
  @IntoSet
  static Check check(EventStore store) {
    return new Check("event-store", store::check);
  }
}
