package dev.datalab.server.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A funnel's answer as a table for a terminal of 80 columns or more. */
final class FunnelTable {
  private static final int BAR = 24;
  private static final String[] EIGHTHS = {"", "▏", "▎", "▍", "▌", "▋", "▊", "▉"};

  private FunnelTable() {}

  /**
   * The lines of the table.
   *
   * @param answer as the funnel question answers
   */
  static List<String> lines(JsonNode answer) {
    int width = "Stage".length();
    for (JsonNode stage : answer.path("stages")) {
      width = Math.max(width, stage.path("name").asText().length());
    }
    String row = "  %-" + width + "s  %-" + BAR + "s %9s %9s %9s %11s %9s";
    List<String> lines = new ArrayList<>();
    lines.add(
        row.formatted("Stage", "", "Visitors", "Of first", "Of prev.", "Dropped off", "Median")
            .stripTrailing());
    for (JsonNode stage : answer.path("stages")) {
      lines.add(
          row.formatted(
                  stage.path("name").asText(),
                  bar(stage.path("conversionFromFirst").asDouble()),
                  count(stage.path("visitors")),
                  percent(stage.path("conversionFromFirst").asDouble()),
                  percent(stage.path("conversionFromPrevious").asDouble()),
                  count(stage.path("dropOff")),
                  duration(stage.path("time").path("median")))
              .stripTrailing());
    }
    return lines;
  }

  private static String bar(double share) {
    int eighths = (int) Math.round(Math.max(0, Math.min(1, share)) * BAR * 8);
    return "█".repeat(eighths / 8) + EIGHTHS[eighths % 8];
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f %%", share * 100);
  }

  private static String count(JsonNode number) {
    return String.format(Locale.ROOT, "%,d", number.asLong());
  }

  private static String duration(JsonNode seconds) {
    if (!seconds.isNumber()) {
      return "";
    }
    double value = seconds.asDouble();
    if (value < 60) {
      return String.format(Locale.ROOT, "%.1f s", value);
    }
    if (value < 3600) {
      return "%d min %02d s".formatted((long) value / 60, (long) value % 60);
    }
    return "%d h %02d min".formatted((long) value / 3600, (long) value % 3600 / 60);
  }
}
