package dev.datalab.core.element;

import dev.datalab.core.block.Symbol;
import dev.datalab.core.event.Element;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which element a hover belongs to. Immutable and safe for use by several threads.
 *
 * <p>The configured element of the event's id goes before the first whose target the event's target
 * {@linkplain Element#is is}. Whatever belongs to none is known by its target or, without one, by
 * the id that is not configured.
 */
final class ElementNames {
  private final Map<String, Integer> byId = new HashMap<>();
  private final List<Optional<Element>> wanted = new ArrayList<>();

  ElementNames(List<InterestingElement> elements) {
    for (InterestingElement element : elements) {
      byId.put(element.id(), byId.size());
      wanted.add(found(element.target()));
    }
  }

  /**
   * A row's name. Names order as the rows of equally many hovers do.
   *
   * @param configured the element's place among the configured ones, or -1
   * @param id of an element that is not configured and has no target; else empty
   * @param target of an element that is not configured; else empty
   */
  record Name(int configured, String id, String target) implements Comparable<Name> {
    boolean isConfigured() {
      return configured >= 0;
    }

    @Override
    public int compareTo(Name other) {
      int byTarget = target.compareTo(other.target);
      return byTarget != 0 ? byTarget : id.compareTo(other.id);
    }
  }

  Name of(Symbol.Hovered hover) {
    Integer known = byId.get(hover.element());
    if (known != null) {
      return configured(known);
    }
    Optional<Element> seen = found(hover.target());
    for (int i = 0; i < wanted.size() && seen.isPresent(); i++) {
      if (wanted.get(i).filter(seen.get()::is).isPresent()) {
        return configured(i);
      }
    }
    return hover.target().isEmpty()
        ? new Name(-1, hover.element(), "")
        : new Name(-1, "", seen.map(Element::target).orElse(hover.target()));
  }

  static Name configured(int place) {
    return new Name(place, "", "");
  }

  /** The element that a target speaks of; none if it names nothing, as {@code #} alone. */
  private static Optional<Element> found(String target) {
    try {
      return Optional.of(Element.ofTarget(target));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
