package dev.datalab.platform.question;

import static java.util.Objects.requireNonNull;

import dev.datalab.core.query.Dimension;
import dev.datalab.core.query.Filter;
import dev.datalab.core.query.Range;
import dev.datalab.core.query.Segment;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/**
 * What every kind of question has: {@code {from, to, timeZone?, filters?, segment?, breakdown?,
 * archive?}}.
 *
 * @param range the stretch of time
 * @param zone the question's time zone, or else the app's
 * @param filter an event that fails it is not there for the question
 * @param segment the visitors that it is asked of; none means all of them
 * @param breakdown asks for a row per value
 * @param archive what is asked: empty for the current generation, an archive's id, or {@value #ALL}
 */
public record Envelope(
    Range range,
    ZoneId zone,
    Filter filter,
    Optional<Segment> segment,
    Optional<Dimension> breakdown,
    String archive) {
  /** The archive that stands for every generation. */
  public static final String ALL = "all";

  /** The fields that are read here, for {@link Place#onlyKnows}. */
  public static final List<String> FIELDS =
      List.of("from", "to", "timeZone", "filters", "segment", "breakdown", "archive");

  /** Requires all parts. */
  public Envelope {
    requireNonNull(range, "range");
    requireNonNull(zone, "zone");
    requireNonNull(filter, "filter");
    requireNonNull(segment, "segment");
    requireNonNull(breakdown, "breakdown");
    requireNonNull(archive, "archive");
  }

  /**
   * Reads it.
   *
   * @param at the question
   * @param zone the app's time zone
   * @return empty if something is wrong with it, which is then noted
   */
  public static Optional<Envelope> read(Place at, ZoneId zone) {
    return read(at, zone, Filters.dimension(at.at("breakdown")));
  }

  /**
   * Reads it, for questions that read their breakdown themselves.
   *
   * @return without the breakdown; empty if something is wrong with it, which is then noted
   */
  static Optional<Envelope> readButBreakdown(Place at, ZoneId zone) {
    return read(at, zone, Optional.empty());
  }

  private static Optional<Envelope> read(Place at, ZoneId zone, Optional<Dimension> breakdown) {
    Optional<Long> from = Times.instant(at.at("from"));
    Optional<Long> to = Times.instant(at.at("to"));
    Optional<Range> range =
        from.isEmpty() || to.isEmpty()
            ? Optional.empty()
            : at.make(() -> new Range(from.get(), to.get()));
    Optional<ZoneId> asked = Times.zone(at.at("timeZone"));
    Optional<Filter> filter = Filters.read(at.at("filters"));
    Optional<Segment> segment = Segments.read(at.at("segment"));
    Optional<String> archive = at.at("archive").text(64);
    if (range.isEmpty() || filter.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Envelope(
            range.get(), asked.orElse(zone), filter.get(), segment, breakdown, archive.orElse("")));
  }

  /** A question of the data that this one names. */
  <Q> Asked<Q> asked(Q question) {
    return new Asked<>(question, archive, segment);
  }

  /** Notes what is wrong with a configured question, which has no range, but for its breakdown. */
  static void checkWithoutRange(Place at) {
    Times.zone(at.at("timeZone"));
    Filters.read(at.at("filters"));
    Segments.read(at.at("segment"));
    at.at("archive").text(64);
  }
}
