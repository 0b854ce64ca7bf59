package dev.datalab.server.http;

import org.glassfish.grizzly.http.util.MimeHeaders;

/**
 * What every answer tells browsers to refuse. There is no CORS header: no other site may read an
 * answer. Intake, which sites do call, adds its own for the origins of the app.
 */
final class SecurityHeaders {
  private static final String PAGES =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self';"
          + " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
  private static final String ANSWERS = "default-src 'none'; frame-ancestors 'none'";

  private SecurityHeaders() {}

  /** Sets them on the answer of a page or its parts. */
  static void ofPage(MimeHeaders headers) {
    common(headers);
    headers.setValue("Content-Security-Policy").setString(PAGES);
  }

  /**
   * Sets them on the entry page of the dashboard. Libraries of it make style elements, which carry
   * the nonce, and set style attributes, which can't.
   *
   * @param nonce what only this answer and its style elements know, in Base64
   */
  static void ofDashboard(MimeHeaders headers, String nonce) {
    common(headers);
    headers
        .setValue("Content-Security-Policy")
        .setString(
            PAGES.replace(
                "style-src 'self'",
                "style-src 'self' 'nonce-" + nonce + "'; style-src-attr 'unsafe-inline'"));
  }

  /** Sets them on the answer of an API call, which no cache may keep. */
  static void ofAnswer(MimeHeaders headers) {
    common(headers);
    headers.setValue("Content-Security-Policy").setString(ANSWERS);
    headers.setValue("Cache-Control").setString("no-store");
  }

  private static void common(MimeHeaders headers) {
    headers.setValue("X-Content-Type-Options").setString("nosniff");
    headers.setValue("Referrer-Policy").setString("no-referrer");
    headers.setValue("Cross-Origin-Opener-Policy").setString("same-origin");
  }
}
