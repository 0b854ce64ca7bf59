package dev.datalab.server.demo.site;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What somebody has in the basket. It lives in a cookie of the shop, {@code slug*count} joined by
 * dots, which the page's script writes and the server reads.
 *
 * @param items each product once, in the order in which they were put in
 */
record Basket(List<Item> items) {
  /** Its cookie. */
  static final String COOKIE = "northwind_basket";

  /** The most of a product. */
  static final int MAX_COUNT = 99;

  /** With nothing in it. */
  static final Basket EMPTY = new Basket(List.of());

  /** Copies the items. */
  Basket {
    items = List.copyOf(items);
  }

  /**
   * Some of a product.
   *
   * @param count 1 to {@value Basket#MAX_COUNT}
   */
  record Item(Product product, int count) {
    int euros() {
      return product.euros() * count;
    }
  }

  /** The basket of a cookie's value. A browser can hold anything: what makes no sense is left. */
  static Basket of(String cookie) {
    List<Item> items = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (String part : cookie.split("\\.", Goods.ALL.size() + 1)) {
      int star = part.indexOf('*');
      if (star > 0 && seen.add(part.substring(0, star))) {
        Optional<Product> product = Goods.find(part.substring(0, star));
        int count = count(part.substring(star + 1));
        if (count > 0 && product.isPresent()) {
          items.add(new Item(product.get(), count));
        }
      }
    }
    return new Basket(items);
  }

  private static int count(String text) {
    boolean number =
        text.length() <= 2 && !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
    return number ? Integer.parseInt(text) : 0;
  }

  /** How many things are in it. */
  int count() {
    return items.stream().mapToInt(Item::count).sum();
  }

  /** What all of it costs. */
  int euros() {
    return items.stream().mapToInt(Item::euros).sum();
  }
}
