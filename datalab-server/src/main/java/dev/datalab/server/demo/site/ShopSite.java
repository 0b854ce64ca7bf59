package dev.datalab.server.demo.site;

import java.io.IOException;
import java.net.BindException;
import org.glassfish.grizzly.http.server.HttpServer;
import org.glassfish.grizzly.http.server.NetworkListener;
import org.glassfish.grizzly.http.server.ServerConfiguration;
import org.glassfish.grizzly.nio.transport.TCPNIOTransport;
import org.glassfish.grizzly.threadpool.ThreadPoolConfig;

/**
 * The sample shop as a web site of its own, on a port of its own: plain pages that a server
 * renders, a basket, an order. Until it is told a snippet it is a site that nobody watches.
 * Thread-safe.
 */
public final class ShopSite implements AutoCloseable {
  private static final int THREADS = 2;

  private final HttpServer server;
  private final NetworkListener listener;
  private final ShopHandler handler;

  private ShopSite(HttpServer server, NetworkListener listener, ShopHandler handler) {
    this.server = server;
    this.listener = listener;
    this.handler = handler;
  }

  /**
   * Opens the shop.
   *
   * @param host address of the network interface to listen on
   * @param port 1 to 65535; 0 takes a free one
   * @throws BindException if the port is taken
   * @throws IOException if it can't listen for another reason
   */
  public static ShopSite open(String host, int port) throws IOException {
    NetworkListener listener = new NetworkListener("shop", host, port);
    listener.getFileCache().setEnabled(false);
    TCPNIOTransport transport = listener.getTransport();
    transport.setSelectorRunnersCount(1);
    transport.setWorkerThreadPoolConfig(
        ThreadPoolConfig.defaultConfig()
            .setPoolName("shop")
            .setCorePoolSize(THREADS)
            .setMaxPoolSize(THREADS));
    HttpServer server = new HttpServer();
    server.addListener(listener);
    ShopHandler handler = new ShopHandler();
    ServerConfiguration configuration = server.getServerConfiguration();
    configuration.setName("shop");
    configuration.setJmxEnabled(false);
    configuration.setDefaultErrorPageGenerator(
        (request, status, reason, description, failure) -> "The shop could not answer this.");
    configuration.addHttpHandler(handler, "/");
    boolean opened = false;
    try {
      server.start();
      opened = true;
    } finally {
      if (!opened) {
        server.shutdownNow();
      }
    }
    return new ShopSite(server, listener, handler);
  }

  /** Lets the pages from now on carry a snippet. */
  public void carry(SnippetTag snippet) {
    handler.carry(snippet);
  }

  /** The port that it listens on. */
  public int port() {
    return listener.getPort();
  }

  /** The origin of its pages on this machine. */
  public String origin() {
    return "http://localhost:" + port();
  }

  @Override
  public void close() {
    server.shutdownNow();
  }
}
