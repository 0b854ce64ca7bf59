package dev.datalab.server.http;

import dev.datalab.platform.rpc.CallContext;
import dev.datalab.server.problem.Problem;
import dev.datalab.server.problem.ProblemException;
import dev.datalab.server.problem.Problems;
import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.glassfish.grizzly.Connection;
import org.glassfish.grizzly.http.server.HttpHandler;
import org.glassfish.grizzly.http.server.Request;
import org.glassfish.grizzly.http.server.Response;
import org.glassfish.grizzly.nio.NIOConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * What every request passes first and last: its id, the choice between REST and static files, the
 * problem of whatever fails, and the access log. Thread-safe.
 */
final class FrontHandler extends HttpHandler {
  private static final Logger log = LoggerFactory.getLogger("dev.datalab.server.access");

  private final HttpHandler rest;
  private final StaticFiles files;
  private final Map<String, HttpHandler> doors;
  private final WebSockets sockets;

  /**
   * Divides the addresses.
   *
   * @param rest everything under {@code /api} that has no door of its own, and what it owns beside
   * @param files everything else
   * @param doors answer single paths in the place of REST
   * @param sockets their addresses have no other answer than the handshake's
   */
  FrontHandler(HttpHandler rest, StaticFiles files, Collection<Door> doors, WebSockets sockets) {
    this.rest = rest;
    this.files = files;
    this.doors = doors.stream().collect(Collectors.toUnmodifiableMap(Door::path, Door::handler));
    this.sockets = sockets;
  }

  @Override
  public void start() {
    super.start();
    rest.start();
  }

  @Override
  public void destroy() {
    rest.destroy();
    super.destroy();
  }

  @Override
  public void service(Request request, Response response) {
    long startNanos = System.nanoTime();
    String id = RequestId.of(request.getHeader(RequestId.HEADER));
    response.setHeader(RequestId.HEADER, id);
    request.addAfterServiceListener(done -> logged(done, id, startNanos));
    MDC.put(CallContext.MDC_REQUEST_ID, id);
    try {
      CallContext.asNobody(id).run(() -> answer(request, response, id));
    } finally {
      MDC.remove(CallContext.MDC_REQUEST_ID);
    }
  }

  /** Comes when the answer is complete, which may be long after its handler has returned. */
  private static void logged(Request request, String id, long startNanos) {
    long millis = (System.nanoTime() - startNanos) / 1_000_000;
    MDC.put(CallContext.MDC_REQUEST_ID, id);
    // The path may hold an id; query strings, which may hold a ticket, are never logged.
    log.debug(
        "{} {} {} {} ms",
        request.getMethod(),
        request.getRequestURI(),
        request.getResponse().getStatus(),
        millis);
    MDC.remove(CallContext.MDC_REQUEST_ID);
  }

  private void answer(Request request, Response response, String id) {
    try {
      String path = request.getRequestURI();
      Optional<Problem> refusal = WebSockets.refusal(request.getRequest());
      HttpHandler door = doors.get(path);
      if (refusal.isPresent()) {
        ProblemAnswer.send(response, refusal.get());
      } else if (door != null) {
        SecurityHeaders.ofAnswer(response.getResponse().getHeaders());
        door.service(request, response);
      } else if (sockets.has(path)) {
        // Not by setHeader, by which Grizzly would take this answer for an upgrade.
        response.getResponse().getHeaders().setValue("Upgrade").setString("websocket");
        ProblemAnswer.send(
            response, Problem.of(426, "This address is a WebSocket. Open it as one."));
      } else if (isRest(path)) {
        SecurityHeaders.ofAnswer(response.getResponse().getHeaders());
        rest.service(request, response);
      } else {
        SecurityHeaders.ofPage(response.getResponse().getHeaders());
        files.serve(request, response, path);
      }
    } catch (Exception e) {
      fail(request, response, id, e);
    } catch (Error e) {
      // Grizzly would end an answer that has begun in good order, as if it were whole.
      if (response.isCommitted()) {
        breakOff(request.getContext().getConnection());
      }
      throw e;
    }
  }

  private static boolean isRest(String path) {
    return path.equals("/api")
        || path.startsWith("/api/")
        || path.equals("/health")
        || path.equals("/ready")
        || path.equals("/openapi.json");
  }

  private void fail(Request request, Response response, String id, Exception failure) {
    if (response.isCommitted()) {
      // A part has gone out: only a broken connection tells the client that the rest is missing.
      log.warn("an answer breaks off: {}", failure.toString());
      breakOff(request.getContext().getConnection());
      return;
    }
    Throwable cause =
        failure instanceof IllegalArgumentException
            ? new ProblemException(
                400, "The address of the request is malformed. Encode it as RFC 3986 says.")
            : failure;
    try {
      response.reset();
      response.setHeader(RequestId.HEADER, id);
      ProblemAnswer.send(response, Problems.of(cause, id));
    } catch (IOException e) {
      log.debug("the client of {} is gone: {}", id, e.toString());
    }
  }

  /** Resets the connection: an orderly end would be the end of an answer that goes until then. */
  private static void breakOff(Connection<?> connection) {
    if (connection instanceof NIOConnection tcp
        && tcp.getChannel() instanceof SocketChannel channel) {
      try {
        channel.setOption(StandardSocketOptions.SO_LINGER, 0);
      } catch (IOException e) {
        log.debug("the client is gone already: {}", e.toString());
      }
    }
    connection.terminateSilently();
  }
}
