package dev.datalab.core.match;

import dev.datalab.core.block.Symbol;
import dev.datalab.core.event.Element;
import dev.datalab.core.event.EventProperties;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A {@link Matcher} made ready: the one place that decides whether an event enters a stage.
 * Immutable and safe for use by several threads.
 *
 * <p>It is asked in two steps, so that a block's table of symbols is asked once per entry: {@link
 * #matches(Symbol)}, and {@link #matches(EventProperties)} where it {@linkplain #isConditional has
 * conditions} on properties.
 */
public final class EventMatch {
  private final Predicate<Symbol> symbols;
  private final Map<String, Object> where;

  private EventMatch(Predicate<Symbol> symbols, Map<String, Object> where) {
    this.symbols = symbols;
    this.where = where;
  }

  /**
   * Makes a matcher ready.
   *
   * @param site the address of the app's site, by which paths are completed; may be empty
   */
  public static EventMatch of(Matcher matcher, String site) {
    if (matcher instanceof Matcher.Url url) {
      UrlPattern pattern = UrlPattern.compile(url.op(), url.value());
      return new EventMatch(
          symbol ->
              symbol instanceof Symbol.Visited visited && pattern.matches(visited.url(), site),
          Map.of());
    } else if (matcher instanceof Matcher.Click click) {
      Element wanted = Element.ofTarget(click.target());
      return new EventMatch(
          symbol -> symbol instanceof Symbol.Clicked clicked && anyIs(clicked, wanted), Map.of());
    }
    Matcher.Named named = (Matcher.Named) matcher;
    return new EventMatch(
        symbol -> symbol instanceof Symbol.Named event && event.name().equals(named.name()),
        named.where());
  }

  /** Whether events with this symbol match, as far as the symbol goes. */
  public boolean matches(Symbol symbol) {
    return symbols.test(symbol);
  }

  /** Whether properties have a say. */
  public boolean isConditional() {
    return !where.isEmpty();
  }

  /**
   * Whether properties fulfil every condition: numbers compared as numbers, strings and booleans
   * exactly.
   */
  public boolean matches(EventProperties properties) {
    for (Map.Entry<String, Object> condition : where.entrySet()) {
      Optional<Object> value = properties.get(condition.getKey());
      if (value.isEmpty() || !same(value.get(), condition.getValue())) {
        return false;
      }
    }
    return true;
  }

  /** Whether an event with this symbol and these properties matches. */
  public boolean matches(Symbol symbol, EventProperties properties) {
    return matches(symbol) && matches(properties);
  }

  private static boolean same(Object value, Object wanted) {
    if (value instanceof Number number && wanted instanceof Number other) {
      return number.doubleValue() == other.doubleValue();
    }
    return value.equals(wanted);
  }

  private static boolean anyIs(Symbol.Clicked clicked, Element wanted) {
    for (Element element : clicked.path()) {
      if (element.is(wanted)) {
        return true;
      }
    }
    return false;
  }
}
