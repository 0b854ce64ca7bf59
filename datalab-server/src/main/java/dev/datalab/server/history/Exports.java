package dev.datalab.server.history;

import dev.datalab.proto.eventmanager.v1.EventManagerGrpc.EventManagerBlockingStub;
import dev.datalab.proto.eventmanager.v1.ExportRequest;
import dev.datalab.proto.eventmanager.v1.ExportResponse;
import dev.datalab.server.config.CallSettings;
import dev.datalab.server.rest.Person;
import io.grpc.Context.CancellableContext;
import jakarta.inject.Inject;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.util.Collections;
import java.util.Iterator;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * Streams exports to clients. One that fails midway breaks the connection, so that no client takes
 * a part for the whole. Thread-safe.
 */
final class Exports {
  private final EventManagerBlockingStub eventManager;
  private final Transfers transfers;
  private final CallSettings calls;

  @Inject
  Exports(EventManagerBlockingStub eventManager, Transfers transfers, CallSettings calls) {
    this.eventManager = eventManager;
    this.transfers = transfers;
    this.calls = calls;
  }

  /** The events of an export, one a line; gzip if the client takes it. */
  Response answer(Person person, ExportRequest request, Request http, String acceptEncoding) {
    boolean gzip = acceptsGzip(acceptEncoding);
    Response.ResponseBuilder response = Response.ok().type("application/x-ndjson");
    if (!http.getMethod().equals(HttpMethod.HEAD)) {
      response.entity(begin(person, request, gzip));
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
      ExportStream lines = new ExportStream(any ? pieces : Collections.emptyIterator(), gzip);
      return out -> {
        try (place;
            context) {
          lines.write(out);
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
