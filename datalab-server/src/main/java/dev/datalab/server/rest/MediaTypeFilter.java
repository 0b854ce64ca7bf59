package dev.datalab.server.rest;

import dev.datalab.server.problem.ProblemException;
import jakarta.inject.Inject;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;

/**
 * Refuses a request whose Content-Type or Accept can't be parsed. JAX-RS parses them while it
 * chooses the method, and would answer 400 with nothing in it. Thread-safe.
 */
@PreMatching
public final class MediaTypeFilter implements ContainerRequestFilter {

  @Inject
  MediaTypeFilter() {}

  @Override
  public void filter(ContainerRequestContext request) {
    try {
      var unused = request.getMediaType();
    } catch (ProcessingException | IllegalArgumentException e) {
      throw new ProblemException(
          415, "The Content-Type is no media type. Send one, such as application/json.");
    }
    try {
      var unused = request.getAcceptableMediaTypes();
    } catch (ProcessingException | IllegalArgumentException e) {
      throw new ProblemException(
          406, "The header Accept lists no media types. Send some, such as application/json.");
    }
  }
}
