package dev.datalab.platform.user;

import dev.datalab.proto.common.v1.User;

/**
 * A user at rest; the rules are {@link ProfileRules}.
 *
 * @param organization id of the organization
 * @param invitation id of the invitation by which the user came; empty: founded the organization
 */
record UserDocument(
    String id,
    String username,
    String email,
    String firstName,
    String lastName,
    String position,
    String organization,
    String invitation,
    long createdAtMillis,
    long updatedAtMillis) {

  User toUser(OrganizationDocument of) {
    return User.newBuilder()
        .setId(id)
        .setUsername(username)
        .setEmail(email)
        .setFirstName(firstName)
        .setLastName(lastName)
        .setPosition(position)
        .setOrganizationId(of.id())
        .setOrganizationName(of.name())
        .setCreatedAtMillis(createdAtMillis)
        .setUpdatedAtMillis(updatedAtMillis)
        .build();
  }
}
