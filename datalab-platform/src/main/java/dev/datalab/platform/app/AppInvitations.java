package dev.datalab.platform.app;

import static java.util.Comparator.comparing;

import dev.datalab.platform.documents.Ids;
import dev.datalab.platform.documents.Versioned;
import dev.datalab.platform.rpc.CallContext;
import dev.datalab.platform.rpc.Caller;
import dev.datalab.platform.rpc.Rejection;
import dev.datalab.proto.appmeta.v1.AcceptRequest;
import dev.datalab.proto.appmeta.v1.AcceptResponse;
import dev.datalab.proto.appmeta.v1.GetInvitationsRequest;
import dev.datalab.proto.appmeta.v1.GetInvitationsResponse;
import dev.datalab.proto.appmeta.v1.InviteRequest;
import dev.datalab.proto.appmeta.v1.InviteResponse;
import dev.datalab.proto.appmeta.v1.RejectRequest;
import dev.datalab.proto.appmeta.v1.RejectResponse;
import dev.datalab.proto.appmeta.v1.RemindRequest;
import dev.datalab.proto.appmeta.v1.RemindResponse;
import dev.datalab.proto.appmeta.v1.WithdrawRequest;
import dev.datalab.proto.appmeta.v1.WithdrawResponse;
import dev.datalab.proto.common.v1.Invitation;
import dev.datalab.proto.common.v1.User;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Invitations of colleagues to private apps. Every change of an invitation is committed together
 * with the app it is for, so that none outlives its app, comes to a public one, or is accepted and
 * withdrawn at once.
 */
final class AppInvitations {
  private final Apps apps;
  private final Colleagues colleagues;

  AppInvitations(Apps apps, Colleagues colleagues) {
    this.apps = apps;
    this.colleagues = colleagues;
  }

  InviteResponse invite(InviteRequest request) {
    AppDocument before = apps.get(request.getAppId()).value();
    Apps.require(before, AppRole.OWNER);
    AppMembers.refusePublic(before);
    AppRules rules = new AppRules();
    AppRole role = rules.memberRole(request.getRole());
    rules.refuse();
    User invited = colleagues.byName(request.getUsername(), before.organizationId());
    String id = Ids.next();
    apps.change(
        request.getAppId(),
        AppRole.OWNER,
        read -> {
          AppDocument app = read.value();
          AppMembers.refusePublic(app);
          if (app.roleOf(invited.getId(), invited.getOrganizationId()).isPresent()) {
            throw Rejection.taken(
                "This colleague works on the app already: change their role instead.");
          }
          long now = apps.now();
          AppInvitation invitation =
              new AppInvitation(
                  id,
                  app.id(),
                  app.description().name(),
                  role,
                  AppInvitation.State.PENDING,
                  app.team().owner().userId(),
                  app.team().owner().username(),
                  invited.getId(),
                  invited.getUsername(),
                  now,
                  now,
                  0);
          return new Apps.Outcome(app, List.of(apps.invitations().insert(invitation)));
        });
    return InviteResponse.newBuilder().setInvitation(answer(id)).build();
  }

  RemindResponse remind(RemindRequest request) {
    apps.change(
        request.getAppId(),
        AppRole.OWNER,
        read -> {
          Versioned<AppInvitation> found = ofApp(read.value(), request.getInvitationId());
          requirePending(found.value());
          AppInvitation next = found.value().remindedAt(apps.now());
          return new Apps.Outcome(read.value(), List.of(apps.invitations().replace(found, next)));
        });
    return RemindResponse.newBuilder().setInvitation(answer(request.getInvitationId())).build();
  }

  WithdrawResponse withdraw(WithdrawRequest request) {
    apps.change(
        request.getAppId(),
        AppRole.OWNER,
        read ->
            settle(
                read.value(),
                ofApp(read.value(), request.getInvitationId()),
                AppInvitation.State.WITHDRAWN));
    return WithdrawResponse.newBuilder().setInvitation(answer(request.getInvitationId())).build();
  }

  AcceptResponse accept(AcceptRequest request) {
    Caller caller = CallContext.requireCaller();
    Versioned<AppDocument> changed =
        changeInvited(
            request.getAppId(),
            read -> {
              AppDocument app = read.value();
              Versioned<AppInvitation> found = ofCaller(app, request.getInvitationId(), caller);
              if (found.value().state() == AppInvitation.State.ACCEPTED) {
                return new Apps.Outcome(app);
              }
              AppInvitation invitation = found.value();
              AppMember member =
                  new AppMember(
                      invitation.userId(), invitation.username(), invitation.role(), apps.now());
              return settle(app.with(app.team().with(member)), found, AppInvitation.State.ACCEPTED);
            });
    return AcceptResponse.newBuilder()
        .setInvitation(answer(request.getInvitationId()))
        .setApp(AppMessages.app(changed))
        .build();
  }

  RejectResponse reject(RejectRequest request) {
    Caller caller = CallContext.requireCaller();
    changeInvited(
        request.getAppId(),
        read ->
            settle(
                read.value(),
                ofCaller(read.value(), request.getInvitationId(), caller),
                AppInvitation.State.REJECTED));
    return RejectResponse.newBuilder().setInvitation(answer(request.getInvitationId())).build();
  }

  GetInvitationsResponse list(GetInvitationsRequest request) {
    Caller caller = CallContext.requireCaller();
    List<Versioned<AppInvitation>> found;
    if (request.getAppId().isEmpty()) {
      found = apps.invitationsOfUser(caller.user());
    } else {
      Apps.require(apps.get(request.getAppId()).value(), AppRole.OWNER);
      found = apps.invitationsOfApp(request.getAppId());
    }
    Stream<AppInvitation> invitations =
        found.stream()
            .map(Versioned::value)
            .filter(each -> each.isPending() || !request.getPendingOnly())
            .sorted(
                comparing(AppInvitation::createdAtMillis)
                    .reversed()
                    .thenComparing(AppInvitation::id));
    return GetInvitationsResponse.newBuilder()
        .addAllInvitations(invitations.map(AppMessages::invitation).toList())
        .build();
  }

  /** A change by somebody who may not see the app: one that isn't there is no invitation either. */
  private Versioned<AppDocument> changeInvited(String appId, Apps.Decision decision) {
    if (apps.find(appId).filter(app -> !app.value().going()).isEmpty()) {
      throw notFound();
    }
    return apps.change(appId, decision);
  }

  /** The invitation in a state that it reaches once; one that is in it already is no change. */
  private Apps.Outcome settle(
      AppDocument app, Versioned<AppInvitation> found, AppInvitation.State state) {
    if (found.value().state() == state) {
      return new Apps.Outcome(app);
    }
    requirePending(found.value());
    AppInvitation next = found.value().settled(state, apps.now());
    return new Apps.Outcome(app, List.of(apps.invitations().replace(found, next)));
  }

  private Versioned<AppInvitation> ofApp(AppDocument app, String invitationId) {
    return find(invitationId)
        .filter(found -> found.value().appId().equals(app.id()))
        .orElseThrow(AppInvitations::notFound);
  }

  private Versioned<AppInvitation> ofCaller(AppDocument app, String invitationId, Caller caller) {
    Versioned<AppInvitation> found = ofApp(app, invitationId);
    if (!found.value().userId().equals(caller.user())) {
      throw notFound();
    }
    return found;
  }

  private Optional<Versioned<AppInvitation>> find(String invitationId) {
    return invitationId.isEmpty() ? Optional.empty() : apps.invitations().get(invitationId);
  }

  private Invitation answer(String invitationId) {
    return AppMessages.invitation(find(invitationId).orElseThrow(AppInvitations::notFound).value());
  }

  private static void requirePending(AppInvitation invitation) {
    if (!invitation.isPending()) {
      throw Rejection.conflict(
          "The invitation is %s already and stays so: invite once more instead."
              .formatted(invitation.state().name().toLowerCase(Locale.ROOT)));
    }
  }

  private static Rejection notFound() {
    return Rejection.notFound("This invitation is not there, or not visible to you.");
  }
}
