package dev.datalab.server.questions;

import dev.datalab.proto.analysis.v1.AnalysisGrpc.AnalysisBlockingStub;
import dev.datalab.proto.analysis.v1.AskRequest;
import dev.datalab.server.config.CallSettings;
import dev.datalab.server.rest.JsonBody;
import dev.datalab.server.rest.Person;
import dev.datalab.server.rest.Resource;
import dev.datalab.server.rest.SignedIn;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/** Questions of every kind. */
@Path("/api/v1/apps/{app}/analysis/{kind}")
@Produces(MediaType.APPLICATION_JSON)
@SignedIn
public final class AnalysisResource implements Resource {
  private final AnalysisBlockingStub analysis;
  private final CallSettings calls;

  @Inject
  AnalysisResource(AnalysisBlockingStub analysis, CallSettings calls) {
    this.analysis = analysis;
    this.calls = calls;
  }

  /** Answers a question. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  public Response ask(
      @Context SecurityContext security,
      @PathParam("app") String app,
      @PathParam("kind") String kind,
      JsonBody body) {
    var request =
        AskRequest.newBuilder().setAppId(app).setKind(kind).setQuestionJson(body.text()).build();
    String answer =
        Person.of(security)
            .ask(
                () ->
                    analysis
                        .withDeadlineAfter(
                            calls.questionTimeout().toMillis(), TimeUnit.MILLISECONDS)
                        .ask(request)
                        .getAnswerJson());
    return Response.ok(answer.getBytes(StandardCharsets.UTF_8)).build();
  }
}
