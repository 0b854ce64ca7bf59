package dev.datalab.platform.app;

import static dev.datalab.platform.app.Installation.as;
import static dev.datalab.platform.app.Installation.refused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.datalab.platform.rpc.Rejection.Kind;
import dev.datalab.proto.appmeta.v1.AcceptRequest;
import dev.datalab.proto.appmeta.v1.AcceptResponse;
import dev.datalab.proto.appmeta.v1.App;
import dev.datalab.proto.appmeta.v1.ChangeRoleRequest;
import dev.datalab.proto.appmeta.v1.GetAppRequest;
import dev.datalab.proto.appmeta.v1.GetInvitationsRequest;
import dev.datalab.proto.appmeta.v1.HandOverRequest;
import dev.datalab.proto.appmeta.v1.HandOverResponse;
import dev.datalab.proto.appmeta.v1.InviteRequest;
import dev.datalab.proto.appmeta.v1.Member;
import dev.datalab.proto.appmeta.v1.RejectRequest;
import dev.datalab.proto.appmeta.v1.RemindRequest;
import dev.datalab.proto.appmeta.v1.RemoveMemberRequest;
import dev.datalab.proto.appmeta.v1.UpdateAppRequest;
import dev.datalab.proto.appmeta.v1.WithdrawRequest;
import dev.datalab.proto.common.v1.Invitation;
import dev.datalab.proto.common.v1.InvitationState;
import dev.datalab.proto.common.v1.Role;
import dev.datalab.proto.common.v1.Visibility;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Members and invitations of an app. */
final class MembersTest {
  @TempDir Path folder;
  private Installation installation;
  private App app;

  @BeforeEach
  void start() {
    installation = new Installation(folder);
    app = installation.registerWithTeam("Shop");
  }

  @AfterEach
  void stop() {
    installation.close();
  }

  private Invitation invite(String username, Role role) {
    InviteRequest request =
        InviteRequest.newBuilder()
            .setAppId(app.getId())
            .setUsername(username)
            .setRole(role)
            .build();
    return as("olga", () -> installation.apps().invite(request).getInvitation());
  }

  private AcceptResponse accept(String username, Invitation invitation) {
    AcceptRequest request =
        AcceptRequest.newBuilder()
            .setAppId(app.getId())
            .setInvitationId(invitation.getId())
            .build();
    return as(username, () -> installation.apps().accept(request));
  }

  private Invitation reject(String username, Invitation invitation) {
    RejectRequest request =
        RejectRequest.newBuilder()
            .setAppId(app.getId())
            .setInvitationId(invitation.getId())
            .build();
    return as(username, () -> installation.apps().reject(request).getInvitation());
  }

  private Invitation withdraw(Invitation invitation) {
    WithdrawRequest request =
        WithdrawRequest.newBuilder()
            .setAppId(app.getId())
            .setInvitationId(invitation.getId())
            .build();
    return as("olga", () -> installation.apps().withdraw(request).getInvitation());
  }

  private Invitation remind(Invitation invitation) {
    RemindRequest request =
        RemindRequest.newBuilder()
            .setAppId(app.getId())
            .setInvitationId(invitation.getId())
            .build();
    return as("olga", () -> installation.apps().remind(request).getInvitation());
  }

  private App publish() {
    UpdateAppRequest request =
        UpdateAppRequest.newBuilder()
            .setAppId(app.getId())
            .setVisibility(Visibility.VISIBILITY_PUBLIC)
            .build();
    return as("olga", () -> installation.apps().updateApp(request).getApp());
  }

  private List<Invitation> received(String username, boolean pendingOnly) {
    GetInvitationsRequest request =
        GetInvitationsRequest.newBuilder().setPendingOnly(pendingOnly).build();
    return as(username, () -> installation.apps().getInvitations(request).getInvitationsList());
  }

  private Role roleOf(String username) {
    GetAppRequest request = GetAppRequest.newBuilder().setAppId(app.getId()).build();
    return as(username, () -> installation.apps().getApp(request).getRole());
  }

  @Test
  void theInvitedActsBeforeSeeingTheAppAndJoinsWithTheRole() {
    Invitation invitation = invite("carl", Role.ROLE_VIEWER);
    assertThat(invitation.getState()).isEqualTo(InvitationState.INVITATION_STATE_PENDING);
    assertThat(invitation.getAppName()).isEqualTo("Shop");
    assertThat(invitation.getInviterUsername()).isEqualTo("olga");
    assertThat(refused(() -> roleOf("carl")).kind()).isEqualTo(Kind.NOT_FOUND);
    assertThat(received("carl", true)).containsExactly(invitation);
    AcceptResponse accepted = accept("carl", invitation);
    assertThat(accepted.getInvitation().getState())
        .isEqualTo(InvitationState.INVITATION_STATE_ACCEPTED);
    assertThat(accepted.getApp().getMembersList())
        .extracting(Member::getUsername)
        .containsExactly("carl", "emil", "vera");
    assertThat(roleOf("carl")).isEqualTo(Role.ROLE_VIEWER);
    assertThat(received("carl", true)).isEmpty();
    assertThat(received("carl", false)).hasSize(1);
  }

  @Test
  void acceptingTwiceIsOnceAndAfterwardsItCannotBeRejectedOrWithdrawn() {
    Invitation invitation = invite("carl", Role.ROLE_VIEWER);
    AcceptResponse accepted = accept("carl", invitation);
    assertThat(accept("carl", invitation)).isEqualTo(accepted);
    assertThat(refused(() -> reject("carl", invitation)).kind()).isEqualTo(Kind.CONFLICT);
    assertThat(refused(() -> withdraw(invitation)).kind()).isEqualTo(Kind.CONFLICT);
    assertThat(refused(() -> remind(invitation)).kind()).isEqualTo(Kind.CONFLICT);
  }

  @Test
  void aRejectedInvitationStaysRejectedAndAnotherMayFollow() {
    Invitation invitation = invite("carl", Role.ROLE_VIEWER);
    assertThat(reject("carl", invitation).getState())
        .isEqualTo(InvitationState.INVITATION_STATE_REJECTED);
    assertThat(refused(() -> accept("carl", invitation)).kind()).isEqualTo(Kind.CONFLICT);
    installation.clock.advance(Duration.ofMinutes(1));
    Invitation second = invite("carl", Role.ROLE_EDITOR);
    assertThat(received("carl", false))
        .extracting(Invitation::getId)
        .containsExactly(second.getId(), invitation.getId());
  }

  @Test
  void aWithdrawnInvitationCannotBeAccepted() {
    Invitation invitation = invite("carl", Role.ROLE_VIEWER);
    withdraw(invitation);
    assertThat(withdraw(invitation).getState())
        .isEqualTo(InvitationState.INVITATION_STATE_WITHDRAWN);
    assertThat(refused(() -> accept("carl", invitation)).kind()).isEqualTo(Kind.CONFLICT);
    assertThat(refused(() -> roleOf("carl")).kind()).isEqualTo(Kind.NOT_FOUND);
  }

  @Test
  void aReminderSaysWhen() {
    Invitation invitation = invite("carl", Role.ROLE_VIEWER);
    installation.clock.advance(Duration.ofDays(1));
    assertThat(remind(invitation).getRemindedAtMillis()).isEqualTo(installation.clock.millis());
  }

  @Test
  void onlyColleaguesWhoAreNotThereYetAreInvitedOnce() {
    assertThat(refused(() -> invite("saul", Role.ROLE_VIEWER)).kind()).isEqualTo(Kind.INVALID);
    assertThat(refused(() -> invite("nobody", Role.ROLE_VIEWER)).violations().get(0).pointer())
        .isEqualTo("/username");
    assertThat(refused(() -> invite("carl", Role.ROLE_OWNER)).violations().get(0).pointer())
        .isEqualTo("/role");
    assertThat(refused(() -> invite("emil", Role.ROLE_VIEWER)).kind()).isEqualTo(Kind.TAKEN);
    assertThat(refused(() -> invite("olga", Role.ROLE_VIEWER)).kind()).isEqualTo(Kind.TAKEN);
    invite("carl", Role.ROLE_VIEWER);
    assertThat(refused(() -> invite("carl", Role.ROLE_EDITOR)).kind()).isEqualTo(Kind.TAKEN);
  }

  @Test
  void nobodyElseActsOnAnInvitation() {
    Invitation invitation = invite("carl", Role.ROLE_VIEWER);
    for (String other : List.of("olga", "emil", "dora", "saul")) {
      assertThat(refused(() -> accept(other, invitation)).kind()).isEqualTo(Kind.NOT_FOUND);
      assertThat(refused(() -> reject(other, invitation)).kind()).isEqualTo(Kind.NOT_FOUND);
    }
  }

  @Test
  void anAppThatBecomesPublicWithdrawsWhatIsPendingAndInvitesNobody() {
    Invitation invitation = invite("carl", Role.ROLE_VIEWER);
    App published = publish();
    assertThat(published.getMembersList()).hasSize(2);
    assertThat(received("carl", false).get(0).getState())
        .isEqualTo(InvitationState.INVITATION_STATE_WITHDRAWN);
    assertThat(refused(() -> accept("carl", invitation)).kind()).isEqualTo(Kind.CONFLICT);
    assertThat(refused(() -> invite("dora", Role.ROLE_VIEWER)).kind()).isEqualTo(Kind.CONFLICT);
    assertThat(refused(() -> installation.addMember(app, "dora", Role.ROLE_VIEWER)).kind())
        .isEqualTo(Kind.CONFLICT);
    assertThat(roleOf("vera")).isEqualTo(Role.ROLE_EDITOR);
    assertThat(roleOf("carl")).isEqualTo(Role.ROLE_EDITOR);
  }

  @Test
  void aMemberGetsAnotherRoleAndLeaves() {
    ChangeRoleRequest promote =
        ChangeRoleRequest.newBuilder()
            .setAppId(app.getId())
            .setUserId("id-vera")
            .setRole(Role.ROLE_EDITOR)
            .build();
    as("olga", () -> installation.apps().changeRole(promote));
    assertThat(roleOf("vera")).isEqualTo(Role.ROLE_EDITOR);
    RemoveMemberRequest remove =
        RemoveMemberRequest.newBuilder().setAppId(app.getId()).setUserId("id-vera").build();
    as("olga", () -> installation.apps().removeMember(remove));
    assertThat(refused(() -> roleOf("vera")).kind()).isEqualTo(Kind.NOT_FOUND);
    assertThat(refused(() -> as("olga", () -> installation.apps().removeMember(remove))).kind())
        .isEqualTo(Kind.NOT_FOUND);
    assertThat(
            refused(
                    () ->
                        as(
                            "olga",
                            () ->
                                installation
                                    .apps()
                                    .removeMember(remove.toBuilder().setUserId("id-olga").build())))
                .kind())
        .isEqualTo(Kind.CONFLICT);
    assertThat(
            refused(
                    () ->
                        as(
                            "olga",
                            () ->
                                installation
                                    .apps()
                                    .changeRole(
                                        promote.toBuilder().setRole(Role.ROLE_OWNER).build())))
                .kind())
        .isEqualTo(Kind.INVALID);
  }

  private HandOverResponse handOver(String username) {
    HandOverRequest request =
        HandOverRequest.newBuilder().setAppId(app.getId()).setUserId("id-" + username).build();
    return as("olga", () -> installation.apps().handOver(request));
  }

  @Test
  void aPrivateAppIsHandedOverToAMemberAndTheOldOwnerEdits() {
    assertThat(refused(() -> handOver("carl")).kind()).isEqualTo(Kind.INVALID);
    assertThat(refused(() -> handOver("saul")).kind()).isEqualTo(Kind.INVALID);
    assertThat(refused(() -> handOver("olga")).kind()).isEqualTo(Kind.INVALID);
    HandOverResponse answer = handOver("vera");
    assertThat(answer.getRole()).isEqualTo(Role.ROLE_EDITOR);
    assertThat(answer.getApp().getOwner().getUsername()).isEqualTo("vera");
    assertThat(roleOf("olga")).isEqualTo(Role.ROLE_EDITOR);
    assertThat(roleOf("vera")).isEqualTo(Role.ROLE_OWNER);
    assertThat(refused(() -> handOver("emil")).kind()).isEqualTo(Kind.FORBIDDEN);
  }

  @Test
  void aPublicAppIsHandedOverToAnyColleague() {
    publish();
    assertThat(handOver("carl").getApp().getOwner().getUsername()).isEqualTo("carl");
    assertThat(roleOf("olga")).isEqualTo(Role.ROLE_EDITOR);
  }

  @Test
  void whoIsAddedNeedsTheirInvitationNoMore() {
    Invitation invitation = invite("carl", Role.ROLE_VIEWER);
    installation.addMember(app, "carl", Role.ROLE_EDITOR);
    assertThat(refused(() -> accept("carl", invitation)).kind()).isEqualTo(Kind.CONFLICT);
    assertThat(roleOf("carl")).isEqualTo(Role.ROLE_EDITOR);
  }
}
