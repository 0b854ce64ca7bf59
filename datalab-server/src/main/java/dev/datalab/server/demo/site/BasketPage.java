package dev.datalab.server.demo.site;

import static dev.datalab.server.demo.site.Page.text;

import dev.datalab.server.demo.site.Basket.Item;
import java.util.stream.Collectors;

/** Shows what somebody has in the basket. */
final class BasketPage {
  private BasketPage() {}

  static Page page(Basket basket) {
    boolean empty = basket.items().isEmpty();
    return new Page(
        "Basket",
        """
        <h1>Your basket</h1>
        <section id="full"%s>
          <ul class="items">
        %s  </ul>
          <p class="total"><span>Together, with shipping</span><b id="total">%s</b></p>
          <p class="act end">
            <a class="link" href="/shipping">When will it be there?</a>
            <a class="button" id="buy" href="/checkout">Buy</a>
          </p>
        </section>
        <section id="empty"%s>
          <p>There is nothing in it yet.</p>
          <p><a class="button" href="/">Look around</a></p>
        </section>
        """
            .formatted(
                hiddenIf(empty),
                basket.items().stream().map(BasketPage::row).collect(Collectors.joining()),
                Page.euros(basket.euros()),
                hiddenIf(!empty)));
  }

  private static String row(Item item) {
    Product product = item.product();
    return """
            <li data-product="%s" data-price="%d" data-count="%d">
              <a href="%s">%s</a>
              <span class="what"><a href="%s">%s</a><span class="quiet">%s each</span></span>
              <span class="count">
                <button type="button" data-change="-1" aria-label="One %s less">−</button>
                <output>%d</output>
                <button type="button" data-change="1" aria-label="One %s more">+</button>
              </span>
              <b class="sum">%s</b>
            </li>
        """
        .formatted(
            product.slug(),
            product.euros(),
            item.count(),
            product.page(),
            Page.picture(product),
            product.page(),
            text(product.name()),
            Page.euros(product.euros()),
            text(product.name()),
            item.count(),
            text(product.name()),
            Page.euros(item.euros()));
  }

  private static String hiddenIf(boolean hidden) {
    return hidden ? " hidden=\"hidden\"" : "";
  }
}
