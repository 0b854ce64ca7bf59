package dev.datalab.server.rest;

import dev.datalab.platform.rpc.CallContext;
import dev.datalab.platform.rpc.Caller;
import dev.datalab.server.problem.ProblemException;
import io.grpc.Context;
import jakarta.ws.rs.core.SecurityContext;
import java.security.Principal;
import java.util.function.Supplier;

/**
 * Who makes a request. Immutable.
 *
 * @param username the username
 * @param caller ids of the user and of the organization
 */
public record Person(String username, Caller caller) implements Principal {

  /**
   * Who is signed in to a call that is {@link SignedIn}.
   *
   * @throws ProblemException 401 if nobody is
   */
  public static Person of(SecurityContext security) {
    if (security.getUserPrincipal() instanceof Person person) {
      return person;
    }
    throw new ProblemException(
        401, "Nobody is signed in. Send an access token: Authorization: Bearer …");
  }

  /** Makes calls of services on behalf of this person. */
  public <T> T ask(Supplier<T> calls) {
    Context context = context();
    Context before = context.attach();
    try {
      return calls.get();
    } finally {
      context.detach(before);
    }
  }

  /** The context of calls on behalf of this person. */
  public Context context() {
    return CallContext.as(caller, CallContext.requestId());
  }

  @Override
  public String getName() {
    return username;
  }
}
