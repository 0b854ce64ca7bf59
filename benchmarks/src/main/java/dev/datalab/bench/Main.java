package dev.datalab.bench;

import java.io.IOException;

/** Entry point of {@code ./datalab bench}: the arguments are those of JMH. */
public final class Main {

  private Main() {}

  /**
   * Runs the JMH benchmarks that {@code args} select; {@code -l} lists them, {@code -h} explains.
   */
  public static void main(String[] args) throws IOException {
    org.openjdk.jmh.Main.main(args);
  }
}
