package dev.datalab.server.demo.site;

import static dev.datalab.server.demo.site.Page.text;

import java.util.Optional;
import java.util.stream.Collectors;

/** Takes an order, and thanks for it. */
final class CheckoutPages {
  private CheckoutPages() {}

  /** Asks where to; what is typed has no name, so that nothing of it is sent. */
  static Page checkout(Basket basket) {
    String rows =
        basket.items().stream()
            .map(
                item ->
                    "<li><span>%d × %s</span><span>%s</span></li>"
                        .formatted(
                            item.count(), text(item.product().name()), Page.euros(item.euros())))
            .collect(Collectors.joining());
    return new Page(
        "Checkout",
        """
        <h1>Checkout</h1>
        <div class="columns">
          <form method="post" action="/checkout">
            <label>Name<input type="text" autocomplete="off" placeholder="Ada Byron" /></label>
            <label>Street<input type="text" autocomplete="off" placeholder="12 Meadow Lane" /></label>
            <label>Town<input type="text" autocomplete="off" placeholder="Arkengarth" /></label>
            <fieldset>
              <legend>Pay by</legend>
              <label><input type="radio" name="pay" checked="checked" /><span>Invoice</span></label>
              <label><input type="radio" name="pay" /><span>Card</span></label>
            </fieldset>
            <p class="act"><button class="button" id="order">Order for %s</button></p>
          </form>
          <aside>
            <h2>In your basket</h2>
            <ul class="lines">%s<li class="total"><span>Together</span><b>%s</b></li></ul>
          </aside>
        </div>
        """
            .formatted(Page.euros(basket.euros()), rows, Page.euros(basket.euros())));
  }

  /** Says thanks, and what for if it was just now. */
  static Page thanks(Optional<Order> order) {
    String what =
        order
            .map(
                bought ->
                    "<p class=\"lead\" id=\"order\" data-items=\"%d\" data-total=\"%d\">Order NW-%d, %s, is being packed.</p>"
                        .formatted(
                            bought.items(),
                            bought.euros(),
                            bought.number(),
                            Page.euros(bought.euros())))
            .orElse("<p class=\"lead\">Your order is being packed.</p>");
    return new Page(
        "Thank you",
        """
        <section class="middle">
          <img src="/pictures/logo.svg" alt="" width="72" height="72" />
          <h1>Thank you</h1>
          %s
          <p class="quiet">It would be there in three days, if this were a real shop.</p>
          <p><a class="button" href="/">Back to the shop</a></p>
        </section>
        """
            .formatted(what));
  }
}
