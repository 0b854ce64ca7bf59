package dev.datalab.core.event;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The properties of an event: flat, at most {@value #MAX_SIZE}, each a {@link String}, a {@link
 * Double} or a {@link Boolean}. Equal whatever order they were given in. Immutable.
 *
 * <p>Held as bytes, a few more than the names and values have: strangers choose them, and there may
 * be as many different ones as there are events. Values are made when they are asked for.
 */
public final class EventProperties {
  /** The most properties that one event may carry. */
  public static final int MAX_SIZE = 32;

  /** No properties. */
  public static final EventProperties NONE = new EventProperties(Map.of());

  private final byte[] bytes;

  /**
   * Copies the map; other numbers become doubles.
   *
   * @throws IllegalArgumentException if there are more than {@value #MAX_SIZE}, a name is not 1 to
   *     100 characters, or a value is of another type
   */
  public EventProperties(Map<String, ?> values) {
    if (values.size() > MAX_SIZE) {
      throw new IllegalArgumentException(
          "properties: %d given, an event takes at most %d; send fewer."
              .formatted(values.size(), MAX_SIZE));
    }
    TreeMap<String, Object> sorted = new TreeMap<>();
    values.forEach((name, value) -> sorted.put(checkedName(name), checkedValue(name, value)));
    bytes = PropertyBytes.encode(sorted);
  }

  private EventProperties(byte[] bytes) {
    this.bytes = bytes;
  }

  /**
   * The properties of which {@link #toBytes} made these bytes. They are taken as they are: a store
   * that can't vouch for them decodes their parts itself.
   */
  public static EventProperties ofBytes(byte[] bytes) {
    return bytes.length == 1 ? NONE : new EventProperties(bytes.clone());
  }

  /** A copy of the bytes, the same for equal properties. They never change from run to run. */
  public byte[] toBytes() {
    return bytes.clone();
  }

  /** How many bytes {@link #toBytes} has. */
  public int bytes() {
    return bytes.length;
  }

  /** How many properties there are. */
  public int size() {
    return PropertyBytes.size(bytes);
  }

  /** All values by name, in the order of names; unmodifiable, and made anew each time. */
  public Map<String, Object> values() {
    return Collections.unmodifiableMap(PropertyBytes.decode(bytes));
  }

  /** The value of a property, if the event has it. */
  public Optional<Object> get(String name) {
    return Optional.ofNullable(PropertyBytes.find(bytes, name));
  }

  /** The value as text: whole numbers without a fraction, so that 5 and 5.0 read {@code 5}. */
  public Optional<String> text(String name) {
    return get(name).map(EventProperties::textOf);
  }

  /** A property's value as text; see {@link #text}. */
  public static String textOf(Object value) {
    if (value instanceof Double number
        && number == Math.rint(number)
        && Math.abs(number) <= 9_007_199_254_740_992.0) {
      return Long.toString(number.longValue());
    }
    return value.toString();
  }

  private static String checkedName(String name) {
    return Names.checked("property", requireNonNull(name, "property name"));
  }

  private static Object checkedValue(String name, Object value) {
    if (value instanceof String || value instanceof Boolean) {
      return value;
    }
    if (value instanceof Number number && Double.isFinite(number.doubleValue())) {
      return number.doubleValue() == 0 ? (Object) 0.0 : (Object) number.doubleValue();
    }
    throw new IllegalArgumentException(
        "properties.%s: a property is a string, a finite number or a boolean; flatten or drop it."
            .formatted(name));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof EventProperties properties && Arrays.equals(bytes, properties.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return "EventProperties" + values();
  }
}
