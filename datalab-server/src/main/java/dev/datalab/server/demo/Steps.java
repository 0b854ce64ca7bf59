package dev.datalab.server.demo;

import java.io.PrintWriter;
import java.util.Locale;

/** Says what the demo has done, a line each. Thread-safe. */
final class Steps {
  private final PrintWriter out;

  Steps(PrintWriter out) {
    this.out = out;
  }

  /** Something is done. */
  void done(String what, Object... values) {
    say("  ✓ " + String.format(Locale.ROOT, what, values));
  }

  /** Something is not as it should be; more lines say what follows and what helps. */
  void warn(String what, String... more) {
    say("  ! " + what);
    for (String line : more) {
      say("    " + line);
    }
  }

  /** A line as it is. */
  void say(String line) {
    out.println(line);
    out.flush();
  }
}
