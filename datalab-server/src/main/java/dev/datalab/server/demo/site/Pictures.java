package dev.datalab.server.demo.site;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Every picture of the shop, by the last part of its address. Drawn once. */
final class Pictures {
  private static final int WIDTH = 400;
  private static final int HEIGHT = 320;
  private static final String SHADOW = "#0b1a1433";

  private static final Map<String, String> ALL = all();

  private Pictures() {}

  /** The SVG under a name, as {@code rain-shell}. */
  static Optional<String> find(String name) {
    return Optional.ofNullable(ALL.get(name));
  }

  private static Map<String, String> all() {
    Map<String, String> pictures = new TreeMap<>();
    pictures.put("valley", Landscape.valley());
    pictures.put("logo", Landscape.logo());
    product(pictures, "trail-runner", Footwear::trailRunner);
    product(pictures, "hiking-boots", Footwear::hikingBoots);
    product(pictures, "rain-shell", Clothing::rainShell);
    product(pictures, "merino-tee", Clothing::merinoTee);
    product(pictures, "down-jacket", Clothing::downJacket);
    product(pictures, "sun-hat", Clothing::sunHat);
    product(pictures, "summit-pack-30", Carrying::summitPack);
    product(pictures, "dry-bag-20", Carrying::dryBag);
    product(pictures, "trekking-poles", Carrying::trekkingPoles);
    product(pictures, "climbing-rope-60", Carrying::climbingRope);
    product(pictures, "alpine-tent-2", Camping::alpineTent);
    product(pictures, "sleeping-bag-0", Camping::sleepingBag);
    product(pictures, "gas-stove", Camping::gasStove);
    product(pictures, "headlamp-400", Camping::headlamp);
    product(pictures, "water-filter", Camping::waterFilter);
    product(pictures, "bear-canister", Camping::bearCanister);
    return pictures;
  }

  private static void product(Map<String, String> pictures, String slug, Consumer<Drawing> draw) {
    Drawing drawing = new Drawing(WIDTH, HEIGHT).oval(SHADOW, 200, 284, 138, 12);
    draw.accept(drawing);
    pictures.put(slug, drawing.svg());
  }
}
