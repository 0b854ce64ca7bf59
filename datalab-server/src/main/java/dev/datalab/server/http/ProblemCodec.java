package dev.datalab.server.http;

import dev.datalab.server.problem.Problem;
import org.glassfish.grizzly.Buffer;
import org.glassfish.grizzly.filterchain.FilterChainContext;
import org.glassfish.grizzly.http.HttpContent;
import org.glassfish.grizzly.http.HttpHeader;
import org.glassfish.grizzly.http.HttpPacketParsing;
import org.glassfish.grizzly.http.HttpRequestPacket;
import org.glassfish.grizzly.http.HttpResponsePacket;
import org.glassfish.grizzly.http.HttpServerFilter;
import org.glassfish.grizzly.http.Method;
import org.glassfish.grizzly.http.Protocol;
import org.glassfish.grizzly.http.server.AddOn;
import org.glassfish.grizzly.http.server.NetworkListener;
import org.glassfish.grizzly.http.util.HttpStatus;
import org.glassfish.grizzly.memory.Buffers;
import org.glassfish.grizzly.memory.MemoryManager;

/**
 * Grizzly's HTTP codec, which answers a request that it can't read with a problem instead of
 * nothing: no host, no HTTP, headers that are too large, a transfer coding that is broken.
 */
final class ProblemCodec extends HttpServerFilter {
  private static final int HEADERS_TOO_LARGE = 431;
  private static final String WEBSOCKET = "websocket";

  private final WebSockets sockets;

  @SuppressWarnings("deprecation") // Grizzly has no builder for it yet, and uses this one itself.
  private ProblemCodec(NetworkListener listener, WebSockets sockets) {
    super(
        listener.isChunkingEnabled(),
        listener.getMaxHttpHeaderSize(),
        null,
        listener.getKeepAlive(),
        null,
        listener.getMaxRequestHeaders(),
        listener.getMaxResponseHeaders());
    this.sockets = sockets;
    // A body with GET or DELETE means nothing and does no harm.
    setAllowPayloadForUndefinedHttpMethods(true);
  }

  /**
   * Puts the codec in the place of Grizzly's own.
   *
   * @param maxRemainderBytes what is read of a body that nobody has read; more closes the
   *     connection
   * @param sockets decides about upgrades
   */
  static AddOn addOn(long maxRemainderBytes, WebSockets sockets) {
    return (listener, chain) -> {
      int place = chain.indexOfType(HttpServerFilter.class);
      if (place < 0) {
        throw new IllegalStateException("the listener has no HTTP codec: add this add-on to HTTP");
      }
      var codec = new ProblemCodec(listener, sockets);
      codec.setMaxPayloadRemainderToSkip(maxRemainderBytes);
      chain.set(place, codec);
    };
  }

  /**
   * A protocol that the server does not speak is not changed to (RFC 9110, 7.8), and the request is
   * answered as if nobody had asked; so is one whose handshake is refused. Grizzly would read and
   * write its bodies without framing: a client that offers HTTP/2 in clear, as Java's own does,
   * would wait for ever.
   */
  @Override
  protected void onIncomingUpgrade(FilterChainContext context, HttpHeader header) {
    if (header.getUpgradeDC().equalsIgnoreCase(WEBSOCKET)
        && sockets.accepts((HttpRequestPacket) header, context.getConnection())) {
      super.onIncomingUpgrade(context, header);
    } else {
      header.getUpgradeDC().recycle();
    }
  }

  /** Refuses a first line of one word, for the rest of which Grizzly would wait. */
  @Override
  protected boolean decodeHttpPacket(
      FilterChainContext context, HttpPacketParsing packet, Buffer input) {
    int at = input.position();
    while (at < input.limit() && isEndOfLine(input.get(at))) {
      at++;
    }
    for (; at < input.limit() && input.get(at) != ' ' && input.get(at) != '\t'; at++) {
      if (isEndOfLine(input.get(at))) {
        throw new IllegalStateException("the request line has one word");
      }
    }
    return super.decodeHttpPacket(context, packet, input);
  }

  private static boolean isEndOfLine(byte b) {
    return b == '\r' || b == '\n';
  }

  @Override
  protected void onHttpHeaderError(HttpHeader header, FilterChainContext context, Throwable failure)
      throws java.io.IOException {
    var request = (HttpRequestPacket) header;
    String message = failure.getMessage();
    if (message != null && message.contains("too large")) {
      request
          .getResponse()
          .setStatus(
              HttpStatus.newHttpStatus(HEADERS_TOO_LARGE, "Request Header Fields Too Large"));
    }
    if (request.getMethodDC().isNull()) {
      // Without one Grizzly can't write an answer.
      request.setMethod(Method.GET);
    }
    // A request line that was not read to its end counts as HTTP/0.9, which is answered without
    // Content-Type.
    request.setProtocol(Protocol.HTTP_1_1);
    request.getProcessingState().setKeepAlive(false);
    super.onHttpHeaderError(header, context, failure);
  }

  @Override
  protected HttpContent customizeErrorResponse(HttpResponsePacket response) {
    Problem problem = problem(response.getStatus());
    byte[] body = problem.toJson();
    SecurityHeaders.ofAnswer(response.getHeaders());
    response.setHeader(
        RequestId.HEADER, RequestId.of(response.getRequest().getHeader(RequestId.HEADER)));
    response.setContentType(Problem.MEDIA_TYPE);
    response.setContentLength(body.length);
    Buffer content = Buffers.wrap(MemoryManager.DEFAULT_MEMORY_MANAGER, body);
    return HttpContent.builder(response).content(content).last(true).build();
  }

  private Problem problem(int status) {
    return switch (status) {
      case HEADERS_TOO_LARGE ->
          Problem.of(
              status,
              "The request line and headers are larger than "
                  + maxHeadersSize
                  + " bytes. Send fewer or shorter headers.");
      case 505 ->
          Problem.of(status, "The server speaks HTTP/1.1 and HTTP/1.0. Send the request as such.");
      default ->
          Problem.of(
              status,
              "This is no HTTP request that the server can read. Send one with a Host header, as RFC"
                  + " 9112 says.");
    };
  }
}
