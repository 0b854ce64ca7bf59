package dev.datalab.server.demo;

/**
 * How a demo is run.
 *
 * @param shopPort the shop's port; 0: the one after the server's, or a free one if that is taken
 * @param visitors how many walk through the shop at a time, 0 to {@value #MOST_VISITORS}
 * @param newToken whether to issue another app token, whatever there is
 */
public record DemoOptions(int shopPort, int visitors, boolean newToken) {
  /** The most visitors at a time; more are the load generator's work. */
  public static final int MOST_VISITORS = 1_000;

  /** Checks the bounds. */
  public DemoOptions {
    if (shopPort < 0 || shopPort > 65_535) {
      throw new IllegalArgumentException("--shop-port: 0 to 65535, not %d.".formatted(shopPort));
    }
    if (visitors < 0 || visitors > MOST_VISITORS) {
      throw new IllegalArgumentException(
          "--visitors: 0 to %d, not %d; ./datalab bench intake makes more load."
              .formatted(MOST_VISITORS, visitors));
    }
  }
}
