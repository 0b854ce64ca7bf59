package dev.datalab.server.rest;

import dev.datalab.proto.common.v1.InvitationState;
import dev.datalab.proto.common.v1.Role;
import dev.datalab.proto.common.v1.Visibility;
import org.jspecify.annotations.Nullable;

/** What the contract calls the values that the services call by number. */
public final class Names {
  private Names() {}

  /** {@code pending}, {@code accepted}, {@code rejected} or {@code withdrawn}. */
  public static String of(InvitationState state) {
    return switch (state) {
      case INVITATION_STATE_PENDING -> "pending";
      case INVITATION_STATE_ACCEPTED -> "accepted";
      case INVITATION_STATE_REJECTED -> "rejected";
      case INVITATION_STATE_WITHDRAWN -> "withdrawn";
      case INVITATION_STATE_UNSPECIFIED, UNRECOGNIZED ->
          throw new IllegalStateException("a service answers no state that this gateway knows");
    };
  }

  /** {@code OWNER}, {@code EDITOR} or {@code VIEWER}; null if there is no role. */
  public static @Nullable String of(Role role) {
    return switch (role) {
      case ROLE_OWNER -> "OWNER";
      case ROLE_EDITOR -> "EDITOR";
      case ROLE_VIEWER -> "VIEWER";
      case ROLE_UNSPECIFIED, UNRECOGNIZED -> null;
    };
  }

  /** {@code public} or {@code private}. */
  public static String of(Visibility visibility) {
    return visibility == Visibility.VISIBILITY_PUBLIC ? "public" : "private";
  }
}
