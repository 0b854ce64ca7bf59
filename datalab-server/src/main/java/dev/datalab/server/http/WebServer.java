package dev.datalab.server.http;

import dev.datalab.server.config.HttpSettings;
import dev.datalab.server.socket.WebSocketRoute;
import java.io.IOException;
import java.net.BindException;
import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.glassfish.grizzly.http.server.HttpHandler;
import org.glassfish.grizzly.http.server.HttpServer;
import org.glassfish.grizzly.http.server.NetworkListener;
import org.glassfish.grizzly.http.server.ServerConfiguration;
import org.glassfish.grizzly.strategies.WorkerThreadIOStrategy;
import org.glassfish.grizzly.threadpool.ThreadPoolConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one listener on the one port. Selector threads read, worker threads answer; a worker may
 * block, on a service or on its client. Thread-safe.
 */
public final class WebServer implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(WebServer.class);

  /** What is read of a refused body so that the connection can go on; more closes it. */
  private static final long MAX_REMAINDER_BYTES = 8L << 20;

  private static final int READ_BUFFER_BYTES = 16 << 10;

  /** Where the build of the dashboard is packed. */
  private static final String DASHBOARD = "/web/app";

  /** Where the build of the snippet is packed. */
  private static final String SNIPPET = "/web/datalab.js";

  private final HttpSettings settings;
  private final Duration grace;
  private final HttpServer server;
  private final NetworkListener listener;
  private final WebSockets sockets;

  /**
   * A server that does not listen yet.
   *
   * @param settings where and how to listen
   * @param grace how long begun requests may take to finish at the end
   * @param rest answers everything but pages
   * @param doors answer single paths in the place of REST
   * @param routes the WebSockets
   */
  public WebServer(
      HttpSettings settings,
      Duration grace,
      HttpHandler rest,
      Collection<Door> doors,
      Collection<WebSocketRoute> routes) {
    this.settings = settings;
    this.grace = grace;
    this.server = new HttpServer();
    this.listener = listener(settings);
    this.sockets = new WebSockets(routes, new ClientAddress(settings.trustedProxies()));
    listener.registerAddOn(ProblemCodec.addOn(MAX_REMAINDER_BYTES, sockets));
    listener.registerAddOn(sockets);
    server.addListener(listener);
    ServerConfiguration configuration = server.getServerConfiguration();
    configuration.setName("datalab");
    configuration.setJmxEnabled(false);
    configuration.setPassTraceRequest(true);
    configuration.setDefaultErrorPageGenerator(new ProblemPage());
    var files =
        new StaticFiles(SwaggerUi.version(), Dashboard.in(DASHBOARD), SnippetScript.in(SNIPPET));
    configuration.addHttpHandler(new FrontHandler(rest, files, doors, sockets), "/");
  }

  private static NetworkListener listener(HttpSettings settings) {
    var listener = new NetworkListener("datalab", settings.host(), settings.port());
    listener.setMaxHttpHeaderSize(settings.headerLimitBytes());
    listener.getFileCache().setEnabled(false);
    listener.getKeepAlive().setIdleTimeoutInSeconds((int) settings.idleTimeout().toSeconds());
    // Connections live by the idle timeout alone.
    listener.getKeepAlive().setMaxRequestsCount(-1);
    var transport = listener.getTransport();
    // Frames are small; Grizzly's own buffer is as large as the socket's.
    transport.setReadBufferSize(READ_BUFFER_BYTES);
    transport.setIOStrategy(WorkerThreadIOStrategy.getInstance());
    transport.setReadTimeout(settings.idleTimeout().toSeconds(), TimeUnit.SECONDS);
    transport.setWriteTimeout(settings.idleTimeout().toSeconds(), TimeUnit.SECONDS);
    transport.setSelectorRunnersCount(
        Math.max(1, Math.min(4, Runtime.getRuntime().availableProcessors() / 2)));
    transport.setWorkerThreadPoolConfig(
        ThreadPoolConfig.defaultConfig()
            .setPoolName("http")
            .setCorePoolSize(Math.min(8, settings.workers()))
            .setMaxPoolSize(settings.workers())
            .setQueueLimit(-1)
            .setKeepAliveTime(60, TimeUnit.SECONDS));
    return listener;
  }

  /**
   * Begins to listen.
   *
   * @throws ListenException if it can't; the message is one line for the person who started it
   */
  public void start() {
    try {
      server.start();
    } catch (BindException e) {
      throw new ListenException(
          "Port "
              + settings.port()
              + " of "
              + settings.host()
              + " can't be listened on ("
              + e.getMessage()
              + "). Stop what listens there, or choose another port with --port.",
          e);
    } catch (IOException e) {
      throw new ListenException("The server can't listen: " + e.getMessage(), e);
    }
  }

  /** The port that it listens on: the free one that was found if the settings say 0. */
  public int port() {
    return listener.getPort();
  }

  /** Accepts no more, lets requests that have begun finish within the grace, and closes. */
  @Override
  public void close() {
    try {
      stop();
    } finally {
      sockets.close();
    }
  }

  private void stop() {
    try {
      if (grace.isZero()) {
        server.shutdownNow();
        return;
      }
      server
          .shutdown(grace.toMillis(), TimeUnit.MILLISECONDS)
          .get(grace.toMillis() + 1_000, TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      log.warn("requests were cut off: they took longer than {} to finish", grace);
      server.shutdownNow();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      server.shutdownNow();
    }
  }
}
