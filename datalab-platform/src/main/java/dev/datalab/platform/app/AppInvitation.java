package dev.datalab.platform.app;

import static java.util.Objects.requireNonNull;

/**
 * An invitation of one colleague to one private app.
 *
 * @param id id of the invitation
 * @param appId id of the app
 * @param appName its name when the invitation was made: the invited reads it before seeing the app
 * @param role the role the invited will have
 * @param state where it stands; leaves {@link State#PENDING} once, for ever
 * @param inviterId who invited
 * @param inviterUsername the username of who invited
 * @param userId who is invited
 * @param username the username of who is invited
 * @param createdAtMillis when it was made, milliseconds since the epoch
 * @param updatedAtMillis when its state changed last, milliseconds since the epoch
 * @param remindedAtMillis when the invited was last reminded; 0: never
 */
record AppInvitation(
    String id,
    String appId,
    String appName,
    AppRole role,
    State state,
    String inviterId,
    String inviterUsername,
    String userId,
    String username,
    long createdAtMillis,
    long updatedAtMillis,
    long remindedAtMillis) {

  /** Where an invitation stands. */
  enum State {
    PENDING,
    ACCEPTED,
    REJECTED,
    WITHDRAWN
  }

  AppInvitation {
    requireNonNull(id, "id");
    requireNonNull(appId, "appId");
    requireNonNull(state, "state");
    if (role == AppRole.OWNER) {
      throw new IllegalArgumentException("role: nobody is invited as owner; hand over instead.");
    }
  }

  boolean isPending() {
    return state == State.PENDING;
  }

  AppInvitation settled(State next, long millis) {
    return new AppInvitation(
        id,
        appId,
        appName,
        role,
        next,
        inviterId,
        inviterUsername,
        userId,
        username,
        createdAtMillis,
        millis,
        remindedAtMillis);
  }

  AppInvitation remindedAt(long millis) {
    return new AppInvitation(
        id,
        appId,
        appName,
        role,
        state,
        inviterId,
        inviterUsername,
        userId,
        username,
        createdAtMillis,
        updatedAtMillis,
        millis);
  }
}
