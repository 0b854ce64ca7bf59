package dev.datalab.server.demo.site;

import java.util.List;
import java.util.Optional;

/** What the shop sells. */
public final class Goods {
  /** Everything, the most popular first. */
  public static final List<Product> ALL =
      List.of(
          new Product(
              "trail-runner",
              "Trail Runner",
              129,
              SizeGuide.SHOES,
              "A light shoe that holds on wet rock",
              "Cut low and close, with a rock plate under the ball of the foot and a heel that gives way"
                  + " slowly. It dries within an hour of sun.",
              List.of("285 g in size 42", "5 mm lugs", "6 mm drop", "Can be resoled once")),
          new Product(
              "rain-shell",
              "Rain Shell",
              189,
              SizeGuide.TOPS,
              "Three layers against a whole day of rain",
              "A hood that turns with the head, vents under both arms, and a hem that stays down under a"
                  + " hip belt. Taped by hand, mended free of charge.",
              List.of("390 g in size M", "20,000 mm water column", "No fluorine", "Two-way zip")),
          new Product(
              "summit-pack-30",
              "Summit Pack 30",
              149,
              SizeGuide.BACKS,
              "A pack for long days and one night",
              "The frame comes out for summit day and makes a seat at camp. Everything that is lashed on"
                  + " the outside comes off with gloves on.",
              List.of("30 litres", "Rain cover inside", "Loops for poles and axe")),
          new Product(
              "merino-tee",
              "Merino Tee",
              69,
              SizeGuide.TOPS,
              "Wool that can be worn for a week",
              "Fine enough not to scratch, and warm when it is wet. Flat seams, none of them on the"
                  + " shoulder, where straps lie.",
              List.of("150 g/m²", "Wool from Patagonia", "Washes at 30 °C")),
          new Product(
              "alpine-tent-2",
              "Alpine Tent 2",
              429,
              SizeGuide.ONE,
              "Two people, two doors, one storm",
              "Stands without pegs, is up in four minutes, and keeps its shape under snow. Both of you get"
                  + " a porch of your own.",
              List.of("1.9 kg with pegs", "Four crossing poles", "Inner and outer pitch together")),
          new Product(
              "down-jacket",
              "Down Jacket",
              259,
              SizeGuide.TOPS,
              "The warm thing at the bottom of the pack",
              "Packs into its own pocket, the size of a loaf of bread. The down has been traced to the farm"
                  + " and is never plucked from living birds.",
              List.of("320 g in size M", "800 cuin down", "Packs into its pocket")),
          new Product(
              "trekking-poles",
              "Trekking Poles",
              89,
              SizeGuide.LENGTHS,
              "A pair that takes the weight off your knees",
              "Three sections of aluminium that hold when you need them to. Cork grips, and a second grip"
                  + " below for traverses.",
              List.of("480 g the pair", "64 to 130 cm", "Baskets for snow and mud")),
          new Product(
              "gas-stove",
              "Gas Stove",
              59,
              SizeGuide.ONE,
              "Boils half a litre in two minutes",
              "The burner sits low and wide, so that the wind finds little flame and the pot stands firm."
                  + " Folds into a mug.",
              List.of("98 g", "3,000 W", "Fits screw-on cartridges")),
          new Product(
              "headlamp-400",
              "Headlamp 400",
              49,
              SizeGuide.ONE,
              "Light for the last hour of the way",
              "One button, which can be found with a glove on, and a red light that spares your neighbours."
                  + " Charges from any socket that a phone does.",
              List.of("400 lumens", "76 g", "40 hours on low", "Keeps out rain")),
          new Product(
              "sleeping-bag-0",
              "Sleeping Bag 0°",
              299,
              SizeGuide.LENGTHS,
              "A warm night at freezing point",
              "Wide at the knees, where people move, and close everywhere else. The zip runs around the"
                  + " feet, so that it opens to a blanket.",
              List.of("860 g", "Comfort at 0 °C", "Packs to 7 litres")),
          new Product(
              "hiking-boots",
              "Hiking Boots",
              219,
              SizeGuide.SHOES,
              "Leather boots that last for years",
              "One piece of leather, so there is one seam to look after. Stiff enough for scree, and soft"
                  + " enough to walk home in.",
              List.of("1.2 kg the pair", "Can be resoled", "Takes strap crampons")),
          new Product(
              "water-filter",
              "Water Filter",
              39,
              SizeGuide.ONE,
              "Drink from any stream",
              "Screws onto a soft flask. Squeeze, and drink: hollow fibres keep back what would spoil the"
                  + " week. Shake it clean at night.",
              List.of("62 g", "0.1 µm", "1,000 litres")),
          new Product(
              "dry-bag-20",
              "Dry Bag 20",
              29,
              SizeGuide.ONE,
              "Keeps dry what has to stay dry",
              "Roll it three times and clip it. White inside, so that you find your socks in the dark.",
              List.of("20 litres", "88 g", "Welded seams")),
          new Product(
              "sun-hat",
              "Sun Hat",
              35,
              SizeGuide.HEADS,
              "Shade for neck and ears",
              "A brim that stays up in the wind and folds flat into a pocket. Linen outside, cotton on"
                  + " the forehead.",
              List.of("92 g", "UPF 50", "Floats")),
          new Product(
              "climbing-rope-60",
              "Climbing Rope 60",
              179,
              SizeGuide.ONE,
              "Sixty metres that run smoothly",
              "A single rope for long routes, with a middle mark that stays. The weave changes there as"
                  + " well, so that you feel it.",
              List.of("9.5 mm", "58 g/m", "7 UIAA falls")),
          new Product(
              "bear-canister",
              "Bear Canister",
              79,
              SizeGuide.ONE,
              "Your breakfast stays yours",
              "The lid opens with a coin and with nothing that a bear has. Seven days of food for one, and"
                  + " a stool in the evening.",
              List.of("11 litres", "980 g", "Tested by real bears")));

  private Goods() {}

  /** What is sold under a slug. */
  static Optional<Product> find(String slug) {
    return ALL.stream().filter(product -> product.slug().equals(slug)).findFirst();
  }
}
