package dev.datalab.platform.question;

import com.fasterxml.jackson.databind.JsonNode;
import dev.datalab.core.event.EventProperties;
import dev.datalab.core.event.Names;
import dev.datalab.core.match.Matcher;
import dev.datalab.core.match.Matcher.UrlOp;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Reads {@code match} and {@code anyOf}. */
final class Matchers {
  private enum Type {
    URL,
    CLICK,
    EVENT
  }

  private static final Map<String, Type> TYPES = Words.of(Type.class);
  private static final Map<String, UrlOp> OPS = Words.of(UrlOp.class);

  private Matchers() {}

  /**
   * The matchers of a stage or an exclusion: {@code match}, which is one, or {@code anyOf}, a list.
   *
   * @param max the most alternatives
   */
  static Optional<List<Matcher>> alternatives(Place at, int max) {
    Place match = at.at("match");
    Place anyOf = at.at("anyOf");
    if (match.isGiven() == anyOf.isGiven()) {
      return at.refused(
          "%s: give either 'match' or 'anyOf'%s."
              .formatted(at.label(), match.isGiven() ? ", not both" : ""));
    }
    List<Place> places = match.isGiven() ? List.of(match) : anyOf.items(1, max);
    List<Matcher> matchers = new ArrayList<>();
    for (Place place : places) {
      matcher(place).ifPresent(matchers::add);
    }
    return matchers.isEmpty() || matchers.size() < places.size()
        ? Optional.empty()
        : Optional.of(matchers);
  }

  /** The matcher that must stand here. */
  static Optional<Matcher> matcher(Place at) {
    if (!at.requireObject()) {
      return Optional.empty();
    }
    Optional<Type> type = at.at("type").requireChoice(TYPES);
    if (type.isEmpty()) {
      return Optional.empty();
    }
    return switch (type.get()) {
      case URL -> url(at);
      case CLICK -> click(at);
      case EVENT -> event(at);
    };
  }

  private static Optional<Matcher> url(Place at) {
    at.onlyKnows(List.of("type", "op", "value"));
    Optional<UrlOp> op = at.at("op").requireChoice(OPS);
    Optional<String> value =
        op.filter(UrlOp.REGEX::equals).isPresent()
            ? RegularExpressions.read(at.at("value"))
            : at.at("value").requireText(Place.MAX_TEXT);
    if (op.isEmpty() || value.isEmpty()) {
      return Optional.empty();
    }
    return at.make(() -> new Matcher.Url(op.get(), value.get()));
  }

  private static Optional<Matcher> click(Place at) {
    at.onlyKnows(List.of("type", "target"));
    return at.at("target")
        .requireText(Place.MAX_TEXT)
        .flatMap(target -> at.make(() -> new Matcher.Click(target)));
  }

  private static Optional<Matcher> event(Place at) {
    at.onlyKnows(List.of("type", "name", "where"));
    Optional<String> name = at.at("name").name();
    Optional<Map<String, Object>> where = where(at.at("where"));
    if (name.isEmpty() || where.isEmpty()) {
      return Optional.empty();
    }
    return at.make(() -> new Matcher.Named(name.get(), where.get()));
  }

  private static Optional<Map<String, Object>> where(Place at) {
    Map<String, Object> where = new TreeMap<>();
    if (!at.isGiven()) {
      return Optional.of(where);
    }
    if (!at.requireObject()) {
      return Optional.empty();
    }
    boolean good = true;
    at.refuseNulls("give the value that the property must have, or leave it out.");
    for (Map.Entry<String, Place> field : at.fields()) {
      String name = field.getKey();
      Optional<Object> value = property(field.getValue());
      if (name.isEmpty() || name.codePointCount(0, name.length()) > Names.MAX_LENGTH) {
        field.getValue().wrong("where: a property's name has 1 to 100 characters.");
        good = false;
      }
      good &= value.isPresent();
      value.ifPresent(property -> where.put(name, property));
    }
    if (where.size() > EventProperties.MAX_SIZE) {
      return at.refused(
          "where: at most %d properties, as an event has.".formatted(EventProperties.MAX_SIZE));
    }
    return good ? Optional.of(where) : Optional.empty();
  }

  /** The property's value that stands here: a text, a finite number (a double) or a boolean. */
  private static Optional<Object> property(Place at) {
    JsonNode node = at.node();
    if (node.isTextual() && node.textValue().length() <= Place.MAX_TEXT) {
      return Optional.of(node.textValue());
    }
    if (node.isBoolean()) {
      return Optional.of(node.booleanValue());
    }
    if (node.isNumber() && Double.isFinite(node.doubleValue())) {
      return Optional.of(node.doubleValue() == 0 ? 0.0 : node.doubleValue());
    }
    return at.refused(
        "%s: a text of at most %,d characters, a number, true or false."
            .formatted(at.label(), Place.MAX_TEXT));
  }
}
