package dev.datalab.core.internal.filter;

import dev.datalab.core.internal.filter.Column.Value;
import dev.datalab.core.match.TextPattern;
import dev.datalab.core.query.Filter;
import dev.datalab.core.query.Filter.Op;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoublePredicate;
import java.util.function.Predicate;

/**
 * A condition on one dimension's value. A missing value fulfils none but {@link Op#IS_ABSENT}; what
 * is no number fulfils no comparison of numbers.
 */
final class ValueCondition {
  private final Op op;
  private final List<Predicate<String>> anyOf;

  private ValueCondition(Op op, List<Predicate<String>> anyOf) {
    this.op = op;
    this.anyOf = anyOf;
  }

  /**
   * A condition made ready.
   *
   * @throws IllegalArgumentException if one of its values is no expression or number where one is
   *     needed
   */
  static ValueCondition of(Filter.Is is) {
    List<Predicate<String>> anyOf = new ArrayList<>();
    for (String wanted : is.values()) {
      anyOf.add(comparison(is, wanted));
    }
    return new ValueCondition(is.op(), anyOf);
  }

  boolean fits(Value value) {
    return switch (op) {
      case IS_ABSENT -> !value.present();
      case IS_PRESENT -> value.present();
      default -> value.present() && (fits(value.text()) || fits(value.whole()));
    };
  }

  private boolean fits(String text) {
    for (Predicate<String> comparison : anyOf) {
      if (comparison.test(text)) {
        return true;
      }
    }
    return false;
  }

  private static Predicate<String> comparison(Filter.Is is, String wanted) {
    return switch (is.op()) {
      case EQUALS -> wanted::equals;
      case CONTAINS -> text -> text.contains(wanted);
      case PREFIX -> text -> text.startsWith(wanted);
      case GLOB -> TextPattern.glob(wanted);
      case REGEX -> TextPattern.regex(wanted);
      case LESS -> numbers(number(is, wanted), (value, limit) -> value < limit);
      case AT_MOST -> numbers(number(is, wanted), (value, limit) -> value <= limit);
      case GREATER -> numbers(number(is, wanted), (value, limit) -> value > limit);
      case AT_LEAST -> numbers(number(is, wanted), (value, limit) -> value >= limit);
      case IS_PRESENT, IS_ABSENT -> text -> false;
    };
  }

  private interface Comparison {
    boolean holds(double value, double limit);
  }

  private static Predicate<String> numbers(double limit, Comparison comparison) {
    DoublePredicate holds = value -> comparison.holds(value, limit);
    return text -> {
      double value = parsed(text);
      return !Double.isNaN(value) && holds.test(value);
    };
  }

  private static double number(Filter.Is is, String wanted) {
    double number = parsed(wanted);
    if (Double.isNaN(number)) {
      throw new IllegalArgumentException(
          "filters: '%s' of %s compares numbers, and '%s' is none; give a number."
              .formatted(is.op(), is.dimension().field(), wanted));
    }
    return number;
  }

  /** The number that a text reads; not a number if it is none. */
  private static double parsed(String text) {
    String stripped = text.strip();
    if (stripped.isEmpty() || "+-.0123456789".indexOf(stripped.charAt(0)) < 0) {
      return Double.NaN;
    }
    char last = stripped.charAt(stripped.length() - 1);
    if (last != '.' && (last < '0' || last > '9')) {
      return Double.NaN;
    }
    try {
      return Double.parseDouble(stripped);
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }
}
