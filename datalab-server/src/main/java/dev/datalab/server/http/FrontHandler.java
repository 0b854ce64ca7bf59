package dev.datalab.server.http;

import dev.datalab.platform.rpc.CallContext;
import dev.datalab.server.problem.Problem;
import dev.datalab.server.problem.ProblemException;
import dev.datalab.server.problem.Problems;
import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;
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

  FrontHandler(HttpHandler rest, StaticFiles files) {
    this.rest = rest;
    this.files = files;
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
    MDC.put(CallContext.MDC_REQUEST_ID, id);
    try {
      CallContext.asNobody(id).run(() -> answer(request, response, id));
    } finally {
      long millis = (System.nanoTime() - startNanos) / 1_000_000;
      // The path may hold an id; query strings, which may hold a ticket, are never logged.
      log.debug(
          "{} {} {} {} ms",
          request.getMethod(),
          request.getRequestURI(),
          response.getStatus(),
          millis);
      MDC.remove(CallContext.MDC_REQUEST_ID);
    }
  }

  private void answer(Request request, Response response, String id) {
    try {
      String path = request.getRequestURI();
      if (isRest(path)) {
        SecurityHeaders.ofAnswer(response.getResponse().getHeaders());
        rest.service(request, response);
      } else {
        SecurityHeaders.ofPage(response.getResponse().getHeaders());
        files.serve(request, response, path);
      }
    } catch (Exception e) {
      fail(request, response, id, e);
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
      send(response, Problems.of(cause, id));
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

  /** Writes a problem as the answer. */
  static void send(Response response, Problem problem) throws IOException {
    byte[] body = problem.toJson();
    SecurityHeaders.ofAnswer(response.getResponse().getHeaders());
    response.setStatus(problem.status(), problem.title());
    response.setContentType(Problem.MEDIA_TYPE);
    if (problem.retryAfterSeconds() > 0) {
      response.setHeader("Retry-After", Long.toString(problem.retryAfterSeconds()));
    }
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
  }
}
