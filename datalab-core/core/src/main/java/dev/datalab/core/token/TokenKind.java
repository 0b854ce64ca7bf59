package dev.datalab.core.token;

/** What a token is for. */
enum TokenKind {
  /** A person at the dashboard and its API. */
  ACCESS("datalab-access+jwt", "datalab-api"),
  /** A site that sends events. */
  APP("datalab-app+jwt", "datalab-intake");

  private final String type;
  private final String audience;

  TokenKind(String type, String audience) {
    this.type = type;
    this.audience = audience;
  }

  /** The header's {@code typ}. */
  String type() {
    return type;
  }

  /** The claim {@code aud}. */
  String audience() {
    return audience;
  }
}
