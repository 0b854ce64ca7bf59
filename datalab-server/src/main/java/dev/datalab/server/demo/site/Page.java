package dev.datalab.server.demo.site;

/**
 * What a page of the shop says.
 *
 * @param title in the browser's tab
 * @param main the inside of its main part: XML that is HTML as well
 */
record Page(String title, String main) {
  /** A text between tags or within an attribute. */
  static String text(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }

  /** A price. */
  static String euros(int euros) {
    return euros < 1_000 ? "€" + euros : "€%d,%03d".formatted(euros / 1_000, euros % 1_000);
  }

  /** The picture of a product. */
  static String picture(Product product) {
    return "<img src=\"%s\" alt=\"%s\" width=\"400\" height=\"320\" />"
        .formatted(product.picture(), text(product.name()));
  }

  /** A product as a card that leads to its page. */
  static String card(Product product) {
    return """
        <a class="card" href="%s">
          %s
          <strong>%s</strong>
          <span class="quiet">%s</span>
          <span class="price">%s</span>
        </a>
        """
        .formatted(
            product.page(),
            picture(product),
            text(product.name()),
            text(product.line()),
            euros(product.euros()));
  }
}
