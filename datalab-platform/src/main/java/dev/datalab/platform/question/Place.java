package dev.datalab.platform.question;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.datalab.core.event.Names;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A place in a body: what stands there, if anything, and the JSON Pointer to it. What is read and
 * is not as it must be is noted in the findings, and read as absent. For one thread.
 */
public final class Place {
  /** The longest text that is no name: addresses, patterns, values. In UTF-16 units. */
  public static final int MAX_TEXT = 2_000;

  /** How the core says which field it refuses: {@code stages/0/optional: why}. */
  private static final Pattern FIELD_FIRST = Pattern.compile("([a-zA-Z][a-zA-Z0-9/]*): .*");

  private final JsonNode node;
  private final String pointer;
  private final boolean pinned;
  private final Findings findings;
  private final @Nullable Place fallback;

  Place(JsonNode node, String pointer, boolean pinned, Findings findings) {
    this(node, pointer, pinned, findings, null);
  }

  private Place(
      JsonNode node, String pointer, boolean pinned, Findings findings, @Nullable Place fallback) {
    this.node = node;
    this.pointer = pointer;
    this.pinned = pinned;
    this.findings = findings;
    this.fallback = fallback;
  }

  /** What stands here; missing if nothing does. */
  public JsonNode node() {
    return node;
  }

  /** Whether anything but null stands here. */
  public boolean isGiven() {
    return !node.isMissingNode() && !node.isNull();
  }

  /** The place of a field; nothing stands there if this is no object. */
  public Place at(String field) {
    JsonNode child = node.path(field);
    Place own =
        new Place(
            child.isNull() ? MissingNode.getInstance() : child, below(field), pinned, findings);
    return fallback == null || own.isGiven() ? own : fallback.at(field);
  }

  /**
   * This place, whose fields that are not given are those of another tree; whatever is wrong with
   * these is wrong at the given place.
   */
  Place over(JsonNode tree, Place blamed) {
    return new Place(
        node, pointer, pinned, findings, new Place(tree, blamed.pointer, true, findings));
  }

  /** Whether this place stands over another tree. */
  boolean hasFallback() {
    return fallback != null;
  }

  /** Whether something was found wrong so far, here or anywhere in the body. */
  boolean hasFindings() {
    return findings.any();
  }

  private String below(String field) {
    return pinned ? pointer : pointer + "/" + escaped(field);
  }

  /** A name as a part of a JSON Pointer (RFC 6901). */
  static String escaped(String name) {
    return name.replace("~", "~0").replace("/", "~1");
  }

  /** Notes what is wrong here, in one sentence: the thing, the rule and the remedy. */
  public void wrong(String detail) {
    findings.add(pointer, detail);
  }

  /** As {@link #wrong}, for a value that is read as absent. */
  <T> Optional<T> refused(String detail) {
    wrong(detail);
    return Optional.empty();
  }

  /** How the place is called in a sentence: its field, or its list and number. */
  public String label() {
    if (pointer.isEmpty()) {
      return "the body";
    }
    int last = pointer.lastIndexOf('/');
    String name = pointer.substring(last + 1);
    if (last > 0 && name.chars().allMatch(c -> c >= '0' && c <= '9')) {
      name = pointer.substring(pointer.lastIndexOf('/', last - 1) + 1);
    }
    return shortened(name.replace("~1", "/").replace("~0", "~"));
  }

  /** A text of the caller's for a sentence, cut at 60 characters. */
  static String shortened(String text) {
    return text.length() <= 60 ? text : text.substring(0, 59) + "…";
  }

  /** Whether an object stands here; notes it if something else does, or nothing. */
  public boolean requireObject() {
    if (!node.isObject()) {
      wrong("%s: give an object.".formatted(label()));
    }
    return node.isObject();
  }

  /** Notes every field of this object that has another name than these. */
  public void onlyKnows(List<String> names) {
    Iterator<String> given = node.fieldNames();
    while (given.hasNext()) {
      String name = given.next();
      if (!names.contains(name) && !node.get(name).isNull()) {
        findings.add(
            below(name),
            "%s: no such field here; known are %s."
                .formatted(shortened(name), String.join(", ", names)));
      }
    }
  }

  /** The fields of this object that are given, in its order. */
  public List<Map.Entry<String, Place>> fields() {
    List<Map.Entry<String, Place>> fields = new ArrayList<>();
    Iterator<String> names = node.fieldNames();
    while (names.hasNext()) {
      String name = names.next();
      Place place = at(name);
      if (place.isGiven()) {
        fields.add(Map.entry(name, place));
      }
    }
    return fields;
  }

  /** Notes every field of this object that is null, where a null would not mean absence. */
  public void refuseNulls(String remedy) {
    Iterator<String> names = node.fieldNames();
    while (names.hasNext()) {
      String name = names.next();
      if (node.get(name).isNull()) {
        findings.add(below(name), "%s: null; %s".formatted(shortened(name), remedy));
      }
    }
  }

  /** The items of the list that stands here; none if nothing does. */
  public List<Place> items(int min, int max) {
    List<Place> items = new ArrayList<>();
    if (isGiven() && !node.isArray()) {
      wrong("%s: give a list.".formatted(label()));
      return items;
    }
    if (node.size() < min || node.size() > max) {
      wrong("%s: %d to %,d entries, not %,d.".formatted(label(), min, max, node.size()));
    }
    for (int i = 0; i < Math.min(node.size(), max); i++) {
      items.add(new Place(node.get(i), below(Integer.toString(i)), pinned, findings));
    }
    return items;
  }

  /** The text that stands here, if any; notes it if it is none, or not 1 to {@code max} long. */
  public Optional<String> text(int max) {
    if (!isGiven()) {
      return Optional.empty();
    }
    if (!node.isTextual()) {
      return refused("%s: give a text.".formatted(label()));
    }
    String text = node.textValue();
    int length = text.codePointCount(0, text.length());
    if (length == 0 || length > max) {
      return refused("%s: 1 to %,d characters, not %,d.".formatted(label(), max, length));
    }
    return Optional.of(text);
  }

  /** As {@link #text}; notes it if nothing stands here. */
  public Optional<String> requireText(int max) {
    if (!isGiven()) {
      return refused("%s: missing; give a text.".formatted(label()));
    }
    return text(max);
  }

  /** The name or id that must stand here: 1 to 100 characters, not blank. */
  public Optional<String> name() {
    return requireText(Names.MAX_LENGTH)
        .filter(
            name -> {
              if (name.isBlank()) {
                wrong("%s: it is blank; give it letters.".formatted(label()));
              }
              return !name.isBlank();
            });
  }

  /** The time zone of the IANA that stands here, if any. */
  public Optional<ZoneId> zone() {
    return Times.zone(this);
  }

  /** The regular expression that must stand here: RE2, and of a size that can be compiled. */
  public Optional<String> regularExpression() {
    return RegularExpressions.read(this);
  }

  /** Whether true stands here; notes it if anything but true or false does. */
  public boolean flag() {
    if (isGiven() && !node.isBoolean()) {
      wrong("%s: true or false.".formatted(label()));
    }
    return node.booleanValue();
  }

  /** The whole number that stands here, if any. */
  public Optional<Integer> number(int min, int max) {
    if (!isGiven()) {
      return Optional.empty();
    }
    boolean good =
        node.isIntegralNumber()
            && node.canConvertToInt()
            && node.intValue() >= min
            && node.intValue() <= max;
    if (!good) {
      return refused("%s: a whole number from %d to %d.".formatted(label(), min, max));
    }
    return Optional.of(node.intValue());
  }

  /** What the word that stands here means, if one does; notes it if it is none of these. */
  public <T> Optional<T> choice(Map<String, T> meanings) {
    if (!isGiven()) {
      return Optional.empty();
    }
    T meaning = node.isTextual() ? meanings.get(node.textValue()) : null;
    if (meaning == null) {
      return refused(
          "%s: one of %s%s."
              .formatted(
                  label(),
                  String.join(", ", meanings.keySet()),
                  node.isTextual() ? ", not '" + shortened(node.textValue()) + "'" : ""));
    }
    return Optional.of(meaning);
  }

  /** As {@link #choice}; notes it if nothing stands here. */
  public <T> Optional<T> requireChoice(Map<String, T> meanings) {
    if (!isGiven()) {
      return refused(
          "%s: missing; give one of %s.".formatted(label(), String.join(", ", meanings.keySet())));
    }
    return choice(meanings);
  }

  /**
   * What the core makes of the values here. What it refuses is noted at the field that its message
   * begins with, or else here.
   */
  public <T> Optional<T> make(Supplier<T> maker) {
    try {
      return Optional.of(maker.get());
    } catch (IllegalArgumentException e) {
      String message = requireNonNull(e.getMessage());
      Matcher field = FIELD_FIRST.matcher(message);
      Place at = this;
      if (field.matches() && node.isObject()) {
        for (String part : Arrays.asList(requireNonNull(field.group(1)).split("/", -1))) {
          at = at.part(part);
        }
      }
      return at.refused(message);
    }
  }

  private Place part(String name) {
    return node.isArray() && name.chars().allMatch(Character::isDigit)
        ? new Place(node.path(Integer.parseInt(name)), below(name), pinned, findings)
        : at(name);
  }
}
