package dev.datalab.platform.user;

import dev.datalab.proto.usermeta.v1.CreateUserRequest;
import dev.datalab.proto.usermeta.v1.Membership;
import dev.datalab.proto.usermeta.v1.Profile;

/** Sign-ups as people fill them in. */
public final class Requests {
  private Requests() {}

  public static Profile profile(String username) {
    return Profile.newBuilder()
        .setUsername(username)
        .setEmail(username + "@mail.example")
        .setFirstName("Ada")
        .setLastName("Lovelace")
        .setPosition("Analyst")
        .build();
  }

  public static Membership founding(String organization) {
    return Membership.newBuilder().setOrganizationName(organization).build();
  }

  public static Membership joining(String code) {
    return Membership.newBuilder().setInvitationCode(code).build();
  }

  static CreateUserRequest creating(String username, Membership membership) {
    return CreateUserRequest.newBuilder()
        .setUserId("id-" + username)
        .setProfile(profile(username))
        .setMembership(membership)
        .build();
  }
}
