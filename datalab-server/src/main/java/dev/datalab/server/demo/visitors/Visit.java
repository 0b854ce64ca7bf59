package dev.datalab.server.demo.visitors;

import dev.datalab.server.demo.site.Goods;
import dev.datalab.server.demo.site.Product;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** One visit to the shop: what somebody does, and how long they take before it. */
final class Visit {
  private static final double BUYS = 0.62;
  private static final int MOST_PRODUCTS = 6;

  private final Shopper shopper;
  private final Pace pace;
  private final SplittableRandom chance;
  private final List<Act> acts = new ArrayList<>();
  private String page = "";
  private long onPage;
  private long sinceClick;

  private Visit(Shopper shopper, Pace pace, SplittableRandom chance) {
    this.shopper = shopper;
    this.pace = pace;
    this.chance = chance;
  }

  /** Lets somebody visit the shop. */
  static List<Act> draw(Shopper shopper, Pace pace, SplittableRandom chance) {
    Visit visit = new Visit(shopper, pace, chance);
    visit.walk();
    return visit.acts;
  }

  private void walk() {
    if (Chance.happens(chance, 0.7)) {
      open("/", 0);
      if (!staysAfter(0.55)) {
        leave();
        return;
      }
      if (Chance.happens(chance, 0.3)) {
        open("/about", readingTime(9_000));
      }
    }
    boolean basket = browse();
    if (basket) {
      atTheBasket();
    }
    leave();
  }

  private boolean browse() {
    boolean inBasket = false;
    for (int i = 0; i < MOST_PRODUCTS; i++) {
      Product product = Goods.ALL.get(Chance.popular(chance, Goods.ALL.size()));
      open(product.page(), readingTime(6_000));
      if (Chance.happens(chance, 0.25)) {
        hover("size-guide", "#size-guide", Chance.happens(chance, 0.5), 700);
      }
      if (Chance.happens(chance, 0.15 + 0.35 * shopper.resolve())) {
        click(Places.ADD_TO_BASKET, readingTime(8_000));
        acts.add(new Act.Custom(400, page, "add_to_basket", product));
        inBasket = true;
      }
      if (!staysAfter(0.45)) {
        break;
      }
    }
    return inBasket && Chance.happens(chance, 0.72);
  }

  private void atTheBasket() {
    open("/basket", readingTime(5_000));
    boolean buys = Chance.happens(chance, BUYS * (0.35 + shopper.resolve()));
    // Whoever buys has made up their mind sooner.
    hover("buy-button", Places.BUY, buys, buys ? 900 : 2_600);
    if (!buys) {
      if (Chance.happens(chance, 0.3)) {
        open("/shipping", readingTime(4_000));
      }
      return;
    }
    click(Places.BUY, 60);
    open("/checkout", 300);
    if (Chance.happens(chance, 0.82)) {
      open("/thanks", readingTime(45_000));
      acts.add(new Act.Custom(150, page, "purchase", null));
    }
  }

  private void open(String to, long after) {
    acts.add(new Act.Open(after, page, to, page.isEmpty() ? -1 : onPage + after));
    page = to;
    onPage = 0;
    sinceClick += after;
  }

  private void click(String target, long after) {
    Places.Box button = Places.of(target, shopper.equipment());
    int x = button.someX(chance);
    int y = button.someY(chance);
    acts.add(new Act.Click(after, page, target, x, y, sinceClick + after));
    onPage += after;
    sinceClick = 0;
  }

  private void hover(String element, String target, boolean clicks, long medianMillis) {
    long hesitation = Chance.millis(chance, medianMillis, 0.7);
    String pointer = shopper.equipment().device().equals("desktop") ? "mouse" : "touch";
    acts.add(new Act.Hover(hesitation, page, element, target, clicks, pointer, hesitation));
    onPage += hesitation;
    sinceClick += hesitation;
  }

  private void leave() {
    long after = readingTime(7_000);
    acts.add(new Act.Leave(after, page, onPage + after));
  }

  private boolean staysAfter(double probability) {
    return Chance.happens(chance, probability * (0.6 + 0.8 * shopper.patience()));
  }

  private long readingTime(long medianMillis) {
    return pace.of(Chance.millis(chance, (long) (medianMillis * (0.6 + shopper.patience())), 0.8));
  }
}
