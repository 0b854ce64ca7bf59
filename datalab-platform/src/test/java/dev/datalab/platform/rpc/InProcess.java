package dev.datalab.platform.rpc;

import io.grpc.BindableService;
import io.grpc.Channel;
import io.grpc.ClientInterceptors;
import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.ServerInterceptors;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.inprocess.InProcessServerBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A service behind the real in-process transport, as the server wires it; stops and starts again.
 */
public final class InProcess implements AutoCloseable {
  private final String name = InProcessServerBuilder.generateName();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final ManagedChannel channel =
      InProcessChannelBuilder.forName(name).executor(threads).build();
  private Server server;

  public InProcess(BindableService service) {
    server = start(service);
  }

  private Server start(BindableService service) {
    try {
      return InProcessServerBuilder.forName(name)
          .executor(threads)
          .addService(ServerInterceptors.intercept(service, new ServerContextInterceptor()))
          .build()
          .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A channel with the present context's request id and caller. */
  public Channel channel() {
    return ClientInterceptors.intercept(channel, new ClientContextInterceptor());
  }

  /** Ends the server, with whatever it is doing; calls answer UNAVAILABLE from here on. */
  public void stop() {
    try {
      server.shutdownNow().awaitTermination();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Starts a server in the place of the one that was stopped. */
  public void restart(BindableService service) {
    server = start(service);
    channel.resetConnectBackoff();
  }

  @Override
  public void close() {
    channel.shutdownNow();
    stop();
    threads.shutdownNow();
  }
}
