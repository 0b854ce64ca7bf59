package dev.datalab.server.demo;

import java.util.List;

/** The demo's site: a small shop for outdoor gear. */
final class Shop {
  /** Where it would be. */
  static final String URL = "https://shop.example";

  /** Its organization and its name as an app. */
  static final String ORGANIZATION = "Northwind Outdoor";

  /** Its name as an app. */
  static final String NAME = "shop";

  /** The id of its funnel. */
  static final String FUNNEL = "purchase";

  /** What it sells, the most popular first. */
  static final List<Product> PRODUCTS =
      List.of(
          new Product("trail-runner", 129.0),
          new Product("rain-shell", 189.0),
          new Product("summit-pack-30", 149.0),
          new Product("merino-tee", 69.0),
          new Product("alpine-tent-2", 429.0),
          new Product("down-jacket", 259.0),
          new Product("trekking-poles", 89.0),
          new Product("gas-stove", 59.0),
          new Product("headlamp-400", 49.0),
          new Product("sleeping-bag-0", 299.0),
          new Product("hiking-boots", 219.0),
          new Product("water-filter", 39.0),
          new Product("dry-bag-20", 29.0),
          new Product("sun-hat", 35.0),
          new Product("climbing-rope-60", 179.0),
          new Product("bear-canister", 79.0));

  /** The configuration of the app, in the shape of the public interface. */
  static final String CONFIGURATION =
      """
      {"funnels": [{"id": "purchase", "name": "Purchase", "window": "PT24H", "stages": [
         {"id": "home", "name": "Home", "match": {"type": "url", "op": "equals", "value": "/"}},
         {"id": "product", "name": "Product", "match": {"type": "url", "op": "prefix", "value": "/products/"}},
         {"id": "basket", "name": "Basket", "match": {"type": "url", "op": "equals", "value": "/basket"}},
         {"id": "buy", "name": "Buy", "match": {"type": "click", "target": "#buy"}}]}],
       "campaigns": [
         {"id": "autumn", "name": "Autumn sale", "match": {"utm": {"campaign": "autumn-sale"}}},
         {"id": "brand", "name": "Brand search", "match": {"utm": {"campaign": "brand"}}},
         {"id": "gearlab", "name": "Gear Lab review", "match": {"referrer": "gearlab.example"}}],
       "elements": [
         {"id": "buy-button", "name": "Buy button", "target": "#buy"},
         {"id": "size-guide", "name": "Size guide", "target": "#size-guide"}],
       "settings": {"timeZone": "UTC"}}
      """;

  private Shop() {}

  /**
   * Something that is sold.
   *
   * @param slug the last part of its page's address
   * @param price in euros
   */
  record Product(String slug, double price) {
    /** Its page. */
    String page() {
      return "/products/" + slug;
    }
  }
}
