package dev.datalab.server.rpc;

import dev.datalab.platform.documents.Ids;
import dev.datalab.platform.rpc.ServerContextInterceptor;
import io.grpc.BindableService;
import io.grpc.Server;
import io.grpc.ServerInterceptor;
import io.grpc.ServerInterceptors;
import io.grpc.ServerServiceDefinition;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.inprocess.InProcessServerBuilder;
import io.grpc.protobuf.services.HealthStatusManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The gRPC server of a process, over the in-process transport: the services that were given to it
 * and gRPC's own health service, which answers for each and, under the empty name, for all.
 * Thread-safe.
 *
 * <p>Calls run on threads of their own, so that a caller's deadline holds even while the service
 * works on. The pool has no bound of its own: each call has a caller that waits for it, and callers
 * are bounded by the workers of the listener; a bound here could deadlock services that call
 * services.
 */
public final class ServiceHost implements AutoCloseable {
  private final String name = "datalab-" + Ids.next();
  private final HealthStatusManager health = new HealthStatusManager();
  private final List<? extends ServerInterceptor> interceptors;
  private @Nullable Server server;
  private @Nullable ExecutorService threads;
  private Set<String> served = Set.of();
  private boolean draining;

  /**
   * A host that serves nothing yet.
   *
   * @param interceptors see every call after the context's own, the first first
   */
  public ServiceHost(List<? extends ServerInterceptor> interceptors) {
    this.interceptors = List.copyOf(interceptors);
  }

  /** What the in-process transport knows this host by. */
  public String name() {
    return name;
  }

  /** Serves from now on. */
  public synchronized void start(Set<BindableService> services) {
    ExecutorService pool = Executors.newCachedThreadPool(new NamedThreads("call"));
    var builder = InProcessServerBuilder.forName(name).executor(pool);
    var names = new java.util.TreeSet<String>();
    for (BindableService service : services) {
      ServerServiceDefinition definition = service.bindService();
      names.add(definition.getServiceDescriptor().getName());
      builder.addService(
          ServerInterceptors.intercept(
              ServerInterceptors.interceptForward(definition, interceptors),
              new ServerContextInterceptor()));
    }
    builder.addService(health.getHealthService());
    try {
      server = builder.build().start();
    } catch (IOException e) {
      throw new UncheckedIOException("the services can't be started", e);
    }
    threads = pool;
    served = Set.copyOf(names);
    names.forEach(each -> health.setStatus(each, ServingStatus.SERVING));
    health.setStatus(HealthStatusManager.SERVICE_NAME_ALL_SERVICES, ServingStatus.SERVING);
  }

  /** The names of the services, as gRPC's health service knows them. */
  public synchronized Set<String> services() {
    return served;
  }

  /** Says that it is going, so that nobody sends new requests. */
  public synchronized void drain() {
    if (!draining) {
      draining = true;
      health.enterTerminalState();
    }
  }

  /** Takes no more calls, lets those under way finish for a while, and stops. */
  public synchronized void stop(Duration grace) {
    drain();
    Server running = server;
    if (running == null) {
      return;
    }
    running.shutdown();
    try {
      if (!running.awaitTermination(grace.toMillis(), TimeUnit.MILLISECONDS)) {
        running.shutdownNow();
      }
    } catch (InterruptedException e) {
      running.shutdownNow();
      Thread.currentThread().interrupt();
    }
    if (threads != null) {
      threads.shutdown();
    }
    server = null;
  }

  @Override
  public void close() {
    stop(Duration.ZERO);
  }
}
