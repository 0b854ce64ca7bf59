package dev.datalab.server.demo.site;

import static dev.datalab.server.demo.site.Page.text;

import java.util.List;
import java.util.stream.Collectors;

/** Shows one product. */
final class ProductPage {
  private static final int NEIGHBOURS = 4;

  private ProductPage() {}

  static Page page(Product product) {
    return new Page(
        product.name(),
        """
        <article class="product" data-product="%s" data-price="%d">
          <div class="picture">%s</div>
          <div class="facts">
            <h1>%s</h1>
            <p class="lead">%s</p>
            <p class="price">%s</p>
            <fieldset class="sizes">
              <legend>Size</legend>
        %s    </fieldset>
            <p class="act">
              <button class="button" id="add-to-basket" type="button">Add to basket</button>
              <button class="link" id="size-guide" type="button">Size guide</button>
            </p>
            <p class="said" id="said" role="status"></p>
            <p>%s</p>
            <ul>%s</ul>
          </div>
        </article>
        %s
        <section>
          <h2>Goes well with</h2>
          <div class="cards few">
        %s</div>
        </section>
        """
            .formatted(
                product.slug(),
                product.euros(),
                Page.picture(product),
                text(product.name()),
                text(product.line()),
                Page.euros(product.euros()),
                sizes(product.sizes()),
                text(product.text()),
                product.facts().stream()
                    .map(fact -> "<li>" + text(fact) + "</li>")
                    .collect(Collectors.joining()),
                guide(product.sizes()),
                neighbours(product)));
  }

  private static String sizes(SizeGuide guide) {
    StringBuilder sizes = new StringBuilder();
    String checked = " checked=\"checked\"";
    for (List<String> row : guide.rows()) {
      sizes.append(
          "      <label><input type=\"radio\" name=\"size\"%s /><span>%s</span></label>\n"
              .formatted(checked, text(row.get(0))));
      checked = "";
    }
    return sizes.toString();
  }

  private static String guide(SizeGuide guide) {
    return """
        <dialog id="sizes">
          <h2>Size guide</h2>
          <p>%s</p>
          <table>
            <thead><tr>%s</tr></thead>
            <tbody>%s</tbody>
          </table>
          <form method="dialog"><button class="button">Close</button></form>
        </dialog>"""
        .formatted(
            text(guide.advice()),
            cells("th", guide.columns()),
            guide.rows().stream()
                .map(row -> "<tr>" + cells("td", row) + "</tr>")
                .collect(Collectors.joining()));
  }

  private static String cells(String tag, List<String> texts) {
    return texts.stream()
        .map(cell -> "<%s>%s</%s>".formatted(tag, text(cell), tag))
        .collect(Collectors.joining());
  }

  /** The products after it in the list, which goes around. */
  private static String neighbours(Product product) {
    int at = Goods.ALL.indexOf(product);
    StringBuilder cards = new StringBuilder();
    for (int i = 1; i <= NEIGHBOURS; i++) {
      cards.append(Page.card(Goods.ALL.get((at + i * 3) % Goods.ALL.size())));
    }
    return cards.toString();
  }
}
