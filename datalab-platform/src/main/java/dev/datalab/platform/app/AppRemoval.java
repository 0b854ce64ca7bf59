package dev.datalab.platform.app;

import dev.datalab.platform.documents.Versioned;
import dev.datalab.platform.rpc.CallContext;
import dev.datalab.platform.rpc.Rejection;
import dev.datalab.proto.appconfig.v1.AppConfigGrpc.AppConfigBlockingStub;
import dev.datalab.proto.appconfig.v1.RemoveConfigurationRequest;
import dev.datalab.proto.eventmanager.v1.EraseRangeRequest;
import dev.datalab.proto.eventmanager.v1.EventManagerGrpc.EventManagerBlockingStub;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes apps with all that belongs to them.
 *
 * <p>The decision is one commit: the app is marked as going and with that gone for everybody, its
 * name free. What is left, events, configuration, invitations, the document itself, is idempotent
 * and done at once, or by the next repair where a service doesn't answer. Only an unlocked app can
 * go: unlocking has revoked its tokens, so nothing brings new events to what is being erased.
 */
final class AppRemoval {
  private static final Logger log = LoggerFactory.getLogger(AppRemoval.class);

  private final Apps apps;
  private final AppConfigBlockingStub configurations;
  private final EventManagerBlockingStub events;

  AppRemoval(Apps apps, AppConfigBlockingStub configurations, EventManagerBlockingStub events) {
    this.apps = apps;
    this.configurations = configurations;
    this.events = events;
  }

  void delete(String appId) {
    if (CallContext.caller().isPresent()) {
      apps.change(appId, AppRole.OWNER, AppRemoval::leave);
    } else if (apps.find(appId).filter(app -> !app.value().going()).isPresent()) {
      apps.change(appId, AppRemoval::leave);
    }
    apps.find(appId).ifPresent(this::finish);
  }

  /** Goes on with deletions that were left; answers how many are left still. */
  int repair() {
    List<Versioned<AppDocument>> going = apps.going();
    return (int) going.stream().filter(app -> !finish(app)).count();
  }

  private static Apps.Outcome leave(Versioned<AppDocument> app) {
    if (app.value().lock().locked()) {
      throw Rejection.conflict(
          "The app is locked, for its site may send events with a token: unlock it first.");
    }
    return new Apps.Outcome(app.value().leaving());
  }

  private boolean finish(Versioned<AppDocument> app) {
    String appId = app.id();
    try {
      CallContext.asService()
          .fork()
          .run(
              () -> {
                events.eraseRange(
                    EraseRangeRequest.newBuilder().setAppId(appId).setArchive("all").build());
                configurations.removeConfiguration(
                    RemoveConfigurationRequest.newBuilder().setAppId(appId).build());
              });
      apps.remove(app);
      return true;
    } catch (RuntimeException e) {
      log.warn("App {} is deleted, and what belonged to it is left for repair", appId, e);
      return false;
    }
  }
}
