package dev.datalab.platform.apptoken;

import static dev.datalab.platform.app.Installation.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.datalab.platform.app.Installation;
import dev.datalab.platform.rpc.Rejection;
import dev.datalab.proto.appmeta.v1.AcceptRequest;
import dev.datalab.proto.appmeta.v1.AddMemberRequest;
import dev.datalab.proto.appmeta.v1.App;
import dev.datalab.proto.appmeta.v1.ChangeRoleRequest;
import dev.datalab.proto.appmeta.v1.DeleteAppRequest;
import dev.datalab.proto.appmeta.v1.GetAppRequest;
import dev.datalab.proto.appmeta.v1.GetAppsRequest;
import dev.datalab.proto.appmeta.v1.GetInvitationsRequest;
import dev.datalab.proto.appmeta.v1.HandOverRequest;
import dev.datalab.proto.appmeta.v1.InviteRequest;
import dev.datalab.proto.appmeta.v1.LockRequest;
import dev.datalab.proto.appmeta.v1.RegisterAppRequest;
import dev.datalab.proto.appmeta.v1.RejectRequest;
import dev.datalab.proto.appmeta.v1.RemindRequest;
import dev.datalab.proto.appmeta.v1.RemoveMemberRequest;
import dev.datalab.proto.appmeta.v1.UpdateAppRequest;
import dev.datalab.proto.appmeta.v1.WithdrawRequest;
import dev.datalab.proto.apptoken.v1.GetStatusRequest;
import dev.datalab.proto.apptoken.v1.InvalidateAppTokenRequest;
import dev.datalab.proto.apptoken.v1.IssueAppTokenRequest;
import dev.datalab.proto.apptoken.v1.RefreshAppTokenRequest;
import dev.datalab.proto.apptoken.v1.UnlockRequest;
import dev.datalab.proto.common.v1.Role;
import dev.datalab.proto.common.v1.Visibility;
import io.grpc.StatusRuntimeException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Who may do what. The table is the rules of the platform, written down: the owner alone issues and
 * revokes tokens, unlocks, deletes, invites, reminds, removes members, changes roles and hands
 * over; editors change; viewers read; on a public app every colleague is an editor; what one does
 * not see is not there.
 */
final class PermissionsTest {
  private static final List<String> COLUMNS =
      List.of("olga", "emil", "vera", "carl", "saul", "nobody", "public carl", "public vera");

  private static final String TABLE =
      """
      call             | owner editor viewer colleague stranger nobody | colleague  viewer on public
      RegisterApp      | ok    ok     ok     ok        ok       401    | ok         ok
      GetApps          | ok    ok     ok     ok        ok       401    | ok         ok
      GetApp           | ok    ok     ok     404       404      ok     | ok         ok
      UpdateApp        | ok    ok     403    404       404      401    | ok         ok
      change visibility| ok    403    403    404       404      401    | 403        403
      DeleteApp        | ok    403    403    404       404      ok     | 403        403
      AddMember        | 403   403    403    403       403      ok     | 403        403
      RemoveMember     | ok    403    403    404       404      401    | 403        403
      ChangeRole       | ok    403    403    404       404      401    | 403        403
      HandOver         | ok    403    403    404       404      401    | 403        403
      Invite           | ok    403    403    404       404      401    | 403        403
      Remind           | ok    403    403    404       404      401    | 403        403
      Withdraw         | ok    403    403    404       404      401    | 403        403
      Accept           | 404   404    404    404       404      401    | 404        404
      Reject           | 404   404    404    404       404      401    | 404        404
      invitations      | ok    403    403    404       404      401    | 403        403
      own invitations  | ok    ok     ok     ok        ok       401    | ok         ok
      Lock             | 403   403    403    403       403      ok     | 403        403
      Unlock step      | 403   403    403    403       403      ok     | 403        403
      IssueAppToken    | ok    403    403    404       404      401    | 403        403
      RefreshAppToken  | ok    403    403    404       404      401    | 403        403
      InvalidateToken  | ok    403    403    404       404      ok     | 403        403
      Unlock           | ok    403    403    404       404      401    | 403        403
      GetStatus        | ok    ok     ok     404       404      ok     | ok         ok
      """;

  @TempDir static Path folder;
  private static Installation installation;
  private static int apps;

  @BeforeAll
  static void start() {
    installation = new Installation(folder);
  }

  @AfterAll
  static void stop() {
    installation.close();
  }

  /** A call about an app; {@code invitation} is a pending one of dora's, where there is one. */
  private interface Call {
    Object make(App app, String invitation);
  }

  private static Map<String, Call> calls() {
    Map<String, Call> calls = new LinkedHashMap<>();
    calls.put(
        "RegisterApp",
        (app, invitation) ->
            installation
                .apps()
                .registerApp(
                    RegisterAppRequest.newBuilder()
                        .setName("registered " + apps++)
                        .setUrl("https://shop.example")
                        .build()));
    calls.put(
        "GetApps",
        (app, invitation) -> installation.apps().getApps(GetAppsRequest.getDefaultInstance()));
    calls.put(
        "GetApp",
        (app, invitation) ->
            installation.apps().getApp(GetAppRequest.newBuilder().setAppId(app.getId()).build()));
    calls.put(
        "UpdateApp",
        (app, invitation) ->
            installation
                .apps()
                .updateApp(
                    UpdateAppRequest.newBuilder()
                        .setAppId(app.getId())
                        .setUrl("https://other.example")
                        .build()));
    calls.put(
        "change visibility",
        (app, invitation) ->
            installation
                .apps()
                .updateApp(
                    UpdateAppRequest.newBuilder()
                        .setAppId(app.getId())
                        .setVisibility(
                            app.getVisibility() == Visibility.VISIBILITY_PUBLIC
                                ? Visibility.VISIBILITY_PRIVATE
                                : Visibility.VISIBILITY_PUBLIC)
                        .build()));
    calls.put(
        "DeleteApp",
        (app, invitation) ->
            installation
                .apps()
                .deleteApp(DeleteAppRequest.newBuilder().setAppId(app.getId()).build()));
    calls.put(
        "AddMember",
        (app, invitation) ->
            installation
                .apps()
                .addMember(
                    AddMemberRequest.newBuilder()
                        .setAppId(app.getId())
                        .setUserId("id-carl")
                        .setRole(Role.ROLE_VIEWER)
                        .build()));
    calls.put(
        "RemoveMember",
        (app, invitation) ->
            installation
                .apps()
                .removeMember(
                    RemoveMemberRequest.newBuilder()
                        .setAppId(app.getId())
                        .setUserId("id-vera")
                        .build()));
    calls.put(
        "ChangeRole",
        (app, invitation) ->
            installation
                .apps()
                .changeRole(
                    ChangeRoleRequest.newBuilder()
                        .setAppId(app.getId())
                        .setUserId("id-vera")
                        .setRole(Role.ROLE_EDITOR)
                        .build()));
    calls.put(
        "HandOver",
        (app, invitation) ->
            installation
                .apps()
                .handOver(
                    HandOverRequest.newBuilder()
                        .setAppId(app.getId())
                        .setUserId("id-emil")
                        .build()));
    calls.put(
        "Invite",
        (app, invitation) ->
            installation
                .apps()
                .invite(
                    InviteRequest.newBuilder()
                        .setAppId(app.getId())
                        .setUsername("carl")
                        .setRole(Role.ROLE_VIEWER)
                        .build()));
    calls.put(
        "Remind",
        (app, invitation) ->
            installation
                .apps()
                .remind(
                    RemindRequest.newBuilder()
                        .setAppId(app.getId())
                        .setInvitationId(invitation)
                        .build()));
    calls.put(
        "Withdraw",
        (app, invitation) ->
            installation
                .apps()
                .withdraw(
                    WithdrawRequest.newBuilder()
                        .setAppId(app.getId())
                        .setInvitationId(invitation)
                        .build()));
    calls.put(
        "Accept",
        (app, invitation) ->
            installation
                .apps()
                .accept(
                    AcceptRequest.newBuilder()
                        .setAppId(app.getId())
                        .setInvitationId(invitation)
                        .build()));
    calls.put(
        "Reject",
        (app, invitation) ->
            installation
                .apps()
                .reject(
                    RejectRequest.newBuilder()
                        .setAppId(app.getId())
                        .setInvitationId(invitation)
                        .build()));
    calls.put(
        "invitations",
        (app, invitation) ->
            installation
                .apps()
                .getInvitations(GetInvitationsRequest.newBuilder().setAppId(app.getId()).build()));
    calls.put(
        "own invitations",
        (app, invitation) ->
            installation.apps().getInvitations(GetInvitationsRequest.getDefaultInstance()));
    calls.put(
        "Lock",
        (app, invitation) ->
            installation
                .apps()
                .lock(LockRequest.newBuilder().setAppId(app.getId()).setSagaId("s").build()));
    calls.put(
        "Unlock step",
        (app, invitation) ->
            installation
                .apps()
                .unlock(
                    dev.datalab.proto.appmeta.v1.UnlockRequest.newBuilder()
                        .setAppId(app.getId())
                        .setSagaId("s")
                        .build()));
    calls.put(
        "IssueAppToken",
        (app, invitation) ->
            installation
                .tokens()
                .issueAppToken(
                    IssueAppTokenRequest.newBuilder()
                        .setAppId(app.getId())
                        .setPhrase("Analysts/" + app.getName())
                        .build()));
    calls.put(
        "RefreshAppToken",
        (app, invitation) ->
            installation
                .tokens()
                .refreshAppToken(
                    RefreshAppTokenRequest.newBuilder().setAppId(app.getId()).build()));
    calls.put(
        "InvalidateToken",
        (app, invitation) ->
            installation
                .tokens()
                .invalidateAppToken(
                    InvalidateAppTokenRequest.newBuilder().setAppId(app.getId()).build()));
    calls.put(
        "Unlock",
        (app, invitation) ->
            installation
                .tokens()
                .unlock(
                    UnlockRequest.newBuilder()
                        .setAppId(app.getId())
                        .setPhrase("Analysts/" + app.getName())
                        .build()));
    calls.put(
        "GetStatus",
        (app, invitation) ->
            installation
                .tokens()
                .getStatus(GetStatusRequest.newBuilder().setAppId(app.getId()).build()));
    return calls;
  }

  static Stream<Arguments> cells() {
    return TABLE
        .lines()
        .skip(1)
        .map(line -> line.split("\\|"))
        .map(
            parts ->
                arguments(
                    parts[0].strip(),
                    List.of((parts[1].strip() + " " + parts[2].strip()).split("\\s+"))));
  }

  private static App app(boolean isPublic, boolean locked) {
    App app = installation.registerWithTeam("app " + apps++);
    if (isPublic) {
      UpdateAppRequest publish =
          UpdateAppRequest.newBuilder()
              .setAppId(app.getId())
              .setVisibility(Visibility.VISIBILITY_PUBLIC)
              .build();
      app = as("olga", () -> installation.apps().updateApp(publish).getApp());
    }
    if (locked) {
      app = installation.issue(app).getApp();
    }
    return app;
  }

  private static String pending(App app) {
    if (app.getVisibility() == Visibility.VISIBILITY_PUBLIC) {
      return "none";
    }
    InviteRequest request =
        InviteRequest.newBuilder()
            .setAppId(app.getId())
            .setUsername("dora")
            .setRole(Role.ROLE_VIEWER)
            .build();
    return as("olga", () -> installation.apps().invite(request).getInvitation().getId());
  }

  private static String outcome(String user, Call call, App app, String invitation) {
    try {
      if (user.equals("nobody")) {
        call.make(app, invitation);
      } else {
        as(user, () -> call.make(app, invitation));
      }
      return "ok";
    } catch (StatusRuntimeException e) {
      return Integer.toString(Rejection.of(e).kind().httpStatus());
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cells")
  void everyCallAdmitsWhomTheRulesAdmitAndChangesNothingForOthers(
      String name, List<String> expected) {
    assertThat(expected).as("columns of %s", name).hasSize(COLUMNS.size());
    Call call = calls().get(name);
    assertThat(call).as(name).isNotNull();
    boolean locked = List.of("RefreshAppToken", "InvalidateToken", "Unlock").contains(name);
    for (boolean isPublic : new boolean[] {false, true}) {
      App untouched = app(isPublic, locked);
      String invitation = pending(untouched);
      App before = installation.look(untouched);
      for (int i = 0; i < COLUMNS.size(); i++) {
        String column = COLUMNS.get(i);
        if (column.startsWith("public ") != isPublic) {
          continue;
        }
        String user = column.replace("public ", "");
        boolean admitted = expected.get(i).equals("ok");
        App app = admitted ? app(isPublic, locked) : untouched;
        String about = admitted ? pending(app) : invitation;
        assertThat(outcome(user, call, app, about))
            .as("%s by %s on %s", name, user, isPublic ? "a public app" : "a private app")
            .isEqualTo(expected.get(i));
      }
      assertThat(installation.look(untouched)).isEqualTo(before);
    }
  }

  @org.junit.jupiter.api.Test
  void theTableHasEveryCall() {
    assertThat(cells().map(row -> row.get()[0])).containsExactlyElementsOf(calls().keySet());
  }
}
