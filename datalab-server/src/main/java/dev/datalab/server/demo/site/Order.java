package dev.datalab.server.demo.site;

import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What somebody has just bought. It lives in a cookie from checkout to the page that says thanks,
 * whose script reports it and takes the cookie away, so that a reload buys nothing again.
 *
 * @param number what it goes by
 * @param items how many things
 * @param euros what they cost
 */
record Order(int number, int items, int euros) {
  /** Its cookie. */
  static final String COOKIE = "northwind_order";

  private static final Pattern VALUE = Pattern.compile("(\\d{5})\\*(\\d{1,4})\\*(\\d{1,6})");

  /** What is in a basket, bought. */
  static Order of(Basket basket) {
    int number = ThreadLocalRandom.current().nextInt(10_000, 100_000);
    return new Order(number, basket.count(), basket.euros());
  }

  /** The order of a cookie's value; empty if it is none. */
  static Optional<Order> of(String cookie) {
    Matcher value = VALUE.matcher(cookie);
    return value.matches()
        ? Optional.of(
            new Order(
                Integer.parseInt(value.group(1)),
                Integer.parseInt(value.group(2)),
                Integer.parseInt(value.group(3))))
        : Optional.empty();
  }

  /** The cookie's value. */
  String cookie() {
    return "%d*%d*%d".formatted(number, items, euros);
  }
}
