package dev.datalab.ingest.intake;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.datalab.ingest.json.EventDecoder;
import java.io.IOException;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * What a page says when it says hello. Absent texts are empty.
 *
 * @param nowMillis the client's clock, in milliseconds since the epoch
 * @param stream the id of the stream to continue; empty for none, or for one that can't be
 * @param mayCollect false if the visitor was asked and did not consent
 */
record HelloBody(
    long nowMillis,
    String url,
    String referrer,
    String language,
    String screen,
    String visitor,
    String session,
    OptionalLong stream,
    boolean mayCollect) {
  private static final long LATEST_MILLIS = 253_402_300_799_999L;
  private static final int SHORT = 200;
  private static final Pattern SCREEN = Pattern.compile("[0-9]{1,5}x[0-9]{1,5}");

  /**
   * Reads it.
   *
   * @throws IntakeRefusal of the body
   */
  static HelloBody read(EventDecoder decoder, byte[] json) throws IntakeRefusal {
    Reader reader = new Reader();
    JsonBody.read(decoder, json, reader);
    return reader.body();
  }

  private static final class Reader implements JsonBody.Fields {
    private final Violations violations = new Violations();
    private OptionalLong now = OptionalLong.empty();
    private boolean timed;
    private boolean addressed;
    private String url = "";
    private String referrer = "";
    private String language = "";
    private String screen = "";
    private String visitor = "";
    private String session = "";
    private OptionalLong stream = OptionalLong.empty();
    private boolean mayCollect = true;

    @Override
    public void value(String name, JsonParser parser) throws IOException {
      if (parser.currentToken() == JsonToken.VALUE_NULL) {
        return;
      }
      switch (name) {
        case "now" -> {
          timed = true;
          now = EventDecoder.time(parser);
        }
        case "url" -> {
          addressed = true;
          url = text(parser, name, JsonBody.MOST_BYTES);
        }
        case "referrer" -> referrer = text(parser, name, JsonBody.MOST_BYTES);
        case "language" -> language = text(parser, name, SHORT);
        case "screen" -> screen = screen(text(parser, name, SHORT));
        case "timeZone" -> text(parser, name, SHORT);
        case "visitor" -> visitor = visitor(text(parser, name, SHORT));
        case "session" -> session = text(parser, name, SHORT);
        case "stream" -> stream = stream(parser);
        case "consent" -> mayCollect = consent(parser);
        default -> {
          // Newer clients may say more.
        }
      }
      parser.skipChildren();
    }

    private String text(JsonParser parser, String name, int longest) throws IOException {
      if (parser.currentToken() == JsonToken.VALUE_STRING) {
        String text = parser.getText();
        if (text.length() <= longest && isPlain(text)) {
          return text;
        }
      }
      violations.add(
          "/" + name,
          "%s: a text of at most %d characters without NUL and lone surrogates; correct or drop it."
              .formatted(name, longest));
      return "";
    }

    private static boolean isPlain(String text) {
      return text.indexOf('\0') < 0
          && text.codePoints()
              .noneMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
    }

    private String screen(String text) {
      if (!text.isEmpty() && !SCREEN.matcher(text).matches()) {
        violations.add(
            "/screen", "screen: width and height in CSS pixels, as 1920x1080; correct or drop it.");
      }
      return text;
    }

    private String visitor(String text) {
      if (!text.isEmpty() && !VisitorIds.isValid(text)) {
        violations.add("/visitor", "visitor: " + VisitorIds.RULE);
      }
      return text;
    }

    /** A stream's id; one that no stream can have is as good as none. */
    private OptionalLong stream(JsonParser parser) throws IOException {
      OptionalLong id = StreamIds.read(parser);
      if (id.isEmpty()) {
        violations.add("/stream", "stream: an id as hello answered it; correct or drop it.");
      }
      return id;
    }

    private boolean consent(JsonParser parser) {
      if (!parser.currentToken().isBoolean()) {
        violations.add("/consent", "consent: true or false; drop it if nobody was asked.");
      }
      return parser.currentToken() != JsonToken.VALUE_FALSE;
    }

    HelloBody body() throws IntakeRefusal {
      if (!timed) {
        violations.add("/now", "now: missing; give the client's clock in milliseconds since 1970.");
      } else if (now.isEmpty() || now.getAsLong() < 0 || now.getAsLong() > LATEST_MILLIS) {
        violations.add(
            "/now",
            "now: whole milliseconds since 1970, or ISO 8601 with a zone, up to the year 9999;"
                + " correct it.");
      }
      if (!addressed) {
        violations.add("/url", "url: missing; give the address of the page.");
      }
      violations.check();
      return new HelloBody(
          now.orElseThrow(), url, referrer, language, screen, visitor, session, stream, mayCollect);
    }
  }
}
