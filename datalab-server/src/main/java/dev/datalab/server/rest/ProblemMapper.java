package dev.datalab.server.rest;

import dev.datalab.platform.rpc.CallContext;
import dev.datalab.server.problem.Problem;
import dev.datalab.server.problem.Problems;
import jakarta.inject.Inject;
import jakarta.ws.rs.NotAllowedException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;

/** Makes every failure of a resource, and of JAX-RS itself, a problem. Thread-safe. */
public final class ProblemMapper implements ExceptionMapper<Throwable> {

  @Inject
  ProblemMapper() {}

  @Override
  public Response toResponse(Throwable failure) {
    if (failure instanceof WebApplicationException known) {
      return ofRest(known);
    }
    return response(Problems.of(failure, CallContext.requestId())).build();
  }

  private static Response ofRest(WebApplicationException failure) {
    int status = failure.getResponse().getStatus();
    if (status < 400) {
      return failure.getResponse();
    }
    Response.ResponseBuilder response = response(Problem.of(status, detail(status)));
    if (failure instanceof NotAllowedException) {
      response.header(HttpHeaders.ALLOW, failure.getResponse().getHeaderString(HttpHeaders.ALLOW));
    }
    return response.build();
  }

  private static Response.ResponseBuilder response(Problem problem) {
    Response.ResponseBuilder response =
        Response.status(problem.status(), problem.title())
            .type(Problem.MEDIA_TYPE)
            .entity(problem.toJson());
    if (problem.status() == 401) {
      response.header(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
    }
    if (problem.retryAfterSeconds() > 0) {
      response.header(HttpHeaders.RETRY_AFTER, problem.retryAfterSeconds());
    }
    return response;
  }

  private static String detail(int status) {
    return switch (status) {
      case 404 -> "There is nothing at this address. /docs shows the addresses there are.";
      case 405 -> "This address does not take this method. `Allow` says which it takes.";
      case 406 -> "This address answers JSON. Accept application/json.";
      case 415 ->
          "This address does not read this Content-Type. Send application/json, or what"
              + " /openapi.json names for it.";
      case 400 -> "The request is malformed. /openapi.json says how it must look.";
      default -> "The request can't be answered. /openapi.json says how it must look.";
    };
  }
}
