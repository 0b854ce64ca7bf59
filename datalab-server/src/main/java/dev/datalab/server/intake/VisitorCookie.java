package dev.datalab.server.intake;

/**
 * The cookie by which a server knows a visitor of a site under its own domain: one an app, for no
 * script to read, and sent to hello alone.
 */
final class VisitorCookie {
  /** 13 months. */
  private static final long MAX_AGE_SECONDS = 34_190_000;

  private VisitorCookie() {}

  private static String name(String app) {
    return "datalab_" + app;
  }

  /**
   * The visitor of an app in the header {@code Cookie}; empty if there is none.
   *
   * @param cookies {@code a=1; b=2}
   */
  static String read(String cookies, String app) {
    String start = name(app) + "=";
    for (String cookie : cookies.split(";", -1)) {
      if (cookie.trim().startsWith(start)) {
        return cookie.trim().substring(start.length());
      }
    }
    return "";
  }

  /** The header {@code Set-Cookie}. */
  static String write(String app, String visitor) {
    return name(app)
        + "="
        + visitor
        + "; Path=/api/v1/hello; HttpOnly; Secure; SameSite=Lax; Max-Age="
        + MAX_AGE_SECONDS;
  }
}
