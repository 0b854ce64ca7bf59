package dev.datalab.server.live;

import dev.datalab.core.live.LiveFunnels;
import dev.datalab.core.store.Partition;
import dev.datalab.proto.appconfig.v1.Configuration;
import dev.datalab.proto.appmeta.v1.App;
import java.util.List;
import java.util.Map;

/**
 * What a live view needs to know of its app. Immutable.
 *
 * @param partition the app and its present generation
 * @param url the site's address
 * @param version of the configuration that the funnels are from
 * @param funnels made ready
 * @param stages the ids of each funnel's stages, by the funnel's id
 */
record Setup(
    Partition partition,
    String url,
    long version,
    LiveFunnels funnels,
    Map<String, List<String>> stages) {
  Setup {
    stages = Map.copyOf(stages);
  }

  /** The ids of a funnel's stages, in their order. */
  List<String> stageIds(String funnel) {
    return stages.getOrDefault(funnel, List.of());
  }

  /** Whether it is made from this app and configuration. */
  boolean isOf(App app, Configuration configuration) {
    return partition.generation() == app.getGeneration()
        && url.equals(app.getUrl())
        && version == configuration.getVersion();
  }
}
