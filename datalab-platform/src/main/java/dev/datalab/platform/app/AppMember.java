package dev.datalab.platform.app;

import static java.util.Objects.requireNonNull;

/**
 * A user with a role on an app.
 *
 * @param userId id of the user
 * @param username name of the user, which never changes
 * @param role the role on this app
 * @param joinedAtMillis when the user came to this app, milliseconds since the epoch
 */
record AppMember(String userId, String username, AppRole role, long joinedAtMillis) {
  AppMember {
    requireNonNull(userId, "userId");
    requireNonNull(username, "username");
    requireNonNull(role, "role");
  }

  AppMember as(AppRole other) {
    return new AppMember(userId, username, other, joinedAtMillis);
  }
}
