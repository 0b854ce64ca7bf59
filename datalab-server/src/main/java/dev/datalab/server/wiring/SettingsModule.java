package dev.datalab.server.wiring;

import dagger.Binds;
import dagger.Module;
import dagger.Provides;
import dev.datalab.server.config.CallSettings;
import dev.datalab.server.config.HttpSettings;
import dev.datalab.server.config.ServerSettings;
import java.time.Clock;
import java.time.InstantSource;

/** The parts of the settings, for those who need only a part; and the clock. */
@Module
interface SettingsModule {

  @Provides
  static HttpSettings http(ServerSettings settings) {
    return settings.http();
  }

  @Provides
  static CallSettings calls(ServerSettings settings) {
    return settings.calls();
  }

  @Binds
  InstantSource instants(Clock clock);
}
