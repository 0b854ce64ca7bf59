package dev.datalab.server.people;

import dev.datalab.proto.common.v1.User;
import dev.datalab.proto.userauth.v1.AuthUserRequest;
import dev.datalab.proto.userauth.v1.AuthUserResponse;
import dev.datalab.proto.userauth.v1.LogoutRequest;
import dev.datalab.proto.userauth.v1.RefreshRequest;
import dev.datalab.proto.userauth.v1.RefreshResponse;
import dev.datalab.proto.userauth.v1.RegisterRequest;
import dev.datalab.proto.userauth.v1.RegisterResponse;
import dev.datalab.proto.userauth.v1.TokenPair;
import dev.datalab.proto.userauth.v1.UserAuthGrpc.UserAuthBlockingStub;
import dev.datalab.proto.usermeta.v1.Membership;
import dev.datalab.proto.usermeta.v1.Profile;
import dev.datalab.server.rest.JsonBody;
import dev.datalab.server.rest.Resource;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;

/** Signing up, in and out. */
@Path("/api/v1/auth")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public final class AuthResource implements Resource {
  private final UserAuthBlockingStub userAuth;

  record Session(UserView user, String accessToken, String refreshToken, long expiresIn) {
    static Session of(User user, TokenPair tokens) {
      return new Session(
          UserView.of(user),
          tokens.getAccessToken(),
          tokens.getRefreshToken(),
          tokens.getExpiresInSeconds());
    }
  }

  @Inject
  AuthResource(UserAuthBlockingStub userAuth) {
    this.userAuth = userAuth;
  }

  /** Signs a person up, who founds an organization or joins one by an invitation's code. */
  @POST
  @Path("/register")
  public Response register(JsonBody body) {
    RegisterRequest.Builder request =
        RegisterRequest.newBuilder()
            .setProfile(
                Profile.newBuilder()
                    .setUsername(body.text("username"))
                    .setEmail(body.text("email"))
                    .setFirstName(body.text("firstName"))
                    .setLastName(body.text("lastName"))
                    .setPosition(body.text("position")))
            .setPassword(body.text("password"))
            .setMembership(membership(body));
    body.check();
    RegisterResponse answer = userAuth.register(request.build());
    return Response.status(Response.Status.CREATED)
        .entity(Session.of(answer.getUser(), answer.getTokens()))
        .build();
  }

  private static Membership membership(JsonBody body) {
    Optional<String> organization = body.optionalText("organization");
    Optional<String> invitation = body.optionalText("invitation");
    if (organization.isPresent() && invitation.isPresent()) {
      body.error(
          "invitation",
          "stands beside `organization`, but a person either founds one or joins one. Leave out one of"
              + " the two");
    }
    return invitation
        .map(code -> Membership.newBuilder().setInvitationCode(code).build())
        .orElseGet(
            () -> Membership.newBuilder().setOrganizationName(organization.orElse("")).build());
  }

  /** Signs a person in. */
  @POST
  @Path("/login")
  public Record login(JsonBody body) {
    AuthUserRequest.Builder request =
        AuthUserRequest.newBuilder()
            .setUsername(body.text("username"))
            .setPassword(body.text("password"));
    required(body, "username");
    required(body, "password");
    body.check();
    AuthUserResponse answer = userAuth.authUser(request.build());
    return Session.of(answer.getUser(), answer.getTokens());
  }

  /** Exchanges a refresh token for a new pair. */
  @POST
  @Path("/refresh")
  public Record refresh(JsonBody body) {
    RefreshResponse answer =
        userAuth.refresh(RefreshRequest.newBuilder().setRefreshToken(refreshToken(body)).build());
    return Session.of(answer.getUser(), answer.getTokens());
  }

  /** Revokes a refresh token. */
  @POST
  @Path("/logout")
  public void logout(JsonBody body) {
    LogoutRequest request = LogoutRequest.newBuilder().setRefreshToken(refreshToken(body)).build();
    userAuth.logout(request);
  }

  private static String refreshToken(JsonBody body) {
    String token = body.text("refreshToken");
    required(body, "refreshToken");
    body.check();
    return token;
  }

  /**
   * To a service a missing proof is a wrong one (401), to the contract it is a wrong body (422).
   */
  private static void required(JsonBody body, String field) {
    if (!body.has(field)) {
      body.error(field, "is missing. Send it as a text");
    }
  }
}
