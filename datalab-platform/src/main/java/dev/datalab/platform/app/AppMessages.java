package dev.datalab.platform.app;

import dev.datalab.platform.documents.Versioned;
import dev.datalab.proto.appmeta.v1.App;
import dev.datalab.proto.appmeta.v1.Member;
import dev.datalab.proto.common.v1.Invitation;
import dev.datalab.proto.common.v1.InvitationState;
import dev.datalab.proto.common.v1.Role;
import dev.datalab.proto.common.v1.Visibility;

/** Apps and invitations as messages. */
final class AppMessages {
  private AppMessages() {}

  static App app(Versioned<AppDocument> versioned) {
    AppDocument app = versioned.value();
    return App.newBuilder()
        .setId(app.id())
        .setName(app.description().name())
        .setOrganizationId(app.organizationId())
        .setOrganizationName(app.organizationName())
        .setUrl(app.description().url())
        .addAllTags(app.description().tags())
        .setVisibility(visibility(app.description().visibility()))
        .addAllOrigins(app.description().origins())
        .setOwner(member(app.team().owner()))
        .addAllMembers(app.team().members().stream().map(AppMessages::member).toList())
        .setLocked(app.lock().locked())
        .setGeneration(app.lock().generation())
        .setCreatedAtMillis(app.createdAtMillis())
        .setUpdatedAtMillis(app.updatedAtMillis())
        .setVersion(versioned.version())
        .build();
  }

  static Invitation invitation(AppInvitation invitation) {
    return Invitation.newBuilder()
        .setId(invitation.id())
        .setAppId(invitation.appId())
        .setAppName(invitation.appName())
        .setRole(role(invitation.role()))
        .setState(state(invitation.state()))
        .setInviterId(invitation.inviterId())
        .setInviterUsername(invitation.inviterUsername())
        .setUserId(invitation.userId())
        .setUsername(invitation.username())
        .setCreatedAtMillis(invitation.createdAtMillis())
        .setUpdatedAtMillis(invitation.updatedAtMillis())
        .setRemindedAtMillis(invitation.remindedAtMillis())
        .build();
  }

  static Role role(AppRole role) {
    return switch (role) {
      case OWNER -> Role.ROLE_OWNER;
      case EDITOR -> Role.ROLE_EDITOR;
      case VIEWER -> Role.ROLE_VIEWER;
    };
  }

  private static Member member(AppMember member) {
    return Member.newBuilder()
        .setUserId(member.userId())
        .setUsername(member.username())
        .setRole(role(member.role()))
        .setJoinedAtMillis(member.joinedAtMillis())
        .build();
  }

  private static Visibility visibility(AppVisibility visibility) {
    return switch (visibility) {
      case PUBLIC -> Visibility.VISIBILITY_PUBLIC;
      case PRIVATE -> Visibility.VISIBILITY_PRIVATE;
    };
  }

  private static InvitationState state(AppInvitation.State state) {
    return switch (state) {
      case PENDING -> InvitationState.INVITATION_STATE_PENDING;
      case ACCEPTED -> InvitationState.INVITATION_STATE_ACCEPTED;
      case REJECTED -> InvitationState.INVITATION_STATE_REJECTED;
      case WITHDRAWN -> InvitationState.INVITATION_STATE_WITHDRAWN;
    };
  }
}
