package dev.datalab.server.demo;

/** The shop as datalab knows it: a small shop for outdoor gear. */
final class ShopApp {
  /** Its organization. */
  static final String ORGANIZATION = "Northwind Outdoor";

  /** Its name as an app. */
  static final String NAME = "shop";

  /** The id of its funnel. */
  static final String FUNNEL = "purchase";

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

  private ShopApp() {}
}
