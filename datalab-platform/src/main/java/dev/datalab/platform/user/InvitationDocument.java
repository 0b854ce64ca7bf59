package dev.datalab.platform.user;

import dev.datalab.proto.common.v1.InvitationState;
import dev.datalab.proto.usermeta.v1.OrganizationInvitation;

/**
 * An invitation to an organization at rest.
 *
 * @param organization id of the organization
 * @param code admits one person while the invitation is pending
 * @param inviter id of the user who invited
 * @param acceptedBy id of the user who joined by it; empty: nobody
 */
record InvitationDocument(
    String id,
    String organization,
    String email,
    String code,
    State state,
    String inviter,
    String acceptedBy,
    long createdAtMillis,
    long updatedAtMillis) {

  enum State {
    PENDING(InvitationState.INVITATION_STATE_PENDING),
    ACCEPTED(InvitationState.INVITATION_STATE_ACCEPTED),
    WITHDRAWN(InvitationState.INVITATION_STATE_WITHDRAWN);

    private final InvitationState message;

    State(InvitationState message) {
      this.message = message;
    }
  }

  InvitationDocument in(State next, String by, long nowMillis) {
    return new InvitationDocument(
        id, organization, email, code, next, inviter, by, createdAtMillis, nowMillis);
  }

  OrganizationInvitation toMessage(OrganizationDocument of) {
    return OrganizationInvitation.newBuilder()
        .setId(id)
        .setOrganizationId(of.id())
        .setOrganizationName(of.name())
        .setEmail(email)
        .setCode(state == State.PENDING ? code : "")
        .setState(state.message)
        .setInviterId(inviter)
        .setAcceptedById(acceptedBy)
        .setCreatedAtMillis(createdAtMillis)
        .setUpdatedAtMillis(updatedAtMillis)
        .build();
  }

  @Override
  public String toString() {
    return "InvitationDocument[id=" + id + ", state=" + state + "]";
  }
}
