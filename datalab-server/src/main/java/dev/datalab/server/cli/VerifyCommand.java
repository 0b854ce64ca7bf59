package dev.datalab.server.cli;

import dev.datalab.core.store.sqlite.Damage;
import dev.datalab.core.store.sqlite.EventFileCheck;
import dev.datalab.server.client.Bars;
import dev.datalab.server.config.SettingsReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import me.tongfei.progressbar.ProgressBar;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Says whether a data directory is whole. */
@Command(
    name = "verify",
    mixinStandardHelpOptions = true,
    description = {
      "Checks that everything in a data directory can be read: checksums and values of all events,"
          + " and the structure of every other store.",
      "Changes nothing; a server may be running on it. What is damaged goes to standard output, a"
          + " line each, progress to standard error."
    },
    footer = {
      "",
      "Exit codes: 0 all is whole; 1 something is damaged, or could not be read; 2 wrong usage."
    })
final class VerifyCommand implements Callable<Integer> {
  private static final String EVENTS = "events.db";

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Directory that a server keeps everything in. Default: data/server.")
  private @Nullable Path data;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    Path directory = data == null ? SettingsReader.defaults().data() : data;
    List<Path> files = stores(directory);
    if (files.isEmpty()) {
      throw new IOException(
          "%s holds no store: give the directory of a server by --data.".formatted(directory));
    }
    PrintWriter out = spec.commandLine().getOut();
    boolean whole = true;
    for (Path file : files) {
      EventFileCheck.Report report =
          file.endsWith(EVENTS) ? events(file) : EventFileCheck.structure(file);
      for (Damage damage : report.damages()) {
        out.println(file.getFileName() + ": " + damage);
      }
      String events = file.endsWith(EVENTS) ? ", %,d events".formatted(report.events()) : "";
      out.println(file.getFileName() + ": " + (report.isWhole() ? "whole" : "DAMAGED") + events);
      out.flush();
      whole &= report.isWhole();
    }
    if (!whole) {
      out.println(
          "Everything that is not named above can be read. Restore the directory from a copy, or"
              + " erase what is damaged: DELETE /api/v1/apps/APP/events?from=…&to=… over the"
              + " month.");
      out.flush();
    }
    return whole ? 0 : 1;
  }

  private static List<Path> stores(Path directory) throws IOException {
    if (!Files.isDirectory(directory)) {
      throw new IOException(
          "%s is no directory: give the directory of a server by --data.".formatted(directory));
    }
    try (Stream<Path> files = Files.list(directory)) {
      return files.filter(file -> file.toString().endsWith(".db")).sorted().toList();
    }
  }

  private static EventFileCheck.Report events(Path file) throws IOException {
    try (ProgressBar bar = Bars.bar("Verifying", -1, " events")) {
      return EventFileCheck.run(
          file,
          (done, all) -> {
            bar.maxHint(all);
            bar.stepTo(done);
          });
    }
  }
}
