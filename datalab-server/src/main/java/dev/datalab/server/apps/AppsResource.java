package dev.datalab.server.apps;

import dev.datalab.proto.appmeta.v1.AppMetaGrpc.AppMetaBlockingStub;
import dev.datalab.proto.appmeta.v1.DeleteAppRequest;
import dev.datalab.proto.appmeta.v1.GetAppRequest;
import dev.datalab.proto.appmeta.v1.GetAppsRequest;
import dev.datalab.proto.appmeta.v1.RegisterAppRequest;
import dev.datalab.proto.appmeta.v1.UpdateAppRequest;
import dev.datalab.proto.common.v1.StringList;
import dev.datalab.proto.common.v1.Visibility;
import dev.datalab.server.rest.JsonBody;
import dev.datalab.server.rest.Names;
import dev.datalab.server.rest.Person;
import dev.datalab.server.rest.Resource;
import dev.datalab.server.rest.SignedIn;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Apps: registered, listed, read, changed, deleted. */
@Path("/api/v1/apps")
@Produces(MediaType.APPLICATION_JSON)
@SignedIn
public final class AppsResource implements Resource {
  private static final String VISIBILITY = "VISIBILITY_";

  private final AppMetaBlockingStub appMeta;

  record One(AppView app, @Nullable String role) {}

  record All(List<AppView> apps) {}

  @Inject
  AppsResource(AppMetaBlockingStub appMeta) {
    this.appMeta = appMeta;
  }

  /** Registers an app; who does it is the owner. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  public Response register(@Context SecurityContext security, JsonBody body) {
    var request =
        RegisterAppRequest.newBuilder().setName(body.text("name")).setUrl(body.text("url"));
    body.optionalTexts("tags").ifPresent(request::addAllTags);
    body.optionalTexts("origins").ifPresent(request::addAllOrigins);
    body.optionalOneOf("visibility", Visibility.class, VISIBILITY)
        .ifPresent(request::setVisibility);
    body.check();
    var answer = Person.of(security).ask(() -> appMeta.registerApp(request.build()));
    return Response.status(Response.Status.CREATED)
        .entity(new One(AppView.of(answer.getApp()), "OWNER"))
        .build();
  }

  /** The apps that the person has a role on, each with the role. */
  @GET
  public Record list(@Context SecurityContext security) {
    var answer =
        Person.of(security).ask(() -> appMeta.getApps(GetAppsRequest.getDefaultInstance()));
    return new All(
        answer.getAppsList().stream()
            .map(entry -> AppView.of(entry.getApp(), entry.getRole()))
            .toList());
  }

  /** An app and the person's role on it. */
  @GET
  @Path("/{app}")
  public Record get(@Context SecurityContext security, @PathParam("app") String app) {
    var request = GetAppRequest.newBuilder().setAppId(app).build();
    var answer = Person.of(security).ask(() -> appMeta.getApp(request));
    return new One(AppView.of(answer.getApp()), Names.of(answer.getRole()));
  }

  /** Changes an app; what is absent stays. */
  @PATCH
  @Path("/{app}")
  @Consumes(MediaType.APPLICATION_JSON)
  public Record change(
      @Context SecurityContext security, @PathParam("app") String app, JsonBody body) {
    var request = UpdateAppRequest.newBuilder().setAppId(app);
    body.optionalText("name").ifPresent(request::setName);
    body.optionalText("url").ifPresent(request::setUrl);
    body.optionalTexts("tags").map(AppsResource::list).ifPresent(request::setTags);
    body.optionalTexts("origins").map(AppsResource::list).ifPresent(request::setOrigins);
    body.optionalOneOf("visibility", Visibility.class, VISIBILITY)
        .ifPresent(request::setVisibility);
    body.check();
    var answer = Person.of(security).ask(() -> appMeta.updateApp(request.build()));
    return new One(AppView.of(answer.getApp()), Names.of(answer.getRole()));
  }

  private static StringList list(List<String> values) {
    return StringList.newBuilder().addAllValues(values).build();
  }

  /** Deletes an app with all that belongs to it. */
  @DELETE
  @Path("/{app}")
  public void delete(@Context SecurityContext security, @PathParam("app") String app) {
    var request = DeleteAppRequest.newBuilder().setAppId(app).build();
    Person.of(security).ask(() -> appMeta.deleteApp(request));
  }
}
