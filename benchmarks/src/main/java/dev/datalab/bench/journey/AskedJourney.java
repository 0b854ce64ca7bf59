package dev.datalab.bench.journey;

import dev.datalab.bench.clickstream.Clickstream;
import dev.datalab.bench.clickstream.Dataset;
import dev.datalab.core.journey.JourneyQuestion;
import dev.datalab.core.journey.JourneyQuestion.By;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * The question that all are asked.
 *
 * @param steps what paths are cut to
 * @param top how many pages have a node of their own at each step
 * @param paths how many whole paths are told
 */
record AskedJourney(int steps, int top, int paths) {
  /** What is measured. */
  static final AskedJourney STANDARD = new AskedJourney(10, 20, 20);

  /** As the engine is asked. */
  JourneyQuestion question() {
    return builder().build();
  }

  /** As the engine is asked for the times of all transitions as well. */
  JourneyQuestion questionWithTimes() {
    return builder().time(true).build();
  }

  private JourneyQuestion.Builder builder() {
    return JourneyQuestion.builder(Dataset.month(), new By.Url())
        .steps(steps)
        .top(top)
        .paths(paths);
  }

  /** As DuckDB is asked. */
  String sql() {
    return template()
        .replace("{steps}", Integer.toString(steps))
        .replace("{after}", Integer.toString(steps + 1))
        .replace("{top}", Integer.toString(top))
        .replace("{paths}", Integer.toString(paths))
        .replace("{name}", Clickstream.path(0).substring(0, Clickstream.path(0).length() - 1));
  }

  private static String template() {
    try (InputStream in = AskedJourney.class.getResourceAsStream("journey.sql")) {
      if (in == null) {
        throw new IllegalStateException("journey.sql is not on the class path; build anew.");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
