package dev.datalab.server.wrong.server;

import jakarta.inject.Inject;

/** A service that Dagger makes. */
public final class InjectedService {
  @Inject
  InjectedService() {}
}
