package dev.datalab.platform.user;

import static dev.datalab.platform.user.Requests.creating;
import static dev.datalab.platform.user.Requests.founding;
import static dev.datalab.platform.user.Requests.joining;
import static dev.datalab.platform.user.Requests.profile;
import static org.assertj.core.api.Assertions.assertThat;

import dev.datalab.platform.documents.DocumentStore;
import dev.datalab.platform.documents.MovableClock;
import dev.datalab.platform.documents.SqliteDocumentStore;
import dev.datalab.platform.rpc.CallContext;
import dev.datalab.platform.rpc.Caller;
import dev.datalab.platform.rpc.InProcess;
import dev.datalab.platform.rpc.Rejection;
import dev.datalab.platform.rpc.Rejection.Kind;
import dev.datalab.platform.rpc.Rejections;
import dev.datalab.platform.rpc.Violation;
import dev.datalab.proto.common.v1.InvitationState;
import dev.datalab.proto.common.v1.User;
import dev.datalab.proto.usermeta.v1.CreateUserRequest;
import dev.datalab.proto.usermeta.v1.CreateUserResponse;
import dev.datalab.proto.usermeta.v1.DestroyUserRequest;
import dev.datalab.proto.usermeta.v1.FindUserRequest;
import dev.datalab.proto.usermeta.v1.GetColleaguesRequest;
import dev.datalab.proto.usermeta.v1.GetInvitationsRequest;
import dev.datalab.proto.usermeta.v1.GetUserRequest;
import dev.datalab.proto.usermeta.v1.InviteColleagueRequest;
import dev.datalab.proto.usermeta.v1.Membership;
import dev.datalab.proto.usermeta.v1.OrganizationInvitation;
import dev.datalab.proto.usermeta.v1.Profile;
import dev.datalab.proto.usermeta.v1.UpdateUserRequest;
import dev.datalab.proto.usermeta.v1.UserMetaGrpc;
import dev.datalab.proto.usermeta.v1.UserMetaGrpc.UserMetaBlockingStub;
import dev.datalab.proto.usermeta.v1.WithdrawInvitationRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Users, organizations and invitations, over the transport and a file on disk. */
final class UserMetaServiceTest {
  @TempDir private Path folder;
  private final MovableClock clock = new MovableClock(Instant.parse("2026-11-22T10:00:00Z"));
  private DocumentStore store;
  private InProcess process;
  private UserMetaBlockingStub service;

  @BeforeEach
  void start() {
    store = SqliteDocumentStore.open(folder.resolve("user-meta.db"), clock);
    process = new InProcess(new UserMetaService(store, clock));
    service = UserMetaGrpc.newBlockingStub(process.channel());
  }

  @AfterEach
  void stop() {
    process.close();
    store.close();
  }

  private User found(String username, String organization) {
    return service.createUser(creating(username, founding(organization))).getUser();
  }

  private static <T> T as(User user, Callable<T> call) {
    try {
      return CallContext.as(new Caller(user.getId(), user.getOrganizationId()), "test").call(call);
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private static Rejection refused(User user, Callable<?> call) {
    return Rejections.of(() -> as(user, call));
  }

  private OrganizationInvitation invite(User by, String email) {
    InviteColleagueRequest request = InviteColleagueRequest.newBuilder().setEmail(email).build();
    return as(by, () -> service.inviteColleague(request)).getInvitation();
  }

  private GetUserRequest id(User user) {
    return GetUserRequest.newBuilder().setUserId(user.getId()).build();
  }

  private boolean destroy(String id) {
    return service
        .destroyUser(DestroyUserRequest.newBuilder().setUserId(id).build())
        .getDestroyed();
  }

  @Test
  void whoFoundsAnOrganizationIsItsFirstUser() {
    CreateUserResponse answer = service.createUser(creating("ada", founding("Analysts")));

    User ada = answer.getUser();
    assertThat(answer.getFounded()).isTrue();
    assertThat(ada.getId()).isEqualTo("id-ada");
    assertThat(ada.getUsername()).isEqualTo("ada");
    assertThat(ada.getEmail()).isEqualTo("ada@mail.example");
    assertThat(ada.getOrganizationName()).isEqualTo("Analysts");
    assertThat(ada.getCreatedAtMillis()).isEqualTo(clock.millis());
    assertThat(as(ada, () -> service.getUser(GetUserRequest.getDefaultInstance())).getUser())
        .isEqualTo(ada);
    assertThat(as(ada, () -> service.getColleagues(GetColleaguesRequest.getDefaultInstance())))
        .matches(colleagues -> colleagues.getUsersCount() == 0);
  }

  @Test
  void everyBrokenRuleIsReportedAtOnce() {
    CreateUserRequest request =
        CreateUserRequest.newBuilder()
            .setUserId("u1")
            .setProfile(
                Profile.newBuilder()
                    .setUsername("a/")
                    .setEmail("nobody")
                    .setLastName(" Lovelace")
                    .setPosition("x".repeat(101)))
            .setMembership(founding("a/b"))
            .build();

    Rejection rejection = Rejections.of(() -> service.createUser(request));

    assertThat(rejection.kind()).isEqualTo(Kind.INVALID);
    assertThat(rejection.violations())
        .extracting(Violation::pointer)
        .containsExactly(
            "/username", "/email", "/firstName", "/lastName", "/position", "/organization");
  }

  @Test
  void lengthsAreCountedInCodePointsAndBoundsAreIncluded() {
    Profile longest =
        profile("é".repeat(100)).toBuilder()
            .setFirstName("😀".repeat(100))
            .setPosition("")
            .setEmail("a".repeat(64) + "@" + "b".repeat(185) + ".net")
            .build();
    assertThat(ProfileRules.violations(longest, founding("o".repeat(100)))).isEmpty();
    Profile tooLong =
        profile("x".repeat(101)).toBuilder()
            .setFirstName("😀".repeat(101))
            .setEmail("a".repeat(64) + "@" + "b".repeat(186) + ".net")
            .build();
    assertThat(ProfileRules.violations(tooLong, founding("o".repeat(101))))
        .extracting(Violation::pointer)
        .containsExactly("/username", "/email", "/firstName", "/organization");
    assertThat(
            ProfileRules.violations(
                profile("ab").toBuilder().setUsername("a b").build(),
                Membership.getDefaultInstance()))
        .extracting(Violation::pointer)
        .containsExactly("/username", "/organization");
  }

  @Test
  void anAddressIsPlausibleOrRefused() {
    for (String good : new String[] {"a@b.cd", "a.b+c@d-e.example", "ü@straße.example"}) {
      assertThat(
              ProfileRules.violations(
                  profile("ada").toBuilder().setEmail(good).build(), founding("O")))
          .as(good)
          .isEmpty();
    }
    for (String bad :
        new String[] {
          "", "@", "a@", "@b.cd", "a@b", "a@.b", "a@b.", "a@b..c", "a@b@c.d", "a b@c.d", "a@b.c\n"
        }) {
      assertThat(
              ProfileRules.violations(
                  profile("ada").toBuilder().setEmail(bad).build(), founding("O")))
          .as(bad)
          .extracting(Violation::pointer)
          .containsExactly("/email");
    }
  }

  @Test
  void userNamesAddressesAndOrganizationsAreTakenWithoutRegardToCase() {
    found("Ada", "Analysts");

    Rejection name = Rejections.of(() -> service.createUser(request("x1", "aDA", "z@z.zz", "Z")));
    Rejection email =
        Rejections.of(() -> service.createUser(request("x2", "bob", "ADA@mail.EXAMPLE", "Z")));
    Rejection organization =
        Rejections.of(() -> service.createUser(request("x3", "bob", "z@z.zz", "ANALYSTS")));

    assertThat(name.kind()).isEqualTo(Kind.TAKEN);
    assertThat(name.violations()).extracting(Violation::pointer).containsExactly("/username");
    assertThat(email.violations()).extracting(Violation::pointer).containsExactly("/email");
    assertThat(organization.kind().httpStatus()).isEqualTo(409);
    assertThat(organization.detail()).contains("ask a colleague for an invitation");
    // None of them left anything behind.
    service.createUser(request("x4", "bob", "z@z.zz", "Z"));
  }

  private static CreateUserRequest request(
      String id, String username, String email, String organization) {
    return CreateUserRequest.newBuilder()
        .setUserId(id)
        .setProfile(profile(username).toBuilder().setEmail(email))
        .setMembership(founding(organization))
        .build();
  }

  @Test
  void theSameRequestAgainAnswersTheUserAsItStands() {
    CreateUserRequest request = creating("ada", founding("Analysts"));
    CreateUserResponse first = service.createUser(request);

    assertThat(service.createUser(request)).isEqualTo(first);
    assertThat(
            Rejections.of(
                    () ->
                        service.createUser(
                            creating("bob", founding("B")).toBuilder().setUserId("id-ada").build()))
                .kind())
        .isEqualTo(Kind.TAKEN);
  }

  @Test
  void aPersonJoinsByTheCodeOfAnInvitationOnce() {
    User ada = found("ada", "Analysts");
    OrganizationInvitation invitation = invite(ada, "bob@mail.example");
    assertThat(invitation.getCode()).matches("[A-Za-z0-9_-]{22,}");

    CreateUserResponse bob = service.createUser(creating("bob", joining(invitation.getCode())));

    assertThat(bob.getFounded()).isFalse();
    assertThat(bob.getUser().getOrganizationId()).isEqualTo(ada.getOrganizationId());
    assertThat(
            as(ada, () -> service.getColleagues(GetColleaguesRequest.getDefaultInstance()))
                .getUsersList())
        .containsExactly(bob.getUser());
    Rejection again =
        Rejections.of(() -> service.createUser(creating("eve", joining(invitation.getCode()))));
    assertThat(again.violations()).extracting(Violation::pointer).containsExactly("/invitation");
    OrganizationInvitation accepted =
        as(ada, () -> service.getInvitations(GetInvitationsRequest.getDefaultInstance()))
            .getInvitations(0);
    assertThat(accepted.getState()).isEqualTo(InvitationState.INVITATION_STATE_ACCEPTED);
    assertThat(accepted.getAcceptedById()).isEqualTo("id-bob");
    assertThat(accepted.getCode()).isEmpty();
  }

  @Test
  void aWithdrawnInvitationAdmitsNobody() {
    User ada = found("ada", "Analysts");
    User eve = found("eve", "Eavesdroppers");
    OrganizationInvitation invitation = invite(ada, "bob@mail.example");
    WithdrawInvitationRequest withdraw =
        WithdrawInvitationRequest.newBuilder().setInvitationId(invitation.getId()).build();

    assertThat(refused(eve, () -> service.withdrawInvitation(withdraw)).kind())
        .isEqualTo(Kind.NOT_FOUND);
    for (int i = 0; i < 2; i++) {
      assertThat(as(ada, () -> service.withdrawInvitation(withdraw)).getInvitation().getState())
          .isEqualTo(InvitationState.INVITATION_STATE_WITHDRAWN);
    }
    assertThat(
            Rejections.of(() -> service.createUser(creating("bob", joining(invitation.getCode()))))
                .kind())
        .isEqualTo(Kind.INVALID);
    String code = invite(ada, "bob@mail.example").getCode();
    service.createUser(creating("bob", joining(code)));
  }

  @Test
  void anAcceptedInvitationIsNotWithdrawn() {
    User ada = found("ada", "Analysts");
    OrganizationInvitation invitation = invite(ada, "bob@mail.example");
    service.createUser(creating("bob", joining(invitation.getCode())));

    assertThat(
            refused(
                    ada,
                    () ->
                        service.withdrawInvitation(
                            WithdrawInvitationRequest.newBuilder()
                                .setInvitationId(invitation.getId())
                                .build()))
                .kind())
        .isEqualTo(Kind.CONFLICT);
  }

  @Test
  void anAddressIsInvitedOnceAtATimeAndNotIfItIsAUsers() {
    User ada = found("ada", "Analysts");
    invite(ada, "bob@mail.example");

    assertThat(Rejections.of(() -> invite(ada, "BOB@mail.example")).kind()).isEqualTo(Kind.TAKEN);
    assertThat(Rejections.of(() -> invite(ada, "Ada@mail.example")).kind()).isEqualTo(Kind.TAKEN);
    assertThat(Rejections.of(() -> invite(ada, "nobody")).kind()).isEqualTo(Kind.INVALID);
    invite(found("eve", "Eavesdroppers"), "bob@mail.example");
  }

  @Test
  void peopleSeeThemselvesAndTheirColleaguesOnly() {
    User ada = found("ada", "Analysts");
    User bob =
        service
            .createUser(creating("bob", joining(invite(ada, "bob@mail.example").getCode())))
            .getUser();
    User eve = found("eve", "Eavesdroppers");
    FindUserRequest byName = FindUserRequest.newBuilder().setUsername("BOB").build();

    assertThat(as(ada, () -> service.getUser(id(bob))).getUser()).isEqualTo(bob);
    assertThat(as(ada, () -> service.findUser(byName)).getUser()).isEqualTo(bob);
    assertThat(service.getUser(id(bob)).getUser()).isEqualTo(bob);
    Rejection hidden = refused(eve, () -> service.getUser(id(bob)));
    Rejection unknown =
        refused(eve, () -> service.getUser(GetUserRequest.newBuilder().setUserId("none").build()));
    assertThat(hidden.kind()).isEqualTo(Kind.NOT_FOUND);
    assertThat(hidden.detail()).isEqualTo(unknown.detail());
    assertThat(refused(eve, () -> service.findUser(byName)).kind()).isEqualTo(Kind.NOT_FOUND);
  }

  @Test
  void aProfileChangesWhereAFieldIsGiven() {
    User ada = found("ada", "Analysts");
    found("bob", "B");
    clock.advance(Duration.ofHours(1));

    User changed =
        as(
                ada,
                () ->
                    service.updateUser(
                        UpdateUserRequest.newBuilder()
                            .setPosition("")
                            .setEmail("ADA@mail.example")
                            .build()))
            .getUser();

    assertThat(changed)
        .isEqualTo(
            ada.toBuilder()
                .setPosition("")
                .setEmail("ADA@mail.example")
                .setUpdatedAtMillis(clock.millis())
                .build());
    clock.advance(Duration.ofHours(1));
    assertThat(
            as(
                    ada,
                    () ->
                        service.updateUser(UpdateUserRequest.newBuilder().setPosition("").build()))
                .getUser())
        .isEqualTo(changed);
    Rejection taken =
        refused(
            ada,
            () ->
                service.updateUser(
                    UpdateUserRequest.newBuilder().setEmail("Bob@mail.example").build()));
    assertThat(taken.kind()).isEqualTo(Kind.TAKEN);
    Rejection invalid =
        refused(
            ada,
            () ->
                service.updateUser(
                    UpdateUserRequest.newBuilder().setFirstName("").setEmail("x").build()));
    assertThat(invalid.violations())
        .extracting(Violation::pointer)
        .containsExactly("/email", "/firstName");
  }

  @Test
  void aDestroyedUserLeavesNothingAndIsNotCreatedByALateRequest() {
    found("ada", "Analysts");

    assertThat(destroy("id-ada")).isTrue();
    assertThat(destroy("id-ada")).isFalse();

    assertThat(Rejections.of(() -> found("ada", "Analysts")).kind()).isEqualTo(Kind.CONFLICT);
    service.createUser(
        creating("ada", founding("Analysts")).toBuilder().setUserId("id-ada-2").build());
  }

  @Test
  void whoIsDestroyedBeforeTheyAreCreatedNeverComes() {
    assertThat(destroy("id-ada")).isFalse();

    assertThat(Rejections.of(() -> found("ada", "Analysts")).kind()).isEqualTo(Kind.CONFLICT);
  }

  @Test
  void theInvitationOfADestroyedUserIsOpenAgain() {
    User ada = found("ada", "Analysts");
    String code = invite(ada, "bob@mail.example").getCode();
    service.createUser(creating("bob", joining(code)));

    destroy("id-bob");

    User bob =
        service
            .createUser(creating("bob", joining(code)).toBuilder().setUserId("id-bob-2").build())
            .getUser();
    assertThat(bob.getOrganizationId()).isEqualTo(ada.getOrganizationId());
  }

  @Test
  void onlyServicesCreateAndDestroyUsers() {
    User ada = found("ada", "Analysts");

    assertThat(refused(ada, () -> found("bob", "B")).kind()).isEqualTo(Kind.FORBIDDEN);
    assertThat(refused(ada, () -> destroy("id-ada")).kind()).isEqualTo(Kind.FORBIDDEN);
    assertThat(
            Rejections.of(() -> service.getColleagues(GetColleaguesRequest.getDefaultInstance()))
                .kind())
        .isEqualTo(Kind.UNAUTHENTICATED);
  }
}
