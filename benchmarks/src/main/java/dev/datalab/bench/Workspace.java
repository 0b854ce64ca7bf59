package dev.datalab.bench;

import java.net.URISyntaxException;
import java.nio.file.Path;

/** Where benchmarks keep their files: the module's {@code target}, wherever they are started. */
public final class Workspace {
  private static final Path TARGET = target();

  private Workspace() {}

  /** Folder of the data sets, kept from run to run. */
  public static Path data() {
    return TARGET.resolve("data");
  }

  /** The folder itself. */
  public static Path folder() {
    return TARGET;
  }

  /** File of a benchmark's results. */
  public static Path results(String benchmark) {
    return TARGET.resolve(benchmark + ".json");
  }

  /** The folder in which the classes or the jar lie that run. */
  private static Path target() {
    try {
      return Path.of(Workspace.class.getProtectionDomain().getCodeSource().getLocation().toURI())
          .resolve("..")
          .toAbsolutePath()
          .normalize();
    } catch (URISyntaxException e) {
      throw new IllegalStateException("the benchmarks run from no file", e);
    }
  }
}
