package dev.datalab.platform.apptoken;

import static java.util.Objects.requireNonNull;

import dev.datalab.proto.appconfig.v1.AppConfigGrpc.AppConfigBlockingStub;
import dev.datalab.proto.appmeta.v1.AppMetaGrpc.AppMetaBlockingStub;
import dev.datalab.proto.eventmanager.v1.EventManagerGrpc.EventManagerBlockingStub;

/**
 * The services that the sagas talk to.
 *
 * @param apps knows the apps, and the caller's role on them
 * @param configurations is locked along with the app
 * @param events closes the sockets of tokens that are void
 */
record Neighbours(
    AppMetaBlockingStub apps,
    AppConfigBlockingStub configurations,
    EventManagerBlockingStub events) {
  Neighbours {
    requireNonNull(apps, "apps");
    requireNonNull(configurations, "configurations");
    requireNonNull(events, "events");
  }
}
