package dev.datalab.server.history;

import dev.datalab.server.problem.ProblemException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Times in the parameters of an address. */
final class Moments {
  private Moments() {}

  /**
   * A time in milliseconds since the epoch, none if it is not given.
   *
   * @throws ProblemException 400 if it is no time
   */
  static OptionalLong read(String name, @Nullable String text) {
    if (text == null || text.isEmpty()) {
      return OptionalLong.empty();
    }
    try {
      return OptionalLong.of(
          text.matches("-?[0-9]{1,18}")
              ? Long.parseLong(text)
              : OffsetDateTime.parse(text).toInstant().toEpochMilli());
    } catch (DateTimeParseException | ArithmeticException e) {
      throw new ProblemException(
          400,
          "The parameter `"
              + name
              + "` is no time. Send ISO 8601 with zone, such as "
              + Instant.EPOCH
              + ", or milliseconds since then.");
    }
  }
}
