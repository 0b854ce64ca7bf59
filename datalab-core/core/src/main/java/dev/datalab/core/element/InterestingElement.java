package dev.datalab.core.element;

import static java.util.Objects.requireNonNull;

import dev.datalab.core.event.Names;

/**
 * An element whose hovers are measured.
 *
 * @param id by which the snippet reports it
 * @param name by which people know it
 * @param target an XPath, {@code #id}, {@code [name=…]} or a label, by which imports may report it
 */
public record InterestingElement(String id, String name, String target) {
  /** Requires all parts. */
  public InterestingElement {
    Names.checked("element", id);
    Names.checked("element", name);
    requireNonNull(target, "target");
  }
}
