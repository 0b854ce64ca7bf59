package dev.datalab.server.cli;

import dev.datalab.server.client.ApiClient;
import dev.datalab.server.client.Bars;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.Callable;
import me.tongfei.progressbar.ProgressBar;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Writes an app's events to standard output. */
@Command(
    name = "export",
    mixinStandardHelpOptions = true,
    description =
        "Exports events as NDJSON to standard output, in the shape that import takes; progress goes to standard error.")
final class ExportCommand implements Callable<Integer> {
  private static final int BUFFER_BYTES = 1 << 16;

  @Mixin private Remote remote = new Remote();

  @Option(
      names = "--from",
      required = true,
      paramLabel = "TIME",
      description = "From then on: ISO 8601 with zone, or milliseconds since the epoch.")
  private String from = "";

  @Option(
      names = "--to",
      required = true,
      paramLabel = "TIME",
      description = "Until then, excluded.")
  private String to = "";

  @Option(
      names = "--archive",
      defaultValue = "",
      paramLabel = "ID",
      description = "An archive's id, or 'all'; without it the data since the last unlock.")
  private String archive = "";

  @Override
  public Integer call() throws IOException {
    String path =
        remote.appPath()
            + "/export?from="
            + ApiClient.encoded(from)
            + "&to="
            + ApiClient.encoded(to)
            + (archive.isEmpty() ? "" : "&archive=" + ApiClient.encoded(archive));
    OutputStream out = new BufferedOutputStream(System.out, BUFFER_BYTES);
    try (InputStream events = remote.client().stream(path);
        ProgressBar bar = Bars.bar("Exporting", -1, " events")) {
      copy(events, out, bar);
    }
    out.flush();
    if (System.out.checkError()) {
      throw new IOException("Standard output takes no more; the export is not whole.");
    }
    return 0;
  }

  private static void copy(InputStream events, OutputStream out, ProgressBar bar)
      throws IOException {
    byte[] buffer = new byte[BUFFER_BYTES];
    for (int read = events.read(buffer); read >= 0; read = events.read(buffer)) {
      out.write(buffer, 0, read);
      int lines = 0;
      for (int i = 0; i < read; i++) {
        lines += buffer[i] == '\n' ? 1 : 0;
      }
      bar.stepBy(lines);
    }
  }
}
