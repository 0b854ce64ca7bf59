package dev.datalab.server.http;

import dev.datalab.platform.rpc.CallContext;
import dev.datalab.server.problem.Problem;
import dev.datalab.server.problem.ProblemException;
import dev.datalab.server.problem.Problems;
import dev.datalab.server.socket.Handshake;
import dev.datalab.server.socket.WebSocketRoute;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.Endpoint;
import jakarta.websocket.server.ServerEndpointConfig;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.glassfish.grizzly.Connection;
import org.glassfish.grizzly.Grizzly;
import org.glassfish.grizzly.attributes.Attribute;
import org.glassfish.grizzly.filterchain.FilterChainBuilder;
import org.glassfish.grizzly.http.HttpRequestPacket;
import org.glassfish.grizzly.http.HttpServerFilter;
import org.glassfish.grizzly.http.server.AddOn;
import org.glassfish.grizzly.http.server.NetworkListener;
import org.glassfish.grizzly.utils.DelayedExecutor;
import org.glassfish.grizzly.utils.IdleTimeoutFilter;
import org.glassfish.tyrus.container.grizzly.server.WebSocketAddOn;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * The WebSockets of the listener. A handshake is decided before Tyrus sees it, while it is a
 * request that can still be answered as any other: one that is refused goes on as if nobody had
 * asked for an upgrade, and carries the problem along. Thread-safe.
 */
final class WebSockets implements AddOn, AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger("dev.datalab.server.access");

  /** Where Tyrus has its one endpoint; no address of the outside. */
  private static final String PATH = "/socket";

  private static final Attribute<Problem> REFUSAL =
      Grizzly.DEFAULT_ATTRIBUTE_BUILDER.createAttribute(WebSockets.class.getName());

  private final List<Routed> routes;
  private final ClientAddress addresses;
  private final TyrusContainer container = new TyrusContainer();

  /** Takes a connection from those that end when they are silent. */
  private Consumer<Connection<?>> untimed = connection -> {};

  private record Routed(PathTemplate path, WebSocketRoute route) {}

  private record Asked(WebSocketRoute route, Map<String, String> variables) {}

  WebSockets(Collection<WebSocketRoute> routes, ClientAddress addresses) {
    this.routes =
        routes.stream().map(route -> new Routed(new PathTemplate(route.path()), route)).toList();
    this.addresses = addresses;
    try {
      container.register(
          ServerEndpointConfig.Builder.create(RoutedEndpoint.class, PATH)
              .configurator(new EndpointChoice())
              .build());
    } catch (DeploymentException e) {
      throw new IllegalStateException("Tyrus does not take the endpoint", e);
    }
  }

  @Override
  public void setup(NetworkListener listener, FilterChainBuilder chain) {
    int idle = chain.indexOfType(IdleTimeoutFilter.class);
    var timeouts = ((IdleTimeoutFilter) chain.get(idle)).getResolver();
    untimed =
        connection -> {
          IdleTimeoutFilter.setCustomTimeout(connection, -1, TimeUnit.MILLISECONDS); // later ones
          timeouts.setTimeoutMillis(connection, DelayedExecutor.UNSET_TIMEOUT); // the present one
        };
    new WebSocketAddOn(container, "").setup(listener, chain);
    chain.add(chain.indexOfType(HttpServerFilter.class) + 1, new MaskGuard());
  }

  /** Whether a path is a WebSocket's. */
  boolean has(String path) {
    return find(path).isPresent();
  }

  private Optional<Asked> find(String path) {
    for (Routed each : routes) {
      Optional<Map<String, String>> variables = each.path().match(path);
      if (variables.isPresent()) {
        return Optional.of(new Asked(each.route(), variables.get()));
      }
    }
    return Optional.empty();
  }

  /**
   * Decides about a request that asks for an upgrade to a WebSocket.
   *
   * @return true if it is to be upgraded, now and by this thread; false if it goes on as a request,
   *     with a {@link #refusal} if its address is a WebSocket's
   */
  boolean accepts(HttpRequestPacket packet, Connection<?> connection) {
    String path = packet.getRequestURI();
    Optional<Asked> asked = find(path);
    if (asked.isEmpty()) {
      return false;
    }
    String id = RequestId.of(packet.getHeader(RequestId.HEADER));
    MDC.put(CallContext.MDC_REQUEST_ID, id);
    try {
      CallContext.asNobody(id).call(() -> accept(packet, asked.get()));
      UpgradeRequest.strip(packet, PATH);
      packet.getResponse().setHeader(RequestId.HEADER, id);
      // Sockets may be silent for long; whoever has them decides when they end.
      untimed.accept(connection);
      MaskGuard.watch(connection);
      log.debug("GET {} 101", path);
      return true;
    } catch (Exception e) {
      REFUSAL.set(packet, Problems.of(e, id));
      return false;
    } finally {
      MDC.remove(CallContext.MDC_REQUEST_ID);
    }
  }

  private Endpoint accept(HttpRequestPacket packet, Asked asked) throws Exception {
    UpgradeRequest.check(packet);
    Handshake handshake =
        new Handshake(
            asked.variables(),
            parameter(packet.getQueryString(), "ticket"),
            UpgradeRequest.header(packet, "Origin"),
            addresses.of(packet.getRemoteAddress(), packet.getHeaders()));
    Endpoint endpoint = asked.route().accept(handshake);
    EndpointChoice.choose(endpoint);
    return endpoint;
  }

  private static String parameter(@Nullable String query, String name) {
    if (query != null) {
      for (String pair : query.split("&", -1)) {
        if (pair.startsWith(name + "=")) {
          try {
            return URLDecoder.decode(pair.substring(name.length() + 1), StandardCharsets.UTF_8);
          } catch (IllegalArgumentException e) {
            throw new ProblemException(
                400, "The address of the request is malformed. Encode it as RFC 3986 says.");
          }
        }
      }
    }
    return "";
  }

  /** Why a handshake was refused. */
  static Optional<Problem> refusal(HttpRequestPacket packet) {
    return Optional.ofNullable(REFUSAL.get(packet));
  }

  /** Lets go of Tyrus's threads. */
  @Override
  public void close() {
    container.stop();
  }
}
