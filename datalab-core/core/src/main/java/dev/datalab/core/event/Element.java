package dev.datalab.core.event;

import static java.util.Objects.requireNonNull;

/**
 * An element of a page, by the names under which a matcher can find it. Absent names are empty; at
 * least one is there.
 *
 * @param xpath the path from the document's root, as {@code /html/body/main[1]/button[2]}
 * @param id the {@code id} attribute, without {@code #}
 * @param name the {@code name} attribute
 * @param label the {@code data-datalab} attribute
 */
public record Element(String xpath, String id, String name, String label) {
  /** Requires at least one name. */
  public Element {
    requireNonNull(xpath, "xpath");
    requireNonNull(id, "id");
    requireNonNull(name, "name");
    requireNonNull(label, "label");
    if (xpath.isEmpty() && id.isEmpty() && name.isEmpty() && label.isEmpty()) {
      throw new IllegalArgumentException(
          "An element needs a name to be found by: give its xpath, id, name or label.");
    }
  }

  /**
   * The element that a target text speaks of.
   *
   * @param target an XPath (begins with {@code /} or {@code (}), {@code #id}, {@code [name=…]} with
   *     or without quotes, or else a label
   * @throws IllegalArgumentException if the target names nothing
   */
  public static Element ofTarget(String target) {
    String text = target.strip();
    if (text.startsWith("/") || text.startsWith("(")) {
      return new Element(text, "", "", "");
    }
    if (text.startsWith("#")) {
      return new Element("", text.substring(1), "", "");
    }
    if (text.startsWith("[name=") && text.endsWith("]")) {
      return new Element("", "", unquoted(text.substring(6, text.length() - 1)), "");
    }
    return new Element("", "", "", text);
  }

  /** Whether this element carries every name that {@code wanted} gives. */
  public boolean is(Element wanted) {
    return (wanted.xpath.isEmpty() || wanted.xpath.equals(xpath))
        && (wanted.id.isEmpty() || wanted.id.equals(id))
        && (wanted.name.isEmpty() || wanted.name.equals(name))
        && (wanted.label.isEmpty() || wanted.label.equals(label));
  }

  /** The shortest stable target that finds this element: label, then id, then name, then XPath. */
  public String target() {
    if (!label.isEmpty()) {
      return label;
    }
    if (!id.isEmpty()) {
      return "#" + id;
    }
    return name.isEmpty() ? xpath : "[name=" + name + "]";
  }

  private static String unquoted(String text) {
    boolean quoted =
        text.length() >= 2
            && (text.charAt(0) == '"' || text.charAt(0) == '\'')
            && text.charAt(text.length() - 1) == text.charAt(0);
    return quoted ? text.substring(1, text.length() - 1) : text;
  }
}
