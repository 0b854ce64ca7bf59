package dev.datalab.platform.user;

import dev.datalab.platform.documents.DocumentStore;
import dev.datalab.platform.rpc.Unary;
import dev.datalab.proto.usermeta.v1.CreateUserRequest;
import dev.datalab.proto.usermeta.v1.CreateUserResponse;
import dev.datalab.proto.usermeta.v1.DestroyUserRequest;
import dev.datalab.proto.usermeta.v1.DestroyUserResponse;
import dev.datalab.proto.usermeta.v1.FindUserRequest;
import dev.datalab.proto.usermeta.v1.FindUserResponse;
import dev.datalab.proto.usermeta.v1.GetColleaguesRequest;
import dev.datalab.proto.usermeta.v1.GetColleaguesResponse;
import dev.datalab.proto.usermeta.v1.GetInvitationsRequest;
import dev.datalab.proto.usermeta.v1.GetInvitationsResponse;
import dev.datalab.proto.usermeta.v1.GetUserRequest;
import dev.datalab.proto.usermeta.v1.GetUserResponse;
import dev.datalab.proto.usermeta.v1.InviteColleagueRequest;
import dev.datalab.proto.usermeta.v1.InviteColleagueResponse;
import dev.datalab.proto.usermeta.v1.UpdateUserRequest;
import dev.datalab.proto.usermeta.v1.UpdateUserResponse;
import dev.datalab.proto.usermeta.v1.UserMetaGrpc;
import dev.datalab.proto.usermeta.v1.WithdrawInvitationRequest;
import dev.datalab.proto.usermeta.v1.WithdrawInvitationResponse;
import io.grpc.stub.StreamObserver;
import jakarta.inject.Inject;
import java.time.InstantSource;

/**
 * The service {@code UserMeta}: its calls stand in {@code usermeta.proto}, its rules in this
 * package. Safe for use by many threads; keeps nothing in memory.
 */
public final class UserMetaService extends UserMetaGrpc.UserMetaImplBase {
  private final Users users;
  private final OrganizationInvitations invitations;

  /**
   * The service over its documents.
   *
   * @param store this service's own; the host closes it
   * @param clock says when things happen
   */
  @Inject
  public UserMetaService(DocumentStore store, InstantSource clock) {
    Directory directory = new Directory(store);
    users = new Users(directory, clock);
    invitations = new OrganizationInvitations(directory, clock);
  }

  @Override
  public void createUser(CreateUserRequest request, StreamObserver<CreateUserResponse> observer) {
    Unary.answer(observer, () -> users.create(request));
  }

  @Override
  public void getUser(GetUserRequest request, StreamObserver<GetUserResponse> observer) {
    Unary.answer(
        observer,
        () -> GetUserResponse.newBuilder().setUser(users.get(request.getUserId())).build());
  }

  @Override
  public void findUser(FindUserRequest request, StreamObserver<FindUserResponse> observer) {
    Unary.answer(
        observer,
        () -> FindUserResponse.newBuilder().setUser(users.find(request.getUsername())).build());
  }

  @Override
  public void updateUser(UpdateUserRequest request, StreamObserver<UpdateUserResponse> observer) {
    Unary.answer(
        observer, () -> UpdateUserResponse.newBuilder().setUser(users.update(request)).build());
  }

  @Override
  public void destroyUser(
      DestroyUserRequest request, StreamObserver<DestroyUserResponse> observer) {
    Unary.answer(
        observer,
        () ->
            DestroyUserResponse.newBuilder()
                .setDestroyed(users.destroy(request.getUserId()))
                .build());
  }

  @Override
  public void getColleagues(
      GetColleaguesRequest request, StreamObserver<GetColleaguesResponse> observer) {
    Unary.answer(
        observer, () -> GetColleaguesResponse.newBuilder().addAllUsers(users.colleagues()).build());
  }

  @Override
  public void inviteColleague(
      InviteColleagueRequest request, StreamObserver<InviteColleagueResponse> observer) {
    Unary.answer(
        observer,
        () ->
            InviteColleagueResponse.newBuilder()
                .setInvitation(invitations.invite(request.getEmail()))
                .build());
  }

  @Override
  public void getInvitations(
      GetInvitationsRequest request, StreamObserver<GetInvitationsResponse> observer) {
    Unary.answer(
        observer,
        () -> GetInvitationsResponse.newBuilder().addAllInvitations(invitations.all()).build());
  }

  @Override
  public void withdrawInvitation(
      WithdrawInvitationRequest request, StreamObserver<WithdrawInvitationResponse> observer) {
    Unary.answer(
        observer,
        () ->
            WithdrawInvitationResponse.newBuilder()
                .setInvitation(invitations.withdraw(request.getInvitationId()))
                .build());
  }
}
