package dev.datalab.bench;

import java.util.Objects;
import picocli.CommandLine.IVersionProvider;

/** The version that {@code --version} prints. */
public final class Version implements IVersionProvider {
  /** Made by the command line. */
  public Version() {}

  @Override
  public String[] getVersion() {
    String built = Version.class.getPackage().getImplementationVersion();
    return new String[] {"datalab benchmarks " + Objects.requireNonNullElse(built, "unpackaged")};
  }
}
