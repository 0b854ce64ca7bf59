package dev.datalab.server.history;

import dev.datalab.proto.appmeta.v1.App;
import dev.datalab.proto.common.v1.Role;
import dev.datalab.proto.eventmanager.v1.EventManagerGrpc.EventManagerBlockingStub;
import dev.datalab.proto.eventmanager.v1.ExportRequest;
import dev.datalab.proto.eventmanager.v1.ExportResponse;
import dev.datalab.server.config.CallSettings;
import dev.datalab.server.problem.ProblemException;
import dev.datalab.server.rest.Person;
import dev.datalab.server.rest.Resource;
import dev.datalab.server.rest.SignedIn;
import io.grpc.Context.CancellableContext;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Iterator;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * History out, as NDJSON that import takes. An export that fails midway breaks the connection, so
 * that no client takes a part for the whole.
 */
@Path("/api/v1/apps/{app}/export")
@SignedIn
public final class ExportResource implements Resource {
  private final AppAccess access;
  private final EventManagerBlockingStub eventManager;
  private final Transfers transfers;
  private final CallSettings calls;

  @Inject
  ExportResource(
      AppAccess access,
      EventManagerBlockingStub eventManager,
      Transfers transfers,
      CallSettings calls) {
    this.access = access;
    this.eventManager = eventManager;
    this.transfers = transfers;
    this.calls = calls;
  }

  /** The events of a range, one a line; gzip if the client takes it. */
  @GET
  @Produces({"application/x-ndjson", "application/json"})
  public Response get(
      @Context SecurityContext security,
      @Context Request http,
      @PathParam("app") String appId,
      @QueryParam("from") @Nullable String from,
      @QueryParam("to") @Nullable String to,
      @QueryParam("archive") @DefaultValue("") String archive,
      @HeaderParam(HttpHeaders.ACCEPT_ENCODING) @DefaultValue("") String acceptEncoding) {
    Person person = Person.of(security);
    App app = access.require(person, appId, Role.ROLE_VIEWER);
    var request =
        ExportRequest.newBuilder()
            .setAppId(app.getId())
            .setGeneration(app.getGeneration())
            .setArchive(archive);
    time("from", from).ifPresent(request::setFromMillis);
    time("to", to).ifPresent(request::setToMillis);
    boolean gzip = acceptsGzip(acceptEncoding);
    Response.ResponseBuilder response = Response.ok().type("application/x-ndjson");
    if (!http.getMethod().equals(HttpMethod.HEAD)) {
      response.entity(begin(person, request.build(), gzip));
    }
    response.header(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
    if (gzip) {
      response.header(HttpHeaders.CONTENT_ENCODING, "gzip");
    }
    return response.build();
  }

  /** Waits for the first piece, while a refusal can still be told. */
  private StreamingOutput begin(Person person, ExportRequest request, boolean gzip) {
    Transfers.Place place = transfers.begin();
    CancellableContext context = person.context().withCancellation();
    boolean begun = false;
    try {
      Iterator<ExportResponse> pieces =
          context.call(
              () ->
                  eventManager
                      .withDeadlineAfter(calls.transferTimeout().toMillis(), TimeUnit.MILLISECONDS)
                      .export(request));
      boolean any = pieces.hasNext();
      begun = true;
      return out -> {
        try (place;
            context) {
          write(any, pieces, gzip, out);
        }
      };
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException("an export began with a checked exception", e);
    } finally {
      if (!begun) {
        context.close();
        place.close();
      }
    }
  }

  private static void write(
      boolean any, Iterator<ExportResponse> pieces, boolean gzip, OutputStream out)
      throws IOException {
    OutputStream lines = gzip ? new GZIPOutputStream(out, 64 << 10) : out;
    while (any && pieces.hasNext()) {
      pieces.next().getChunk().writeTo(lines);
    }
    if (lines instanceof GZIPOutputStream packed) {
      packed.finish();
    }
  }

  private static OptionalLong time(String name, @Nullable String text) {
    if (text == null || text.isEmpty()) {
      return OptionalLong.empty();
    }
    try {
      return OptionalLong.of(
          text.matches("-?[0-9]{1,18}")
              ? Long.parseLong(text)
              : OffsetDateTime.parse(text).toInstant().toEpochMilli());
    } catch (DateTimeParseException | ArithmeticException e) {
      throw new ProblemException(
          400,
          "The parameter `"
              + name
              + "` is no time. Send ISO 8601 with zone, such as "
              + Instant.EPOCH
              + ", or milliseconds since then.");
    }
  }

  private static boolean acceptsGzip(String acceptEncoding) {
    for (String coding : acceptEncoding.toLowerCase(Locale.ROOT).split(",")) {
      String[] parts = coding.split(";");
      if (parts[0].trim().equals("gzip")) {
        return parts.length < 2 || !parts[1].trim().matches("q=0(\\.0{0,3})?");
      }
    }
    return false;
  }
}
