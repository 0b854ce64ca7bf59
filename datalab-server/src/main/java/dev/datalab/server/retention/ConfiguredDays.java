package dev.datalab.server.retention;

import static java.util.Objects.requireNonNull;

import dev.datalab.platform.config.AppConfiguration;
import dev.datalab.platform.rpc.CallContext;
import dev.datalab.proto.appconfig.v1.AppConfigGrpc.AppConfigBlockingStub;
import dev.datalab.proto.appconfig.v1.GetConfigurationRequest;
import io.grpc.Context;
import java.util.OptionalInt;

/** What the configurations of apps say: {@code settings.retentionDays}. Thread-safe. */
public final class ConfiguredDays implements Retention.Days {
  private final AppConfigBlockingStub configurations;

  /** Asks in the service's own name. */
  public ConfiguredDays(AppConfigBlockingStub configurations) {
    this.configurations = requireNonNull(configurations, "configurations");
  }

  @Override
  public OptionalInt of(String app) {
    Context context = CallContext.asService();
    Context before = context.attach();
    try {
      var request = GetConfigurationRequest.newBuilder().setAppId(app).build();
      String json =
          configurations.getConfiguration(request).getConfiguration().getConfigurationJson();
      return AppConfiguration.read(json).settings().retentionDays();
    } finally {
      context.detach(before);
    }
  }
}
