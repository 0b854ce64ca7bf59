package dev.datalab.platform.user;

import dev.datalab.platform.documents.Ids;
import dev.datalab.platform.documents.KeyTakenException;
import dev.datalab.platform.documents.Versioned;
import dev.datalab.platform.rpc.CallContext;
import dev.datalab.platform.rpc.Caller;
import dev.datalab.platform.rpc.Rejection;
import dev.datalab.platform.rpc.Violation;
import dev.datalab.platform.user.InvitationDocument.State;
import dev.datalab.proto.usermeta.v1.OrganizationInvitation;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The rules of invitations to an organization. Accepting one is signing up: {@link Users}. */
final class OrganizationInvitations {
  private final Directory directory;
  private final InstantSource clock;

  OrganizationInvitations(Directory directory, InstantSource clock) {
    this.directory = directory;
    this.clock = clock;
  }

  OrganizationInvitation invite(String email) {
    Caller caller = CallContext.requireCaller();
    List<Violation> violations = new ArrayList<>();
    ProfileRules.email(violations, email);
    ProfileRules.require(violations);
    if (directory.users.findUnique(Directory.EMAIL, ProfileRules.fold(email)).isPresent()) {
      throw Rejection.taken("/email", "A user with this e-mail address is there already.");
    }
    OrganizationDocument organization = directory.organization(caller.organization());
    long now = clock.millis();
    InvitationDocument invitation =
        new InvitationDocument(
            Ids.next(),
            organization.id(),
            email,
            Ids.secret(),
            State.PENDING,
            caller.user(),
            "",
            now,
            now);
    try {
      directory.store.commit(List.of(directory.invitations.insert(invitation)));
    } catch (KeyTakenException e) {
      throw Rejection.taken(
          "/email",
          "An invitation to this e-mail address is pending: hand over its code, or withdraw it.");
    }
    return invitation.toMessage(organization);
  }

  List<OrganizationInvitation> all() {
    Caller caller = CallContext.requireCaller();
    OrganizationDocument organization = directory.organization(caller.organization());
    return directory.invitations.find(Directory.ORGANIZATION, caller.organization()).stream()
        .map(Versioned::value)
        .sorted(
            Comparator.comparingLong(InvitationDocument::createdAtMillis)
                .reversed()
                .thenComparing(InvitationDocument::id))
        .map(invitation -> invitation.toMessage(organization))
        .toList();
  }

  OrganizationInvitation withdraw(String id) {
    Caller caller = CallContext.requireCaller();
    InvitationDocument withdrawn =
        directory
            .invitations
            .update(id, invitation -> withdrawn(invitation, caller))
            .map(Versioned::value)
            .orElseThrow(OrganizationInvitations::notThere);
    return withdrawn.toMessage(directory.organization(caller.organization()));
  }

  private InvitationDocument withdrawn(InvitationDocument invitation, Caller caller) {
    if (!invitation.organization().equals(caller.organization())) {
      throw notThere();
    }
    return switch (invitation.state()) {
      case PENDING -> invitation.in(State.WITHDRAWN, "", clock.millis());
      case WITHDRAWN -> invitation;
      case ACCEPTED ->
          throw Rejection.conflict("The invitation was accepted: it can't be withdrawn any more.");
    };
  }

  private static Rejection notThere() {
    return Rejection.notFound("The invitation is not there, or not visible to you.");
  }
}
