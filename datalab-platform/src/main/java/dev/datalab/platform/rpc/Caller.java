package dev.datalab.platform.rpc;

import static java.util.Objects.requireNonNull;

import io.grpc.Context;

/**
 * The user on whose behalf a call is made.
 *
 * @param user id of the user, not empty
 * @param organization id of the user's organization, not empty
 */
public record Caller(String user, String organization) {
  /** The caller in the call's context; without a value where a service calls in its own name. */
  static final Context.Key<Caller> KEY = Context.key("datalab-caller");

  /** Requires both ids. */
  public Caller {
    requireNonNull(user, "user");
    requireNonNull(organization, "organization");
    if (user.isEmpty() || organization.isEmpty()) {
      throw new IllegalArgumentException(
          "a caller needs the id of a user and of an organization: leave the caller out for a service");
    }
  }
}
