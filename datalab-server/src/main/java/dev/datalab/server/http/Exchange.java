package dev.datalab.server.http;

import dev.datalab.platform.rpc.CallContext;
import dev.datalab.server.problem.Problem;
import dev.datalab.server.problem.ProblemException;
import dev.datalab.server.problem.Problems;
import io.grpc.Context;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.glassfish.grizzly.Connection;
import org.glassfish.grizzly.EmptyCompletionHandler;
import org.glassfish.grizzly.ReadHandler;
import org.glassfish.grizzly.http.io.NIOInputStream;
import org.glassfish.grizzly.http.server.Request;
import org.glassfish.grizzly.http.server.Response;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * One request whose body comes and whose answer goes without a thread that waits for them. Request
 * and response belong to Grizzly again once it is answered, so nobody else may touch them after it
 * has begun. Thread-safe; the first answer counts.
 */
public final class Exchange {
  private static final Logger log = LoggerFactory.getLogger(Exchange.class);

  private final Response response;
  private final Connection<?> connection;
  private final NIOInputStream in;
  private final int limitBytes;
  private final Body handler;
  private final Context context = Context.current();
  private final String requestId = CallContext.requestId();
  private final ByteArrayOutputStream body = new ByteArrayOutputStream(512);

  /** Set with the lock held, but for a client that leaves, whose request stays as it is. */
  private final AtomicBoolean over = new AtomicBoolean();

  private boolean read;

  /** Takes the body when it is there. */
  public interface Body {
    /**
     * Works on the body, in the context of the request, and answers then or later.
     *
     * @throws Exception answered with its problem
     */
    void take(byte[] bytes, Exchange exchange) throws Exception;
  }

  private Exchange(Request request, Response response, int limitBytes, Body handler) {
    this.response = response;
    this.connection = request.getContext().getConnection();
    this.in = request.getNIOInputStream();
    this.limitBytes = limitBytes;
    this.handler = handler;
  }

  /**
   * Lets go of the thread until the body is there. The last that a handler does with a request.
   *
   * @param limitBytes the largest body; more is answered 413
   * @param atMost how long the whole may take until it is answered 408, while the body is awaited,
   *     or else 503
   */
  public static void begin(
      Request request, Response response, int limitBytes, Duration atMost, Body handler) {
    if (request.getContentLengthLong() > limitBytes) {
      throw tooLarge(limitBytes);
    }
    var exchange = new Exchange(request, response, limitBytes, handler);
    response.suspend(
        atMost.toMillis(),
        TimeUnit.MILLISECONDS,
        exchange.new Leaving(),
        late -> {
          exchange.inContext(exchange::giveUp);
          return false;
        });
    exchange.in.notifyAvailable(exchange.new Reader());
  }

  private static ProblemException tooLarge(int limitBytes) {
    return new ProblemException(
        413, "The body is larger than " + limitBytes + " bytes. Send a smaller one.");
  }

  /** Answers with JSON. */
  public void answer(int status, Map<String, String> headers, byte[] json) {
    finish(
        () -> {
          headers.forEach(response::setHeader);
          response.setStatus(status);
          if (json.length > 0) {
            response.setContentType("application/json");
            response.setContentLength(json.length);
            response.getOutputStream().write(json);
          }
        });
  }

  /** Answers with a problem. */
  public void refuse(Problem problem, Map<String, String> headers) {
    finish(
        () -> {
          headers.forEach(response::setHeader);
          ProblemAnswer.send(response, problem);
        });
  }

  /** Answers with the problem of what went wrong. */
  public void fail(Throwable failure) {
    refuse(Problems.of(failure, requestId), Map.of());
  }

  /** Runs something in the context of the request, from whatever thread. */
  public void inContext(Runnable work) {
    String before = MDC.get(CallContext.MDC_REQUEST_ID);
    MDC.put(CallContext.MDC_REQUEST_ID, requestId);
    try {
      context.run(work);
    } finally {
      if (before == null) {
        MDC.remove(CallContext.MDC_REQUEST_ID);
      } else {
        MDC.put(CallContext.MDC_REQUEST_ID, before);
      }
    }
  }

  private interface Writing {
    void run() throws IOException;
  }

  private synchronized void finish(Writing writing) {
    if (!over.compareAndSet(false, true)) {
      return;
    }
    try {
      writing.run();
    } catch (IOException e) {
      log.debug("the client of {} is gone: {}", requestId, e.toString());
    } finally {
      response.resume();
    }
  }

  private void giveUp() {
    boolean bodyIsThere;
    synchronized (this) {
      bodyIsThere = read;
    }
    if (bodyIsThere) {
      log.warn("a request was not answered in time");
      refuse(
          Problem.retry(503, "The server has too much to do. Come again in a few seconds.", 5),
          Map.of());
    } else {
      refuse(Problem.of(408, "The body did not come in time. Send it at once."), Map.of());
      connection.closeSilently(); // Grizzly would wait for the rest of the body.
    }
  }

  /** Hears that the client is gone before it was answered. */
  private final class Leaving extends EmptyCompletionHandler<Response> {
    @Override
    public void cancelled() {
      over.set(true);
    }
  }

  private enum Collected {
    FITS,
    TOO_LARGE,
    /** The request is over, its body nobody's. */
    OVER
  }

  /** Collects the body. */
  private final class Reader implements ReadHandler {

    @Override
    public void onDataAvailable() throws IOException {
      switch (collect()) {
        case FITS -> in.notifyAvailable(this);
        case TOO_LARGE -> inContext(() -> fail(tooLarge(limitBytes)));
        case OVER -> {}
      }
    }

    @Override
    public void onAllDataRead() throws IOException {
      switch (collect()) {
        case FITS -> inContext(this::take);
        case TOO_LARGE -> inContext(() -> fail(tooLarge(limitBytes)));
        case OVER -> {}
      }
    }

    private void take() {
      synchronized (Exchange.this) {
        read = true;
      }
      try {
        handler.take(body.toByteArray(), Exchange.this);
      } catch (Exception e) {
        fail(e);
      }
    }

    @Override
    public void onError(Throwable failure) {
      if (!over.get()) {
        inContext(() -> fail(new IOException("the body breaks off", failure)));
      }
    }

    private Collected collect() throws IOException {
      synchronized (Exchange.this) {
        if (over.get()) {
          return Collected.OVER;
        }
        byte[] piece = in.readNBytes(in.readyData());
        body.write(piece, 0, Math.min(piece.length, limitBytes + 1 - body.size()));
        return body.size() <= limitBytes ? Collected.FITS : Collected.TOO_LARGE;
      }
    }
  }
}
