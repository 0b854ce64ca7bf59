package dev.datalab.platform.app;

import dev.datalab.platform.documents.Change;
import dev.datalab.platform.documents.DocumentStore;
import dev.datalab.platform.documents.Documents;
import dev.datalab.platform.documents.Index;
import dev.datalab.platform.documents.KeyTakenException;
import dev.datalab.platform.documents.StaleDocumentException;
import dev.datalab.platform.documents.Versioned;
import dev.datalab.platform.rpc.CallContext;
import dev.datalab.platform.rpc.Caller;
import dev.datalab.platform.rpc.Rejection;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The documents of apps and invitations, and the check of who may change them. */
final class Apps {
  private static final int TRIES = 20;
  private static final String ORGANIZATION = "organization";
  private static final String GOING = "going";
  private static final String NAME = "name";

  private final DocumentStore store;
  private final Documents<AppDocument> apps;
  private final Documents<AppInvitation> invitations;
  private final InstantSource clock;

  Apps(DocumentStore store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
    apps = new Documents<>(store, "app", AppDocument.class, AppDocument::id, Apps::index);
    invitations =
        new Documents<>(
            store, "invitation", AppInvitation.class, AppInvitation::id, Apps::invitationIndex);
  }

  private static Index index(AppDocument app) {
    if (app.going()) {
      return Index.none().lookUp(GOING, "yes");
    }
    return Index.none()
        .unique(NAME, app.organizationId() + "/" + AppRules.nameKey(app.description().name()))
        .lookUp(ORGANIZATION, app.organizationId());
  }

  private static Index invitationIndex(AppInvitation invitation) {
    Index index =
        Index.none().lookUp("app", invitation.appId()).lookUp("user", invitation.userId());
    return invitation.isPending()
        ? index.unique("pending", invitation.appId() + "/" + invitation.userId())
        : index;
  }

  long now() {
    return clock.millis();
  }

  Documents<AppInvitation> invitations() {
    return invitations;
  }

  List<Versioned<AppInvitation>> invitationsOfApp(String appId) {
    return invitations.find("app", appId);
  }

  List<Versioned<AppInvitation>> invitationsOfUser(String userId) {
    return invitations.find("user", userId);
  }

  /** The apps of an organization; those that are going are of none. */
  List<Versioned<AppDocument>> ofOrganization(String organizationId) {
    return apps.find(ORGANIZATION, organizationId);
  }

  /** The apps whose deletion is decided and not through. */
  List<Versioned<AppDocument>> going() {
    return apps.find(GOING, "yes");
  }

  /** An app, whoever asks. */
  Optional<Versioned<AppDocument>> find(String appId) {
    return appId.isEmpty() ? Optional.empty() : apps.get(appId);
  }

  /** An app that is not going, whoever asks. */
  Versioned<AppDocument> get(String appId) {
    return find(appId).filter(app -> !app.value().going()).orElseThrow(Apps::notFound);
  }

  Versioned<AppDocument> insert(AppDocument app) {
    commit(List.of(apps.insert(app)));
    return new Versioned<>(app.id(), 1, app);
  }

  /**
   * The role of the caller on an app.
   *
   * @throws Rejection UNAUTHENTICATED without a caller, NOT_FOUND without a role, FORBIDDEN with a
   *     role that does not admit the needed one
   */
  static AppRole require(AppDocument app, AppRole needed) {
    Caller caller = CallContext.requireCaller();
    AppRole role = app.roleOf(caller.user(), caller.organization()).orElseThrow(Apps::notFound);
    if (!role.admits(needed)) {
      throw Rejection.forbidden(
          needed == AppRole.OWNER
              ? "Only the owner of the app may do this: ask them."
              : "A viewer of the app may not change it: ask the owner for the role of an editor.");
    }
    return role;
  }

  /** What a change makes of an app, and of invitations along with it. */
  record Outcome(AppDocument app, List<Change> invitations) {
    Outcome(AppDocument app) {
      this(app, List.of());
    }
  }

  /** A change of an app as it stands; throws where a rule forbids it. */
  @FunctionalInterface
  interface Decision {
    Outcome decide(Versioned<AppDocument> app);
  }

  /**
   * Changes an app, and invitations with it, in one commit, deciding again whenever somebody else
   * was faster. An outcome that is the app as it stands, alone, is no change; one with invitations
   * gives the app its next version all the same, so that it was decided on what still stands.
   *
   * @throws Rejection NOT_FOUND if there is no such app or it is going, and what the decision
   *     throws
   */
  Versioned<AppDocument> change(String appId, Decision decision) {
    for (int tries = 1; ; tries++) {
      Versioned<AppDocument> read = get(appId);
      Outcome outcome = decision.decide(read);
      if (outcome.app().equals(read.value()) && outcome.invitations().isEmpty()) {
        return read;
      }
      boolean same = outcome.app().equals(read.value());
      AppDocument next = same ? read.value() : outcome.app().changedAt(now());
      List<Change> changes = new ArrayList<>();
      changes.add(apps.replace(read, next));
      changes.addAll(outcome.invitations());
      try {
        commit(changes);
        return new Versioned<>(appId, read.version() + 1, next);
      } catch (StaleDocumentException e) {
        if (tries == TRIES) {
          throw e;
        }
      }
    }
  }

  /** As {@link #change}, for a caller who needs a role. */
  Versioned<AppDocument> change(String appId, AppRole needed, Decision decision) {
    CallContext.requireCaller();
    return change(
        appId,
        app -> {
          require(app.value(), needed);
          return decision.decide(app);
        });
  }

  /** Removes an app that is going, with its invitations. */
  void remove(Versioned<AppDocument> app) {
    List<Change> changes = new ArrayList<>();
    changes.add(apps.delete(app));
    invitationsOfApp(app.id()).forEach(each -> changes.add(invitations.delete(each)));
    store.commit(changes);
  }

  private void commit(List<Change> changes) {
    try {
      store.commit(changes);
    } catch (KeyTakenException e) {
      throw e.key().equals(NAME)
          ? Rejection.taken(
              "Your organization has an app of this name already: choose another name.")
          : Rejection.taken(
              "An invitation of this colleague is pending already: remind them, or withdraw it.");
    }
  }

  static Rejection notFound() {
    return Rejection.notFound("This app is not there, or not visible to you.");
  }
}
