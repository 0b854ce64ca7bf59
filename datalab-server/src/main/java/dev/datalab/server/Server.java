package dev.datalab.server;

import dev.datalab.server.config.ServerSettings;
import dev.datalab.server.directory.DataDirectory;
import dev.datalab.server.http.WebServer;
import dev.datalab.server.wiring.DaggerEmbeddedComponent;
import dev.datalab.server.wiring.EmbeddedComponent;
import io.grpc.ServerInterceptor;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.glassfish.grizzly.http.server.HttpHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A running server with all roles in this process, on the embedded stores.
 *
 * <pre>{@code
 * try (Server server = Server.start(ServerSettings.defaults(directory).withPort(0))) {
 *   String address = "http://localhost:" + server.port();
 * }
 * }</pre>
 *
 * <p>Starts in the order in which the parts need each other: directory, stores and services, the
 * transport between them, the intake, the listener. Stops in the other: sockets of visitors are
 * closed once what they sent is acknowledged, the listener takes no more and lets requests finish,
 * then the transport, then the stores. Thread-safe.
 */
public final class Server implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Server.class);

  private final Deque<Part> parts = new ArrayDeque<>();
  private final int port;
  private boolean closed;

  /** Something to close, the last opened first. */
  private record Part(String name, AutoCloseable closing) {}

  private Server(ServerSettings settings, Clock clock, List<ServerInterceptor> interceptors) {
    boolean started = false;
    try {
      DataDirectory directory = opened("data directory", DataDirectory.hold(settings.data()));
      EmbeddedComponent component =
          DaggerEmbeddedComponent.factory().create(settings, directory, clock, interceptors);
      opened("stores", component.stores());
      opened("threads", component.threads());
      // REST takes as long to make as everything else together: both at a time.
      CompletableFuture<HttpHandler> rest =
          CompletableFuture.supplyAsync(() -> component.rest().handler());
      component.host().start(component.services());
      parts.push(new Part("services", () -> component.host().stop(settings.shutdownGrace())));
      opened("channels", component.channels());
      opened("repairs", component.repairs()).start();
      opened("retention", component.retention()).start();
      WebServer web =
          new WebServer(
              settings.http(),
              settings.shutdownGrace(),
              rest.join(),
              component.doors(),
              component.sockets());
      opened("listener", web);
      opened("intake", component.intake()).start();
      web.start();
      port = web.port();
      component.address().listensOn(port);
      opened("live views", component.live());
      parts.push(new Part("readiness", component.host()::drain));
      started = true;
    } finally {
      if (!started) {
        close();
      }
    }
  }

  private <T extends AutoCloseable> T opened(String name, T part) {
    parts.push(new Part(name, part));
    return part;
  }

  /**
   * Starts a server and returns when it listens.
   *
   * @throws dev.datalab.server.directory.DirectoryException if the data directory is held by
   *     another server or can't be written
   * @throws dev.datalab.server.http.ListenException if the port can't be listened on
   */
  public static Server start(ServerSettings settings) {
    return start(settings, Clock.systemUTC(), List.of());
  }

  /**
   * As {@link #start(ServerSettings)}, with a clock of the host's own and interceptors that see
   * every call between services.
   *
   * @param interceptors the first sees a call first; caller and request id stand in the context
   */
  public static Server start(
      ServerSettings settings, Clock clock, List<ServerInterceptor> interceptors) {
    return new Server(settings, clock, interceptors);
  }

  /** The port that it listens on. */
  public int port() {
    return port;
  }

  /**
   * Stops: takes no more requests, lets those that have begun finish within the grace of the
   * settings, and closes everything. Returns when nothing is left. May be repeated.
   */
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    while (!parts.isEmpty()) {
      Part part = parts.pop();
      try {
        part.closing().close();
      } catch (Exception e) {
        log.error("the {} did not close as it should", part.name(), e);
      }
    }
  }
}
