package dev.datalab.server.health;

/**
 * A component that can say whether it can do its work.
 *
 * @param name what it is called in {@code /health}
 * @param test does a little work; throws if it can't
 */
public record Check(String name, Test test) {

  /** A little work. */
  @FunctionalInterface
  public interface Test {
    /** Throws if the component can't do its work; the message says why. */
    void run() throws Exception;
  }
}
