package dev.datalab.ingest.intake;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.datalab.ingest.json.EventDecoder;
import dev.datalab.ingest.json.EventDraft;
import dev.datalab.ingest.json.EventFormatException;
import java.io.IOException;
import java.time.Duration;

/** Reads the events of a message, on the server's clock and with cleaned addresses. */
final class EventReader {
  static final String NO_OBJECT = "event: not an object; send each event as {…}.";
  static final String BEFORE_1970 =
      "timestamp: before 1970 on the server's clock; give milliseconds since 1970.";
  private static final long AHEAD_MILLIS = Duration.ofDays(1).toMillis();

  private EventReader() {}

  /**
   * Reads an array of events into a text.
   *
   * @param parser at the array's beginning; afterwards at its end
   */
  static void read(
      EventDecoder decoder, JsonParser parser, FrameText into, Addresses addresses, Clock clock)
      throws IOException {
    into.beginEvents();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      if (parser.currentToken() != JsonToken.START_OBJECT) {
        parser.skipChildren();
        into.refuse(NO_OBJECT);
      } else {
        take(decoder.read(parser), into, addresses, clock);
      }
    }
  }

  private static void take(EventDraft draft, FrameText into, Addresses addresses, Clock clock) {
    try {
      long time = clock.time(draft.timestamp());
      if (time < 0) {
        into.refuse(BEFORE_1970);
      } else {
        into.add(draft.event(time, addresses));
      }
    } catch (EventFormatException e) {
      into.refuse(e.reason());
    }
  }

  /**
   * The clock of a stream's client.
   *
   * @param offsetMillis by how much it is behind the server's
   * @param nowMillis the server's, in milliseconds since the epoch
   */
  record Clock(long offsetMillis, long nowMillis) {
    /** The server's time of a timestamp; one more than a day ahead is now. */
    long time(long timestamp) {
      long time = timestamp + offsetMillis;
      boolean overflown = ((timestamp ^ time) & (offsetMillis ^ time)) < 0;
      if (overflown) {
        return timestamp < 0 ? Long.MIN_VALUE : nowMillis;
      }
      return time > nowMillis + AHEAD_MILLIS ? nowMillis : time;
    }
  }
}
