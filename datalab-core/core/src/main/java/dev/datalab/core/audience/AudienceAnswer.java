package dev.datalab.core.audience;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * With what people came. Every list has most visitors first, then by value; what the limit left out
 * is one row behind them.
 *
 * @param all everybody
 * @param browsers by the browser's name; empty where it is not known, as in every list
 * @param os by the operating system's name
 * @param devices by the type of device
 * @param languages by the language's tag
 * @param screens by the {@linkplain ScreenClass#label label} of the screen's class
 * @param breakdown by the dimension that the question asks for
 * @param trend one a bucket of the range, in order; where the question asks for it
 */
public record AudienceAnswer(
    Figures all,
    List<Row> browsers,
    List<Row> os,
    List<Row> devices,
    List<Row> languages,
    List<Row> screens,
    Optional<List<Row>> breakdown,
    Optional<List<Bucket>> trend) {
  /** The value of the row that stands for all values without one of their own. */
  public static final String MERGED = "…";

  /** Copies the lists. */
  public AudienceAnswer {
    browsers = List.copyOf(browsers);
    os = List.copyOf(os);
    devices = List.copyOf(devices);
    languages = List.copyOf(languages);
    screens = List.copyOf(screens);
    breakdown = breakdown.map(List::copyOf);
    trend = trend.map(List::copyOf);
  }

  /**
   * Who came. New and returning visitors add up to all.
   *
   * @param visitors with any such session, each once
   * @param sessions that count
   * @param newVisitors of the visitors, those whose first session ever counts in the range
   * @param returningVisitors of the visitors, all others
   */
  public record Figures(long visitors, long sessions, long newVisitors, long returningVisitors) {}

  /**
   * Who came with one value.
   *
   * @param value {@value #MERGED} where it stands for others
   * @param merged how many values it stands for; none where it is one value's own
   */
  public record Row(String value, Figures figures, OptionalInt merged) {}

  /**
   * Who was here in one stretch of time.
   *
   * @param start when it begins, in the question's time zone
   * @param figures of its events alone: whoever was here in two stretches counts in both
   * @param incomplete whether it ends after now or after the range
   */
  public record Bucket(OffsetDateTime start, Figures figures, boolean incomplete) {}
}
