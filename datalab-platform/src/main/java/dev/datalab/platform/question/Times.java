package dev.datalab.platform.question;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.zone.ZoneRulesProvider;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Instants, durations and time zones of the public contract. */
final class Times {
  private static final long EARLIEST = Instant.parse("0001-01-01T00:00:00Z").toEpochMilli();
  private static final long LATEST = Instant.parse("9999-12-31T23:59:59Z").toEpochMilli();

  private static final Pattern DURATION =
      Pattern.compile(
          "P(?=.)(?:(\\d{1,6})W)?(?:(\\d{1,6})D)?"
              + "(?:T(?=.)(?:(\\d{1,9})H)?(?:(\\d{1,9})M)?(?:(\\d{1,9}(?:[.,]\\d{1,9})?)S)?)?");

  private static final Pattern CALENDAR = Pattern.compile("P(?:\\d+[YMWD])*\\d+[YM].*");

  private Times() {}

  /**
   * The instant that must stand here, in milliseconds since the epoch: a whole number of them, or
   * ISO 8601 with an offset; what is finer than a millisecond is cut off. Of the years 1 to 9999.
   */
  static Optional<Long> instant(Place at) {
    JsonNode node = at.node();
    if (!at.isGiven()) {
      return at.refused(
          "%s: missing; give a time as 2026-11-01T00:00:00Z, or milliseconds."
              .formatted(at.label()));
    }
    if (node.isIntegralNumber() && node.canConvertToLong()) {
      return bounded(at, node.longValue());
    }
    if (node.isTextual()) {
      try {
        return bounded(at, OffsetDateTime.parse(node.textValue()).toInstant().toEpochMilli());
      } catch (DateTimeException | ArithmeticException e) {
        return at.refused(
            "%s: a time of ISO 8601 with its offset, as 2026-11-01T00:00:00+01:00, not '%s'."
                .formatted(at.label(), Place.shortened(node.textValue())));
      }
    }
    return at.refused(
        "%s: a time as 2026-11-01T00:00:00Z, or whole milliseconds since 1970."
            .formatted(at.label()));
  }

  private static Optional<Long> bounded(Place at, long millis) {
    if (millis < EARLIEST || millis > LATEST) {
      return at.refused(
          "%s: a time of the years 1 to 9999; milliseconds count from 1970.".formatted(at.label()));
    }
    return Optional.of(millis);
  }

  /** The duration that stands here, if any: ISO 8601 in weeks, days (of 24 h) and smaller. */
  static Optional<Duration> duration(Place at) {
    return at.text(100).flatMap(text -> duration(at, text));
  }

  private static Optional<Duration> duration(Place at, String text) {
    Matcher parts = DURATION.matcher(text);
    if (parts.matches()) {
      String seconds = parts.group(5);
      return Optional.of(
          Duration.ofDays(7 * number(parts.group(1)) + number(parts.group(2)))
              .plusHours(number(parts.group(3)))
              .plusMinutes(number(parts.group(4)))
              .plus(
                  seconds == null
                      ? Duration.ZERO
                      : Duration.parse("PT" + seconds.replace(',', '.') + "S")));
    }
    String why =
        CALENDAR.matcher(text).matches()
            ? "years and months have no fixed length; give days or smaller, as P30D"
            : "a duration of ISO 8601 of zero or more, as PT30M or P1D, not '%s'"
                .formatted(Place.shortened(text));
    return at.refused("%s: %s.".formatted(at.label(), why));
  }

  private static long number(@Nullable String digits) {
    return digits == null ? 0 : Long.parseLong(digits);
  }

  /** The IANA time zone that stands here, if any. */
  static Optional<ZoneId> zone(Place at) {
    return at.text(100)
        .flatMap(
            id ->
                ZoneRulesProvider.getAvailableZoneIds().contains(id)
                    ? Optional.of(ZoneId.of(id))
                    : at.refused(
                        "%s: a time zone of the IANA, as Europe/Berlin or UTC, not '%s'."
                            .formatted(at.label(), Place.shortened(id))));
  }
}
