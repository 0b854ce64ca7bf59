package dev.datalab.server.docs;

import dev.datalab.server.rest.Resource;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;

/**
 * The description of every call, kept by hand: a generated one says what the code does, this one
 * says what the code must do, and a test compares the two.
 */
@Path("/openapi.json")
public final class OpenApiResource implements Resource {
  private static final String PLACE = "/web/openapi.json";

  @Inject
  OpenApiResource() {}

  /** The description, OpenAPI 3.1. */
  @GET
  @Produces(MediaType.APPLICATION_JSON)
  public Response get() throws IOException {
    try (InputStream in = OpenApiResource.class.getResourceAsStream(PLACE)) {
      if (in == null) {
        throw new IllegalStateException(PLACE + " is missing on the class path: build anew");
      }
      return Response.ok(in.readAllBytes()).build();
    }
  }
}
