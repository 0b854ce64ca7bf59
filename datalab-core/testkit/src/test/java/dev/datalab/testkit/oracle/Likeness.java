package dev.datalab.testkit.oracle;

import dev.datalab.core.query.Distribution;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Finds where an answer of the engine is not what the oracle says. Records are alike if their
 * components are, by name; numbers if they are equal or, with a fraction, within rounding; {@link
 * Times} are like the distribution of them.
 */
final class Likeness {
  /** So many lines say enough. */
  private static final int MOST = 8;

  private Likeness() {}

  /** What differs, a line each; empty if nothing does. */
  static List<String> differences(String where, Object oracle, Object engine) {
    List<String> differences = new ArrayList<>();
    compare(where, oracle, engine, differences);
    return differences;
  }

  private static void compare(
      String where, Object oracle, Object engine, List<String> differences) {
    if (differences.size() >= MOST) {
      return;
    }
    if (oracle instanceof Times times) {
      compareTimes(where, times, engine, differences);
    } else if (oracle instanceof Optional<?> one && engine instanceof Optional<?> other) {
      if (one.isPresent() && other.isPresent()) {
        compare(where, one.get(), other.get(), differences);
      } else if (one.isPresent() || other.isPresent()) {
        differences.add("%s: oracle %s, engine %s".formatted(where, oracle, engine));
      }
    } else if (oracle instanceof OptionalDouble one
        && engine instanceof OptionalDouble other
        && one.isPresent()
        && other.isPresent()) {
      compare(where, one.getAsDouble(), other.getAsDouble(), differences);
    } else if (oracle instanceof List<?> one && engine instanceof List<?> other) {
      if (one.size() != other.size()) {
        differences.add("%s: oracle has %s, engine %s".formatted(where, one, other));
      }
      for (int i = 0; i < Math.min(one.size(), other.size()); i++) {
        compare(where + "/" + i, one.get(i), other.get(i), differences);
      }
    } else if (oracle instanceof Number one && engine instanceof Number other) {
      double tolerance = 1e-9 * Math.max(1, Math.abs(one.doubleValue()));
      boolean alike = one.doubleValue() == other.doubleValue();
      if (!alike && !(Math.abs(one.doubleValue() - other.doubleValue()) <= tolerance)) {
        differences.add("%s: oracle %s, engine %s".formatted(where, oracle, engine));
      }
    } else if (oracle instanceof Record && engine instanceof Record && !oracle.equals(engine)) {
      compareRecords(where, oracle, engine, differences);
    } else if (!oracle.equals(engine)) {
      differences.add("%s: oracle %s, engine %s".formatted(where, oracle, engine));
    }
  }

  private static void compareTimes(
      String where, Times times, Object engine, List<String> differences) {
    Optional<?> given = (Optional<?>) engine;
    if (given.isEmpty() || times.millis().isEmpty()) {
      if (given.isPresent() || !times.millis().isEmpty()) {
        differences.add("%s: oracle %s, engine %s".formatted(where, times, engine));
      }
    } else {
      differences.addAll(times.differences(where, (Distribution) given.get()));
    }
  }

  private static void compareRecords(
      String where, Object oracle, Object engine, List<String> differences) {
    List<String> names = names(engine);
    if (!names.equals(names(oracle))) {
      throw new AssertionError("%s has other parts than %s".formatted(names(oracle), names));
    }
    for (String name : names) {
      compare(where + "/" + name, part(oracle, name), part(engine, name), differences);
    }
  }

  private static List<String> names(Object of) {
    return Arrays.stream(of.getClass().getRecordComponents())
        .map(RecordComponent::getName)
        .toList();
  }

  private static Object part(Object of, String name) {
    try {
      var accessor = of.getClass().getDeclaredMethod(name);
      accessor.setAccessible(true);
      return accessor.invoke(of);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(e.getMessage(), e);
    }
  }
}
