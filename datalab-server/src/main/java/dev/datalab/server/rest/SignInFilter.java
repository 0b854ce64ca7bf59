package dev.datalab.server.rest;

import dev.datalab.server.problem.ProblemException;
import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.SecurityContext;
import java.security.Principal;

/** Lets only people through to what is {@link SignedIn}. Thread-safe. */
@SignedIn
@Priority(Priorities.AUTHENTICATION)
public final class SignInFilter implements ContainerRequestFilter {
  private static final String SCHEME = "Bearer ";

  private final AccessTokens tokens;

  @Inject
  SignInFilter(AccessTokens tokens) {
    this.tokens = tokens;
  }

  @Override
  public void filter(ContainerRequestContext request) {
    String header = request.getHeaderString(HttpHeaders.AUTHORIZATION);
    if (header == null || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      throw new ProblemException(
          401, "Nobody is signed in. Send an access token: Authorization: Bearer …");
    }
    Person person = tokens.verify(header.substring(SCHEME.length()).trim());
    request.setSecurityContext(new As(person, request.getSecurityContext().isSecure()));
  }

  private record As(Person person, boolean secure) implements SecurityContext {
    @Override
    public Principal getUserPrincipal() {
      return person;
    }

    @Override
    public boolean isUserInRole(String role) {
      return false;
    }

    @Override
    public boolean isSecure() {
      return secure;
    }

    @Override
    public String getAuthenticationScheme() {
      return "Bearer";
    }
  }
}
