package dev.datalab.server.rest;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.datalab.server.problem.Problem;
import dev.datalab.server.problem.ProblemException;
import java.io.CharConversionException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The JSON object in a request's body. A field is absent if it is missing or {@code null}. A field
 * of another type than asked for is noted and reads as absent; {@link #check} ends the request if
 * anything was noted. Of one request: not thread-safe.
 */
public final class JsonBody {
  private static final String NO_UTF_8 = "its bytes are not UTF-8. Send it in UTF-8.";

  private final String text;
  private final ObjectNode object;
  private final String at;
  private final List<Problem.Fault> errors;

  private JsonBody(String text, ObjectNode object, String at, List<Problem.Fault> errors) {
    this.text = text;
    this.object = object;
    this.at = at;
    this.errors = errors;
  }

  /**
   * The object in {@code bytes}.
   *
   * @throws ProblemException 400 if they hold no JSON (with line and column), or no object
   */
  static JsonBody of(byte[] bytes, ObjectReader reader) throws IOException {
    JsonNode node;
    try {
      node = reader.readTree(bytes);
    } catch (JsonProcessingException e) {
      throw new ProblemException(400, malformed(e));
    } catch (CharConversionException e) {
      throw new ProblemException(400, "The body can't be read as JSON: " + NO_UTF_8);
    }
    if (node instanceof ObjectNode object) {
      checkTexts(object, "");
      return new JsonBody(new String(bytes, StandardCharsets.UTF_8), object, "", new ArrayList<>());
    }
    throw new ProblemException(
        400,
        node == null || node.isMissingNode()
            ? "The body is empty, but must be a JSON object. Send at least {}."
            : "The body is JSON, but not an object. Send an object in braces.");
  }

  /**
   * Refuses half a character: an escaped surrogate without its other half can't be written as
   * UTF-8, and would come back as another text.
   *
   * @throws ProblemException 422
   */
  private static void checkTexts(JsonNode node, String pointer) {
    if (node.isTextual()) {
      if (isBroken(node.textValue())) {
        throw brokenText(pointer);
      }
    } else if (node.isArray()) {
      for (int i = 0; i < node.size(); i++) {
        checkTexts(node.get(i), pointer + "/" + i);
      }
    } else if (node.isObject()) {
      for (Map.Entry<String, JsonNode> field : node.properties()) {
        if (isBroken(field.getKey())) {
          throw brokenText(pointer);
        }
        String name = field.getKey().replace("~", "~0").replace("/", "~1");
        checkTexts(field.getValue(), pointer + "/" + name);
      }
    }
  }

  private static boolean isBroken(String text) {
    return text.chars().anyMatch(c -> Character.isSurrogate((char) c))
        && !StandardCharsets.UTF_8.newEncoder().canEncode(text);
  }

  private static ProblemException brokenText(String pointer) {
    return new ProblemException(
        Problem.invalid(
            List.of(
                new Problem.Fault(
                    pointer,
                    "A text there holds half of a surrogate pair, which is no character. Send both"
                        + " halves, or none."))));
  }

  private static String malformed(JsonProcessingException e) {
    JsonLocation place = e.getLocation();
    String where =
        place == null ? "" : " at line " + place.getLineNr() + ", column " + place.getColumnNr();
    return "The body can't be read as JSON" + where + ": " + reason(e);
  }

  /** In words of our own: the parser's speak of its settings. */
  private static String reason(JsonProcessingException e) {
    String words = e.getOriginalMessage();
    if (e instanceof StreamConstraintsException) {
      return "it is nested deeper than "
          + JsonBodyReader.MAX_DEPTH
          + " levels, or a number or a field's name is too long. Send simpler JSON.";
    }
    if (e instanceof MismatchedInputException) {
      return "something follows the end of the object. Send one object and nothing after it.";
    }
    if (e instanceof JsonEOFException) {
      return "it ends too early. Close every brace, bracket and quote.";
    }
    if (words.startsWith("Duplicate field")) {
      return "a field comes twice in one object. Send each field once.";
    }
    if (words.contains("UTF-8")) {
      return NO_UTF_8;
    }
    return "what stands there is no JSON. Send an object as RFC 8259 says: names and texts in"
        + " double quotes, finite numbers, true, false, null, lists and objects.";
  }

  /** The body as it came. */
  public String text() {
    return text;
  }

  /** Whether the field is there and not null. */
  public boolean has(String field) {
    JsonNode value = object.get(field);
    return value != null && !value.isNull();
  }

  /** A text; empty if absent, which the services take for missing. */
  public String text(String field) {
    return optionalText(field).orElse("");
  }

  /** A text, if there is one. */
  public Optional<String> optionalText(String field) {
    JsonNode value = object.get(field);
    if (value == null || value.isNull()) {
      return Optional.empty();
    }
    if (!value.isTextual()) {
      error(field, "is " + kind(value) + ", but must be a text. Put it in quotes");
      return Optional.empty();
    }
    return Optional.of(value.textValue());
  }

  /** A list of texts, if there is one. */
  public Optional<List<String>> optionalTexts(String field) {
    JsonNode value = object.get(field);
    if (value == null || value.isNull()) {
      return Optional.empty();
    }
    if (!value.isArray()) {
      error(field, "is " + kind(value) + ", but must be a list of texts. Put it in brackets");
      return Optional.empty();
    }
    var texts = new ArrayList<String>();
    for (int i = 0; i < value.size(); i++) {
      JsonNode element = value.get(i);
      if (element.isTextual()) {
        texts.add(element.textValue());
      } else {
        error(field + "/" + i, "is " + kind(element) + ", but must be a text. Put it in quotes");
      }
    }
    return Optional.of(texts);
  }

  /** A whole number, if there is one. */
  public OptionalInt optionalInt(String field) {
    JsonNode value = object.get(field);
    if (value == null || value.isNull()) {
      return OptionalInt.empty();
    }
    if (!value.isIntegralNumber() || !value.canConvertToInt()) {
      error(
          field,
          "is "
              + (value.isNumber() ? value.asText() : kind(value))
              + ", but must be a whole number up to 2147483647. Send such a number");
      return OptionalInt.empty();
    }
    return OptionalInt.of(value.intValue());
  }

  /** An object within, if there is one; what is noted there is noted here. */
  public Optional<JsonBody> optionalObject(String field) {
    JsonNode value = object.get(field);
    if (value == null || value.isNull()) {
      return Optional.empty();
    }
    if (value instanceof ObjectNode inner) {
      return Optional.of(new JsonBody(text, inner, at + "/" + field, errors));
    }
    error(field, "is " + kind(value) + ", but must be an object. Put it in braces");
    return Optional.empty();
  }

  /** One of several texts, in whatever case, if there is one. */
  public <E extends Enum<E>> Optional<E> optionalOneOf(String field, Class<E> type, String prefix) {
    Optional<String> given = optionalText(field);
    if (given.isEmpty()) {
      return Optional.empty();
    }
    var names = new ArrayList<String>();
    for (E constant : type.getEnumConstants()) {
      String name = constant.name();
      if (name.startsWith(prefix) && !name.endsWith("_UNSPECIFIED")) {
        String plain = name.substring(prefix.length());
        if (plain.equalsIgnoreCase(given.get())) {
          return Optional.of(constant);
        }
        names.add(plain);
      }
    }
    error(field, "is none of " + String.join(", ", names) + ". Choose one of them");
    return Optional.empty();
  }

  /** Notes that a field breaks a rule; the sentence goes on after its name. */
  public void error(String field, String rule) {
    String pointer = at + "/" + field;
    errors.add(new Problem.Fault(pointer, "`" + pointer.substring(1) + "` " + rule + "."));
  }

  /**
   * Ends the request if anything was noted.
   *
   * @throws ProblemException 422
   */
  public void check() {
    if (!errors.isEmpty()) {
      throw new ProblemException(Problem.invalid(errors));
    }
  }

  private static String kind(JsonNode value) {
    return switch (value.getNodeType()) {
      case STRING -> "a text";
      case NUMBER -> "a number";
      case BOOLEAN -> "true or false";
      case ARRAY -> "a list";
      case OBJECT -> "an object";
      default -> "nothing";
    };
  }
}
