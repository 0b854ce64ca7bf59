package dev.datalab.bench.funnel;

import dev.datalab.bench.clickstream.Clickstream;
import dev.datalab.bench.clickstream.Dataset;
import dev.datalab.core.funnel.FunnelQuestion;
import dev.datalab.core.funnel.Order;
import dev.datalab.core.funnel.Stage;
import dev.datalab.core.match.Matcher;
import dev.datalab.core.query.Unit;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The question that all are asked: which visitors went through these pages in this order, others
 * between them allowed, within a window.
 *
 * @param pages the stages' pages, five different ones
 * @param window from an attempt's first view to its last, included; whole seconds
 */
record AskedFunnel(List<Integer> pages, Duration window) {
  /**
   * What is measured: each page is half as popular as the one before, as in a shop from the list of
   * goods to the thanks, and together they have about 15 % of all views; within an hour.
   */
  static final AskedFunnel STANDARD =
      new AskedFunnel(List.of(2, 4, 8, 16, 32), Duration.ofHours(1));

  private static final int STAGES = 5;

  /** Requires what both the engine's fast path and the SQL are written for. */
  AskedFunnel {
    pages = List.copyOf(pages);
    if (pages.size() != STAGES || pages.stream().distinct().count() != STAGES) {
      throw new IllegalArgumentException("pages: five different ones, not " + pages + ".");
    }
  }

  /** As the engine is asked. */
  FunnelQuestion question() {
    List<Stage> stages =
        IntStream.range(0, STAGES)
            .mapToObj(
                i ->
                    Stage.of(
                        "stage " + (i + 1),
                        new Matcher.Url(Matcher.UrlOp.EQUALS, Clickstream.path(pages.get(i)))))
            .toList();
    return FunnelQuestion.of(
        Dataset.month(),
        new FunnelQuestion.Definition(
            stages, Optional.of(window), Order.ORDERED, Unit.VISITOR, List.of()));
  }

  /** As DuckDB is asked of a table of so many visitors; one column a stage. */
  String sql(String table, int visitors) {
    String sql =
        template()
            .replace("{table}", table)
            .replace("{window}", Long.toString(window.toSeconds()))
            .replace("{lastVisitor}", Integer.toString(visitors - 1));
    for (int i = 0; i < STAGES; i++) {
      sql = sql.replace("{page" + i + "}", Integer.toString(pages.get(i)));
    }
    return sql;
  }

  private static String template() {
    try (InputStream in = AskedFunnel.class.getResourceAsStream("funnel.sql")) {
      if (in == null) {
        throw new IllegalStateException("funnel.sql is not on the class path; build anew.");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
