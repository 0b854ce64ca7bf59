package dev.datalab.server.people;

import dev.datalab.proto.common.v1.User;
import dev.datalab.server.rest.Times;

/**
 * A user as the contract shows them.
 *
 * @param organization the organization's name
 * @param createdAt when the user signed up, ISO 8601
 */
record UserView(
    String id,
    String username,
    String email,
    String firstName,
    String lastName,
    String position,
    String organization,
    String organizationId,
    String createdAt) {

  static UserView of(User user) {
    return new UserView(
        user.getId(),
        user.getUsername(),
        user.getEmail(),
        user.getFirstName(),
        user.getLastName(),
        user.getPosition(),
        user.getOrganizationName(),
        user.getOrganizationId(),
        Times.iso(user.getCreatedAtMillis()));
  }
}
