package dev.datalab.server.http;

import dev.datalab.server.config.ServerSettings;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.function.Supplier;

/** The address under which browsers reach the server; its port may be known late. Thread-safe. */
@Singleton
public final class PublicAddress implements Supplier<String> {
  private final String set;
  private volatile int port;

  @Inject
  PublicAddress(ServerSettings settings) {
    set = settings.publicUrl();
    port = settings.http().port();
  }

  /** Says which port was found. */
  public void listensOn(int found) {
    port = found;
  }

  /** The address, without a trailing slash. */
  @Override
  public String get() {
    return set.isEmpty() ? "http://localhost:" + port : set;
  }
}
