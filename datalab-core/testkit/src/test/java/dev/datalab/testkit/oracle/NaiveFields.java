package dev.datalab.testkit.oracle;

import dev.datalab.core.event.Dimensions;
import dev.datalab.core.query.Dimension;
import dev.datalab.core.query.Dimension.BuiltIn;
import dev.datalab.core.query.Filter;
import dev.datalab.core.query.Site;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.regex.Pattern;

/** Filters and dimensions: what a field of an event holds, and whether a condition on it does. */
final class NaiveFields {
  private static final Pattern NUMBER = Pattern.compile("-?[0-9]+(\\.[0-9]+)?");

  private final Site site;

  NaiveFields(Site site) {
    this.site = site;
  }

  boolean holds(Filter filter, Occurrence of) {
    if (filter instanceof Filter.And and) {
      return and.filters().stream().allMatch(each -> holds(each, of));
    }
    if (filter instanceof Filter.Or or) {
      return or.filters().stream().anyMatch(each -> holds(each, of));
    }
    if (filter instanceof Filter.Not not) {
      return !holds(not.filter(), of);
    }
    Filter.Is is = (Filter.Is) filter;
    Optional<String> value = value(is.dimension(), of);
    return switch (is.op()) {
      case IS_PRESENT -> value.isPresent();
      case IS_ABSENT -> value.isEmpty();
      default ->
          value.isPresent()
              && is.values().stream().anyMatch(with -> compares(is.op(), value.get(), with));
    };
  }

  /** The field's value as text; none where the event has none. */
  Optional<String> value(Dimension dimension, Occurrence of) {
    if (dimension instanceof Dimension.Property property) {
      return Optional.ofNullable(of.event().properties().values().get(property.name()))
          .map(NaiveFields::text);
    }
    Dimensions known = of.recorded().dimensions();
    String text =
        switch ((BuiltIn) dimension) {
          case PAGE -> of.event().url().isEmpty() ? "" : NaiveMatching.path(of.event().url());
          case UTM_SOURCE -> known.utm().source();
          case UTM_MEDIUM -> known.utm().medium();
          case UTM_CAMPAIGN -> known.utm().campaign();
          case UTM_TERM -> known.utm().term();
          case UTM_CONTENT -> known.utm().content();
          case BROWSER -> known.browser();
          case OS -> known.os();
          case DEVICE -> known.device();
          case LANGUAGE -> known.language();
          case SCREEN -> known.screen();
          case VISITOR_TYPE -> of.inFirstSession() ? "new" : "returning";
          case REFERRER -> NaiveOrigins.host(known.referrer());
          case CHANNEL -> NaiveOrigins.of(known, site).channel();
          case CAMPAIGN -> NaiveOrigins.campaign(of, site);
        };
    return text.isEmpty() ? Optional.empty() : Optional.of(text);
  }

  private static boolean compares(Filter.Op op, String value, String with) {
    return switch (op) {
      case EQUALS -> value.equals(with);
      case CONTAINS -> value.contains(with);
      case PREFIX -> value.startsWith(with);
      case GLOB -> NaiveMatching.glob(with, 0, value, 0);
      case REGEX -> NaiveMatching.found(with, value);
      case LESS -> numbers(value, with, (a, b) -> a.compareTo(b) < 0);
      case AT_MOST -> numbers(value, with, (a, b) -> a.compareTo(b) <= 0);
      case GREATER -> numbers(value, with, (a, b) -> a.compareTo(b) > 0);
      case AT_LEAST -> numbers(value, with, (a, b) -> a.compareTo(b) >= 0);
      case IS_PRESENT, IS_ABSENT -> throw new AssertionError("compares with nothing");
    };
  }

  private static boolean numbers(
      String value, String with, BiPredicate<BigDecimal, BigDecimal> test) {
    return NUMBER.matcher(value).matches()
        && NUMBER.matcher(with).matches()
        && test.test(new BigDecimal(value), new BigDecimal(with));
  }

  private static String text(Object value) {
    return value instanceof Double number
        ? new BigDecimal(number).stripTrailingZeros().toPlainString()
        : value.toString();
  }
}
