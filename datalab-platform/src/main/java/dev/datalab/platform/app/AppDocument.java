package dev.datalab.platform.app;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * An app as it is kept. A value: every change is a new one, written over the version that was read.
 *
 * @param id id of the app
 * @param organizationId the organization of all who may see it
 * @param organizationName the name of that organization
 * @param description what people change of it
 * @param team owner and members
 * @param lock lock and generation
 * @param going true once its deletion is decided: nobody sees it any more
 * @param createdAtMillis when it was registered, milliseconds since the epoch
 * @param updatedAtMillis when it changed last, milliseconds since the epoch
 */
record AppDocument(
    String id,
    String organizationId,
    String organizationName,
    AppDescription description,
    AppTeam team,
    AppLock lock,
    boolean going,
    long createdAtMillis,
    long updatedAtMillis) {

  AppDocument {
    requireNonNull(id, "id");
    requireNonNull(organizationId, "organizationId");
    requireNonNull(organizationName, "organizationName");
    requireNonNull(description, "description");
    requireNonNull(team, "team");
    requireNonNull(lock, "lock");
  }

  /**
   * The role that a user has on this app: the rule on which every permission rests.
   *
   * @return empty for who does not see it: a stranger, or of a private app a colleague who is no
   *     member
   */
  Optional<AppRole> roleOf(String userId, String userOrganizationId) {
    if (going || !organizationId.equals(userOrganizationId)) {
      return Optional.empty();
    }
    if (team.isOwner(userId)) {
      return Optional.of(AppRole.OWNER);
    }
    if (isPublic()) {
      return Optional.of(AppRole.EDITOR);
    }
    return team.member(userId).map(AppMember::role);
  }

  boolean isPublic() {
    return description.visibility() == AppVisibility.PUBLIC;
  }

  AppDocument with(AppDescription next) {
    return new AppDocument(
        id,
        organizationId,
        organizationName,
        next,
        team,
        lock,
        going,
        createdAtMillis,
        updatedAtMillis);
  }

  AppDocument with(AppTeam next) {
    return new AppDocument(
        id,
        organizationId,
        organizationName,
        description,
        next,
        lock,
        going,
        createdAtMillis,
        updatedAtMillis);
  }

  AppDocument with(AppLock next) {
    return new AppDocument(
        id,
        organizationId,
        organizationName,
        description,
        team,
        next,
        going,
        createdAtMillis,
        updatedAtMillis);
  }

  /** Marked for deletion: visible to nobody, its name free. */
  AppDocument leaving() {
    return new AppDocument(
        id,
        organizationId,
        organizationName,
        description,
        team,
        lock,
        true,
        createdAtMillis,
        updatedAtMillis);
  }

  AppDocument changedAt(long millis) {
    return new AppDocument(
        id,
        organizationId,
        organizationName,
        description,
        team,
        lock,
        going,
        createdAtMillis,
        millis);
  }
}
