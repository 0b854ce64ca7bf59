package dev.datalab.server.cli;

import picocli.CommandLine.IVersionProvider;

/** The version that the jar's manifest names, and the Java it runs on. */
final class Version implements IVersionProvider {
  @Override
  public String[] getVersion() {
    String version = Version.class.getPackage().getImplementationVersion();
    return new String[] {
      "datalab " + (version == null ? "(unpacked classes)" : version),
      "Java " + Runtime.version() + ", " + System.getProperty("os.arch")
    };
  }
}
