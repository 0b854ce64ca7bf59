package dev.datalab.platform.config;

import dev.datalab.platform.rpc.Rejection;
import dev.datalab.proto.appconfig.v1.ApproveOperationResponse;
import dev.datalab.proto.appconfig.v1.Operation;
import dev.datalab.proto.appconfig.v1.Refusal;
import dev.datalab.proto.appmeta.v1.GetAppResponse;
import dev.datalab.proto.common.v1.Role;
import dev.datalab.proto.common.v1.Visibility;

/** What each operation takes: a role, and a state of the app. */
record Approval(Role role, State state) {
  private enum State {
    ANY,
    UNLOCKED,
    LOCKED,
    PRIVATE
  }

  private static Approval of(Operation operation) {
    return switch (operation) {
      case OPERATION_CHANGE_CONFIGURATION, OPERATION_CHANGE_SITE ->
          new Approval(Role.ROLE_EDITOR, State.UNLOCKED);
      case OPERATION_CHANGE_RETENTION, OPERATION_CHANGE_LABELS, OPERATION_IMPORT ->
          new Approval(Role.ROLE_EDITOR, State.ANY);
      case OPERATION_CHANGE_TOKEN, OPERATION_UNLOCK -> new Approval(Role.ROLE_OWNER, State.LOCKED);
      case OPERATION_CHANGE_MEMBERS -> new Approval(Role.ROLE_OWNER, State.PRIVATE);
      case OPERATION_CHANGE_VISIBILITY, OPERATION_ISSUE_TOKEN, OPERATION_ERASE, OPERATION_DELETE ->
          new Approval(Role.ROLE_OWNER, State.ANY);
      case OPERATION_UNSPECIFIED, UNRECOGNIZED ->
          throw Rejection.invalid("/operation", "operation: missing or unknown; name one.");
    };
  }

  /**
   * Whether an operation is allowed.
   *
   * @param app the app and the caller's role on it
   * @param locked whether what the operation changes is locked
   */
  static ApproveOperationResponse answer(Operation operation, GetAppResponse app, boolean locked) {
    Approval needs = of(operation);
    if (!AppAccess.admits(app.getRole(), needs.role)) {
      return refused(
          Refusal.REFUSAL_ROLE,
          needs.role == Role.ROLE_OWNER
              ? "Only the owner of the app may do this: ask them."
              : "Only an editor or the owner of the app may do this: ask for the role.");
    }
    boolean isPublic = app.getApp().getVisibility() == Visibility.VISIBILITY_PUBLIC;
    return switch (needs.state) {
      case UNLOCKED ->
          locked
              ? refused(Refusal.REFUSAL_LOCKED, "The app is locked: its owner can unlock it.")
              : approved();
      case LOCKED ->
          locked
              ? approved()
              : refused(
                  Refusal.REFUSAL_NOT_LOCKED, "The app is not locked: issue an app token first.");
      case PRIVATE ->
          isPublic
              ? refused(
                  Refusal.REFUSAL_PUBLIC,
                  "The app is public, every colleague is an editor: make it private first.")
              : approved();
      case ANY -> approved();
    };
  }

  private static ApproveOperationResponse approved() {
    return ApproveOperationResponse.newBuilder().setApproved(true).build();
  }

  private static ApproveOperationResponse refused(Refusal refusal, String reason) {
    return ApproveOperationResponse.newBuilder().setRefusal(refusal).setReason(reason).build();
  }
}
