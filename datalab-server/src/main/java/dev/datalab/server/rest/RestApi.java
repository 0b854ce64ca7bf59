package dev.datalab.server.rest;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Set;
import org.glassfish.grizzly.http.server.HttpHandler;
import org.glassfish.jersey.CommonProperties;
import org.glassfish.jersey.grizzly2.httpserver.GrizzlyHttpContainer;
import org.glassfish.jersey.server.ContainerFactory;
import org.glassfish.jersey.server.ResourceConfig;
import org.glassfish.jersey.server.ServerProperties;

/**
 * The REST calls as one Jersey application. Nothing is searched for on the class path: what is
 * registered is what Dagger made.
 */
@Singleton
public final class RestApi {
  private final Set<Resource> resources;
  private final JsonBodyReader reader;
  private final AnswerWriter writer;
  private final ProblemMapper problems;
  private final SignInFilter signIn;
  private final MediaTypeFilter mediaTypes;

  @Inject
  RestApi(
      Set<Resource> resources,
      JsonBodyReader reader,
      AnswerWriter writer,
      ProblemMapper problems,
      SignInFilter signIn,
      MediaTypeFilter mediaTypes) {
    this.resources = Set.copyOf(resources);
    this.reader = reader;
    this.writer = writer;
    this.problems = problems;
    this.signIn = signIn;
    this.mediaTypes = mediaTypes;
  }

  /** The resources, for whoever describes them. */
  public Set<Resource> resources() {
    return resources;
  }

  /** A handler that answers the calls. Making it takes some tenths of a second. */
  public HttpHandler handler() {
    var application = new ResourceConfig();
    application.registerInstances(resources.toArray());
    application.registerInstances(reader, writer, problems, signIn, mediaTypes);
    application.addProperties(
        Map.of(
            ServerProperties.WADL_FEATURE_DISABLE, true,
            ServerProperties.RESOURCE_VALIDATION_DISABLE, true,
            ServerProperties.RESPONSE_SET_STATUS_OVER_SEND_ERROR, true,
            ServerProperties.OUTBOUND_CONTENT_LENGTH_BUFFER, 64 << 10,
            CommonProperties.FEATURE_AUTO_DISCOVERY_DISABLE, true,
            CommonProperties.METAINF_SERVICES_LOOKUP_DISABLE, true,
            CommonProperties.MOXY_JSON_FEATURE_DISABLE, true,
            CommonProperties.JSON_PROCESSING_FEATURE_DISABLE, true,
            CommonProperties.PROVIDER_DEFAULT_DISABLE,
                "ACTIVATION,DATASOURCE,DOMSOURCE,RENDEREDIMAGE,SAXSOURCE,SOURCE,STREAMSOURCE"));
    return ContainerFactory.createContainer(GrizzlyHttpContainer.class, application);
  }
}
