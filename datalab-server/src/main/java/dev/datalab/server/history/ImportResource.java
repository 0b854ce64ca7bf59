package dev.datalab.server.history;

import com.google.protobuf.ByteString;
import dev.datalab.platform.rpc.Rejection;
import dev.datalab.proto.appmeta.v1.App;
import dev.datalab.proto.common.v1.Role;
import dev.datalab.proto.eventmanager.v1.EventManagerGrpc.EventManagerBlockingStub;
import dev.datalab.proto.eventmanager.v1.EventManagerGrpc.EventManagerBlockingV2Stub;
import dev.datalab.proto.eventmanager.v1.GetStreamStateRequest;
import dev.datalab.proto.eventmanager.v1.ImportRequest;
import dev.datalab.proto.eventmanager.v1.ImportResponse;
import dev.datalab.server.config.CallSettings;
import dev.datalab.server.problem.ProblemException;
import dev.datalab.server.rest.Person;
import dev.datalab.server.rest.Resource;
import dev.datalab.server.rest.SignedIn;
import io.grpc.Status;
import io.grpc.StatusException;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.BlockingClientCall;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * History in. A body is stored as a whole, and then answered, or not at all. With a key it can be
 * sent in several bodies, and again: each line of a key is stored once.
 */
@Path("/api/v1/apps/{app}/import")
@Produces(MediaType.APPLICATION_JSON)
@SignedIn
public final class ImportResource implements Resource {
  private static final int CHUNK_BYTES = 128 << 10;

  private final AppAccess access;
  private final EventManagerBlockingStub eventManager;
  private final EventManagerBlockingV2Stub streams;
  private final Transfers transfers;
  private final CallSettings calls;

  record Rejected(long line, String detail) {}

  record Outcome(long accepted, long duplicates, List<Rejected> rejected, long rejectedTotal) {
    static Outcome of(ImportResponse answer) {
      return new Outcome(
          answer.getAccepted(),
          answer.getDuplicates(),
          answer.getRejectedList().stream()
              .map(line -> new Rejected(line.getLine(), line.getDetail()))
              .toList(),
          answer.getRejectedTotal());
    }
  }

  record State(long resumeFrom) {}

  @Inject
  ImportResource(
      AppAccess access,
      EventManagerBlockingStub eventManager,
      EventManagerBlockingV2Stub streams,
      Transfers transfers,
      CallSettings calls) {
    this.access = access;
    this.eventManager = eventManager;
    this.streams = streams;
    this.transfers = transfers;
    this.calls = calls;
  }

  /** Imports the lines of the body. */
  @POST
  @Consumes({
    "application/x-ndjson",
    "application/ndjson",
    "application/jsonl",
    "application/gzip",
    "application/x-gzip",
    "application/octet-stream",
    "text/plain"
  })
  public Record add(
      @Context SecurityContext security,
      @PathParam("app") String appId,
      @QueryParam("import") @DefaultValue("") String key,
      @QueryParam("line") @DefaultValue("1") String line,
      @HeaderParam(HttpHeaders.CONTENT_ENCODING) @Nullable String contentEncoding,
      InputStream body)
      throws IOException, InterruptedException, StatusException {
    Person person = Person.of(security);
    App app = access.require(person, appId, Role.ROLE_EDITOR);
    var header =
        ImportRequest.Header.newBuilder()
            .setAppId(app.getId())
            .setGeneration(app.getGeneration())
            .setImportId(key)
            .setFirstLine(lineNumber(line))
            .build();
    Transfers.Place place = transfers.begin();
    io.grpc.Context context = person.context();
    io.grpc.Context before = context.attach();
    try {
      return Outcome.of(send(header, body, contentEncoding));
    } finally {
      context.detach(before);
      place.close();
    }
  }

  private ImportResponse send(
      ImportRequest.Header header, InputStream body, @Nullable String contentEncoding)
      throws IOException, InterruptedException, StatusException {
    BlockingClientCall<ImportRequest, ImportResponse> call =
        streams
            .withDeadlineAfter(calls.transferTimeout().toMillis(), TimeUnit.MILLISECONDS)
            .import_();
    boolean answered = false;
    try (InputStream lines = Lines.of(body, contentEncoding)) {
      boolean open = call.write(ImportRequest.newBuilder().setHeader(header).build());
      byte[] chunk = new byte[CHUNK_BYTES];
      // A call that has ended takes no more; what it ended with is read below.
      for (int n = read(lines, chunk); open && n > 0; n = read(lines, chunk)) {
        open =
            call.write(
                ImportRequest.newBuilder().setChunk(ByteString.copyFrom(chunk, 0, n)).build());
      }
      call.halfClose();
      ImportResponse answer = call.read();
      if (answer == null) {
        throw Status.INTERNAL.withDescription("an import was not answered").asException();
      }
      answered = true;
      return answer;
    } catch (ZipException | EOFException e) {
      throw new ProblemException(
          400, "The body is broken gzip, or its end is missing. Pack it anew and send it again.");
    } finally {
      if (!answered) {
        call.cancel("the gateway gives the import up", null);
      }
    }
  }

  private static int read(InputStream in, byte[] chunk) throws IOException {
    return in.readNBytes(chunk, 0, chunk.length);
  }

  /** The first line of an import that the server does not have yet. */
  @GET
  @Path("/{import}")
  public Record state(
      @Context SecurityContext security,
      @PathParam("app") String appId,
      @PathParam("import") String key) {
    Person person = Person.of(security);
    App app = access.require(person, appId, Role.ROLE_EDITOR);
    var request =
        GetStreamStateRequest.newBuilder()
            .setImport(
                GetStreamStateRequest.Import.newBuilder().setAppId(app.getId()).setImportId(key))
            .build();
    try {
      return new State(
          person.ask(() -> eventManager.getStreamState(request)).getAcknowledged() + 1);
    } catch (StatusRuntimeException e) {
      if (Rejection.of(e).kind() == Rejection.Kind.NOT_FOUND) {
        return new State(1);
      }
      throw e;
    }
  }

  private static long lineNumber(String text) {
    if (text.matches("[1-9][0-9]{0,17}")) {
      return Long.parseLong(text);
    }
    throw new ProblemException(
        400,
        "The parameter `line` must be a whole number from 1. It numbers the body's first line.");
  }
}
