package dev.datalab.ingest.intake;

/**
 * Ids of visitors: what a cookie's value may be (RFC 6265, 4.1.1), since that is where they live.
 */
final class VisitorIds {
  /** The rule and the remedy. */
  static final String RULE =
      "1 to 200 printable ASCII characters without space, quote, comma, semicolon and backslash;"
          + " drop it to get a new one.";

  private static final int LONGEST = 200;

  private VisitorIds() {}

  static boolean isValid(String id) {
    return !id.isEmpty()
        && id.length() <= LONGEST
        && id.chars().allMatch(c -> c > ' ' && c < 0x7f && "\",;\\".indexOf(c) < 0);
  }
}
