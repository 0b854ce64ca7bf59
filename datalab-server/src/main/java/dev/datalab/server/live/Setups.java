package dev.datalab.server.live;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.datalab.core.funnel.FunnelQuestion;
import dev.datalab.core.live.LiveFunnel;
import dev.datalab.core.live.LiveFunnels;
import dev.datalab.core.query.Site;
import dev.datalab.core.store.Partition;
import dev.datalab.platform.config.AppAccess;
import dev.datalab.platform.config.AppConfiguration;
import dev.datalab.platform.question.Asked;
import dev.datalab.platform.question.Configured;
import dev.datalab.platform.question.FunnelQuestions;
import dev.datalab.platform.rpc.CallContext;
import dev.datalab.platform.rpc.Caller;
import dev.datalab.platform.rpc.Rejection;
import dev.datalab.proto.appconfig.v1.AppConfigGrpc.AppConfigBlockingStub;
import dev.datalab.proto.appconfig.v1.Configuration;
import dev.datalab.proto.appconfig.v1.GetConfigurationRequest;
import dev.datalab.proto.appmeta.v1.App;
import dev.datalab.proto.common.v1.Role;
import io.grpc.Context;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks AppMeta and AppConfig what a live view needs to know. Thread-safe. */
final class Setups {
  private static final Logger log = LoggerFactory.getLogger(Setups.class);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final AppAccess access;
  private final AppConfigBlockingStub configurations;

  Setups(AppAccess access, AppConfigBlockingStub configurations) {
    this.access = access;
    this.configurations = configurations;
  }

  /**
   * The app, for somebody who may see it.
   *
   * @throws Rejection FORBIDDEN
   * @throws io.grpc.StatusRuntimeException NOT_FOUND if it is not there or not visible to them
   */
  App app(String appId, Caller caller) {
    return within(
        CallContext.as(caller, CallContext.requestId()),
        () -> access.require(appId, Role.ROLE_VIEWER).getApp());
  }

  /**
   * What is to be known of an app.
   *
   * @param known what was known before; itself if it still holds
   * @throws io.grpc.StatusRuntimeException if AppConfig does not answer
   */
  Setup of(App app, @Nullable Setup known) {
    Configuration configuration =
        within(
                CallContext.asService(),
                () ->
                    configurations.getConfiguration(
                        GetConfigurationRequest.newBuilder().setAppId(app.getId()).build()))
            .getConfiguration();
    return known != null && known.isOf(app, configuration) ? known : read(app, configuration);
  }

  private static <T> T within(Context context, Supplier<T> call) {
    Context before = context.attach();
    try {
      return call.get();
    } finally {
      context.detach(before);
    }
  }

  private static Setup read(App app, Configuration configuration) {
    AppConfiguration read = AppConfiguration.read(configuration.getConfigurationJson());
    Configured configured = read.questions();
    Site site = read.site(app.getUrl());
    List<LiveFunnel> funnels = new ArrayList<>();
    Map<String, List<String>> stages = new LinkedHashMap<>();
    for (JsonNode funnel : tree(configuration.getConfigurationJson()).path("funnels")) {
      String id = funnel.path("id").asText();
      funnel(id, funnel.path("name").asText(), configured, site).ifPresent(funnels::add);
      List<String> ids = new ArrayList<>();
      funnel.path("stages").forEach(stage -> ids.add(stage.path("id").asText()));
      stages.put(id, ids);
    }
    return new Setup(
        new Partition(app.getId(), app.getGeneration()),
        app.getUrl(),
        configuration.getVersion(),
        LiveFunnels.of(funnels, site),
        stages);
  }

  /** A configured funnel; empty if no question could be asked of it either. */
  private static Optional<LiveFunnel> funnel(
      String id, String name, Configured configured, Site site) {
    String question =
        JsonNodeFactory.instance
            .objectNode()
            .put("funnel", id)
            .put("from", "1970-01-01T00:00:00Z")
            .put("to", "1970-01-02T00:00:00Z")
            .toString();
    try {
      Asked<FunnelQuestion> read = FunnelQuestions.read(question, configured);
      if (read.segment().isPresent()) {
        log.info("funnel {} is not counted live: its segment asks what lies before", id);
        return Optional.empty();
      }
      FunnelQuestion asked = read.question();
      LiveFunnel funnel = new LiveFunnel(id, name, asked.definition(), asked.filter());
      LiveFunnels.of(List.of(funnel), site);
      return Optional.of(funnel);
    } catch (Rejection | IllegalArgumentException e) {
      log.info("funnel {} can't be counted live: no question can be asked of it", id);
      return Optional.empty();
    }
  }

  private static JsonNode tree(String json) {
    try {
      return JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e); // it was read before
    }
  }
}
