package dev.datalab.core.map;

import dev.datalab.core.element.InterestingElement;
import dev.datalab.core.event.Element;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which element a click or a rest belongs to. Immutable and safe for use by several threads.
 *
 * <p>The first configured element that any element of a click's path {@linkplain Element#is is}, or
 * else the click's own; of a rest the first that its target is, or else the target in its one
 * spelling.
 */
final class MapElements {
  private final List<Optional<Element>> wanted = new ArrayList<>();

  MapElements(List<InterestingElement> elements) {
    elements.forEach(element -> wanted.add(found(element.target())));
  }

  /**
   * A row's name.
   *
   * @param configured the element's place among the configured ones, or -1
   * @param target of an element that is not configured; else empty
   */
  record Name(int configured, String target) {
    boolean isConfigured() {
      return configured >= 0;
    }
  }

  Name ofClick(List<Element> path) {
    return configured(path).orElseGet(() -> new Name(-1, path.get(0).target()));
  }

  Name ofRest(String target) {
    Optional<Element> seen = found(target);
    return seen.flatMap(element -> configured(List.of(element)))
        .orElseGet(() -> new Name(-1, seen.map(Element::target).orElse(target)));
  }

  private Optional<Name> configured(List<Element> path) {
    for (int i = 0; i < wanted.size(); i++) {
      for (Element element : path) {
        if (wanted.get(i).filter(element::is).isPresent()) {
          return Optional.of(new Name(i, ""));
        }
      }
    }
    return Optional.empty();
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
