package dev.datalab.server.rpc;

import dev.datalab.platform.rpc.ClientContextInterceptor;
import dev.datalab.server.config.CallSettings;
import io.grpc.Channel;
import io.grpc.ClientInterceptors;
import io.grpc.ManagedChannel;
import io.grpc.inprocess.InProcessChannelBuilder;
import java.util.concurrent.TimeUnit;

/** One channel for all roles, for they are all in this process. Thread-safe. */
public final class InProcessChannels implements ServiceChannels, AutoCloseable {
  private static final int MAX_ANSWER_BYTES = 17 << 20;

  private final ManagedChannel channel;
  private final Channel intercepted;

  /** A channel to the services of {@code host}, which need not be there yet. */
  public InProcessChannels(ServiceHost host, CallSettings settings) {
    channel =
        InProcessChannelBuilder.forName(host.name())
            .directExecutor()
            .maxInboundMessageSize(MAX_ANSWER_BYTES)
            .build();
    intercepted =
        ClientInterceptors.intercept(channel, new ClientContextInterceptor(settings.timeout()));
  }

  @Override
  public Channel to(Role role) {
    return intercepted;
  }

  /** Ends what is under way and lets go of the transport. */
  @Override
  public void close() {
    channel.shutdownNow();
    try {
      boolean ended = channel.awaitTermination(5, TimeUnit.SECONDS);
      if (!ended) {
        throw new IllegalStateException("the channel within the process does not end");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
