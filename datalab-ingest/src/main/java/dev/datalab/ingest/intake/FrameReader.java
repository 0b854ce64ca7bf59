package dev.datalab.ingest.intake;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import dev.datalab.core.store.SeqRange;
import dev.datalab.ingest.intake.EventReader.Clock;
import dev.datalab.ingest.json.EventDecoder;
import dev.datalab.ingest.json.EventFormatException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.OptionalLong;

/** Reads what clients send. For use by one thread. */
final class FrameReader {
  private static final long GREATEST_SEQ = 1L << 53;
  private static final int LONGEST_ID = 200;

  private final EventDecoder decoder = new EventDecoder();

  /**
   * Reads a hello.
   *
   * @throws IntakeRefusal of the body
   */
  HelloBody hello(byte[] json) throws IntakeRefusal {
    return HelloBody.read(decoder, json);
  }

  /**
   * Reads a message of a socket.
   *
   * @throws IntakeRefusal if it is no frame
   */
  FrameText message(byte[] json, Addresses addresses, Clock clock) throws IntakeRefusal {
    FrameText text = new FrameText();
    Violations violations = new Violations();
    boolean[] has = new boolean[2];
    JsonBody.read(
        decoder,
        json,
        (name, parser) -> {
          switch (name) {
            case "seq" -> {
              has[0] = true;
              text.seq = seq(parser, violations);
            }
            case "events" -> {
              has[1] = true;
              if (isArray(parser, violations)) {
                EventReader.read(decoder, parser, text, addresses, clock);
              }
            }
            case "lost" -> lost(parser, text, violations);
            case "goodbye" -> text.goodbye = parser.currentToken() == JsonToken.VALUE_TRUE;
            default -> parser.skipChildren();
          }
        });
    requireBoth(has[0], has[1], violations);
    if (!has[0] && text.lost().isEmpty() && !text.goodbye) {
      violations.add("", "No frame; send {\"seq\", \"events\"}, {\"lost\"} or {\"goodbye\":true}.");
    }
    violations.check();
    return text;
  }

  /**
   * Reads what a posted message is about; its events are read by {@link #events}, once it is known
   * whose they are.
   *
   * @throws IntakeRefusal of the body
   */
  FrameText posted(byte[] json) throws IntakeRefusal {
    FrameText text = new FrameText();
    Violations violations = new Violations();
    boolean[] has = new boolean[2];
    JsonBody.read(
        decoder,
        json,
        (name, parser) -> {
          switch (name) {
            case "session" -> text.session = id(parser, name, violations);
            case "stream" -> text.stream = stream(parser, violations);
            case "key" -> text.key = id(parser, name, violations);
            case "seq" -> {
              has[0] = true;
              text.seq = seq(parser, violations);
            }
            case "events" -> {
              has[1] = true;
              if (isArray(parser, violations)) {
                text.eventsAt = parser.currentTokenLocation().getByteOffset();
                parser.skipChildren();
              }
            }
            case "lost" -> lost(parser, text, violations);
            default -> parser.skipChildren();
          }
        });
    requireBoth(has[0], has[1], violations);
    if (!has[0] && text.lost().isEmpty()) {
      violations.add("/seq", "seq: missing; number the first event, or say which are lost.");
    }
    violations.check();
    return text;
  }

  /** Reads the events of a posted message. */
  void events(byte[] json, FrameText text, Addresses addresses, Clock clock) {
    if (text.eventsAt < 0) {
      return;
    }
    int at = (int) text.eventsAt;
    try (JsonParser parser = decoder.parser(json, at, json.length - at)) {
      parser.nextToken();
      EventReader.read(decoder, parser, text, addresses, clock);
    } catch (EventFormatException | JsonProcessingException e) {
      throw new IllegalStateException("it was read before", e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void requireBoth(boolean seq, boolean events, Violations violations) {
    if (seq && !events) {
      violations.add("/events", "events: missing; give the events as an array.");
    } else if (events && !seq) {
      violations.add("/seq", "seq: missing; give the first event's number, from 1.");
    }
  }

  private static boolean isArray(JsonParser parser, Violations violations) throws IOException {
    if (parser.currentToken() == JsonToken.START_ARRAY) {
      return true;
    }
    parser.skipChildren();
    violations.add("/events", "events: an array of events; correct it.");
    return false;
  }

  private static long seq(JsonParser parser, Violations violations) throws IOException {
    long seq = number(parser);
    if (seq < 1) {
      violations.add("/seq", "seq: a whole number from 1 to 2^53; number the events from 1.");
    }
    return seq;
  }

  /** A number that an event may have, or 0 for another value. */
  private static long number(JsonParser parser) throws IOException {
    long number = 0;
    if (parser.currentToken() == JsonToken.VALUE_NUMBER_INT
        && parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER) {
      number = parser.getLongValue();
    }
    parser.skipChildren();
    return number >= 1 && number <= GREATEST_SEQ ? number : 0;
  }

  private static void lost(JsonParser parser, FrameText text, Violations violations)
      throws IOException {
    long first = 0;
    long last = 0;
    int count = 0;
    if (parser.currentToken() == JsonToken.START_ARRAY) {
      for (; parser.nextToken() != JsonToken.END_ARRAY; count++) {
        long number = number(parser);
        if (count == 0) {
          first = number;
        } else {
          last = number;
        }
      }
    } else {
      parser.skipChildren();
    }
    if (count == 2 && first >= 1 && last >= first) {
      text.lose(new SeqRange(first, last));
    } else {
      violations.add("/lost", "lost: [first, last], both included, from 1 to 2^53; correct it.");
    }
  }

  private static String id(JsonParser parser, String name, Violations violations)
      throws IOException {
    if (parser.currentToken() == JsonToken.VALUE_STRING) {
      String text = parser.getText();
      if (text.length() <= LONGEST_ID) {
        return text;
      }
    }
    parser.skipChildren();
    violations.add("/" + name, name + ": a text as hello answered it; correct it.");
    return "";
  }

  private static long stream(JsonParser parser, Violations violations) throws IOException {
    OptionalLong id = StreamIds.read(parser);
    parser.skipChildren();
    if (id.isEmpty()) {
      violations.add("/stream", "stream: an id as hello answered it; correct it.");
    }
    return id.orElse(StreamIds.NONE);
  }
}
