package dev.datalab.server.http;

import dev.datalab.server.problem.ProblemException;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import org.glassfish.grizzly.http.HttpRequestPacket;
import org.glassfish.grizzly.http.Method;
import org.jspecify.annotations.Nullable;

/** The rules of a WebSocket's handshake (RFC 6455, 4.2.1), apart from who may open which. */
final class UpgradeRequest {
  private static final String VERSION = "13";
  private static final int KEY_BYTES = 16;

  /** The headers that carry the handshake; no other is needed once it is decided. */
  private static final List<String> HEADERS =
      List.of("host", "upgrade", "connection", "sec-websocket-key", "sec-websocket-version");

  private UpgradeRequest() {}

  /**
   * Checks the form.
   *
   * @throws ProblemException 400 or 426 if it is no handshake that can be answered
   */
  static void check(HttpRequestPacket packet) {
    if (!Method.GET.equals(packet.getMethod()) || hasBody(packet)) {
      throw new ProblemException(400, "A WebSocket is opened by GET without a body. Send it so.");
    }
    if (!header(packet, "Connection").toLowerCase(Locale.ROOT).contains("upgrade")) {
      throw new ProblemException(
          400, "The handshake of a WebSocket has 'Connection: Upgrade'. Send this header.");
    }
    if (!header(packet, "Sec-WebSocket-Version").equals(VERSION)) {
      throw new ProblemException(
          426, "The server speaks version 13 of WebSocket. Send 'Sec-WebSocket-Version: 13'.");
    }
    if (!isKey(header(packet, "Sec-WebSocket-Key"))) {
      throw new ProblemException(
          400, "Sec-WebSocket-Key is no Base64 of 16 random bytes. Send such a key.");
    }
  }

  private static boolean hasBody(HttpRequestPacket packet) {
    return packet.getContentLength() > 0
        || packet.isChunked()
        || !header(packet, "Transfer-Encoding").isEmpty();
  }

  private static boolean isKey(String key) {
    try {
      return Base64.getDecoder().decode(key).length == KEY_BYTES;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /**
   * Leaves what Tyrus needs: it keeps the address and every header for as long as the socket is
   * open, and would negotiate extensions, of which there are to be none.
   */
  static void strip(HttpRequestPacket packet, String path) {
    packet.setRequestURI(path);
    packet.getQueryStringDC().recycle();
    var names = new java.util.ArrayList<String>();
    packet.getHeaders().names().forEach(names::add);
    for (String name : names) {
      if (!HEADERS.contains(name.toLowerCase(Locale.ROOT))) {
        packet.getHeaders().removeHeader(name);
      }
    }
  }

  /** A header's text; empty if there is none. */
  static String header(HttpRequestPacket packet, String name) {
    @Nullable String value = packet.getHeader(name);
    return value == null ? "" : value.trim();
  }
}
