package dev.datalab.server.wiring;

import dagger.Binds;
import dagger.Module;
import dagger.Provides;
import dev.datalab.server.config.CallSettings;
import dev.datalab.server.config.EventSettings;
import dev.datalab.server.config.HttpSettings;
import dev.datalab.server.config.LiveSettings;
import dev.datalab.server.config.ServerSettings;
import dev.datalab.server.config.TokenSettings;
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

  @Provides
  static EventSettings events(ServerSettings settings) {
    return settings.events();
  }

  @Provides
  static LiveSettings live(ServerSettings settings) {
    return settings.live();
  }

  @Provides
  static TokenSettings tokens(ServerSettings settings) {
    return settings.tokens();
  }

  @Binds
  InstantSource instants(Clock clock);
}
