package dev.datalab.server.cli;

import dev.datalab.server.client.ApiProblem;
import dev.datalab.server.client.Bars;
import dev.datalab.server.client.Importing;
import dev.datalab.server.client.LineFile;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import me.tongfei.progressbar.ProgressBar;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Brings historical events into an app. */
@Command(
    name = "import",
    mixinStandardHelpOptions = true,
    description = {
      "Imports historical events, one JSON object a line, plain or gzipped.",
      "",
      "Run it again after it was cut off, and it goes on where the server stands: a file is known by its content, and no line "
          + "of it is stored twice."
    })
final class ImportCommand implements Callable<Integer> {
  private static final int UNAUTHORIZED = 401;
  private static final int SHOWN_REJECTIONS = 20;

  @Parameters(paramLabel = "FILE", description = "FILE.ndjson or FILE.ndjson.gz")
  private Path file = Path.of("");

  @Mixin private Remote remote = new Remote();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    if (!Files.isReadable(file) || Files.isDirectory(file)) {
      throw new IOException(file + ": no file that can be read; check the path.");
    }
    LineFile lines;
    try (ProgressBar bar = Bars.bar("Reading", -1, " lines")) {
      lines = LineFile.read(file, bar::stepTo);
    }
    Importing.Outcome outcome = send(lines);
    report(lines, outcome);
    return 0;
  }

  private Importing.Outcome send(LineFile lines) throws IOException {
    Importing importing = new Importing(remote.client(), remote.app, lines.fingerprint());
    try (BufferedReader reader = lines.reader();
        ProgressBar bar = Bars.bar("Importing", lines.lines(), " lines")) {
      return importing.send(reader, bar::stepTo);
    } catch (ApiProblem e) {
      if (e.status() == UNAUTHORIZED) {
        throw new IOException(
            e.getMessage() + "\nSign in for a new token and run this again: it goes on from there.",
            e);
      }
      throw e;
    }
  }

  private void report(LineFile lines, Importing.Outcome outcome) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(
        String.format(
            Locale.ROOT,
            "%,d lines: %,d imported, %,d known by their id, %,d rejected, %,d there before.",
            lines.lines(),
            outcome.accepted(),
            outcome.duplicates(),
            outcome.rejected(),
            outcome.before()));
    out.flush();
    PrintWriter err = spec.commandLine().getErr();
    outcome.rejections().stream().limit(SHOWN_REJECTIONS).forEach(err::println);
    if (outcome.rejected() > SHOWN_REJECTIONS) {
      err.println("… and " + (outcome.rejected() - SHOWN_REJECTIONS) + " more.");
    }
    err.flush();
  }
}
