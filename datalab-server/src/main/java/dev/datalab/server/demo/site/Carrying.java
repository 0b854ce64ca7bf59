package dev.datalab.server.demo.site;

/** Draws what things are carried and held with. */
final class Carrying {
  private Carrying() {}

  static void summitPack(Drawing to) {
    to.line("#27463c", 14, "M128 110Q92 170 118 250")
        .line("#27463c", 14, "M272 110Q308 170 282 250")
        .area(
            "#3f7a5f",
            "M124 98Q126 62 200 58Q274 62 276 98L288 262Q288 282 266 282L134 282Q112 282 112 262Z")
        .area("#2f5f4a", "M118 78Q120 44 200 40Q280 44 282 78L284 122Q200 148 116 122Z")
        .line("#27463c", 8, "M176 42Q178 22 200 22Q222 22 224 42")
        .area(
            "#4f9273",
            "M138 186L262 186Q270 186 270 196L272 252Q272 266 258 266L142 266Q128 266 128 252L130 196Q130 186 138 186Z")
        .line("#1f3a31", 5, "M142 204L258 204")
        .line("#e8b04a", 6, "M160 112L160 172M240 112L240 172")
        .box("#e8b04a", 150, 138, 20, 14, 3)
        .box("#e8b04a", 230, 138, 20, 14, 3)
        .disc("#1f3a31", 200, 96, 7);
  }

  static void dryBag(Drawing to) {
    to.area("#2e77b5", "M128 112L272 112L284 258Q284 284 200 284Q116 284 116 258Z")
        .area("#245f92", "M236 112L272 112L284 258Q284 276 244 282Q256 200 236 112Z")
        .box("#1b4a74", 120, 76, 160, 44, 12)
        .line("#163c5e", 4, "M128 92L272 92M128 106L272 106")
        .line("#122c44", 9, "M124 84Q96 40 200 38Q304 40 276 84")
        .box("#f2f0e6", 184, 28, 32, 20, 5)
        .disc("#f2f0e6", 196, 196, 34)
        .area("#2e77b5", "M172 208L190 176L202 196L208 188L220 208Z");
  }

  static void trekkingPoles(Drawing to) {
    pole(to, 148, 262, 118);
    pole(to, 252, 138, 282);
  }

  private static void pole(Drawing to, int top, int foot, int strap) {
    int middle = (top * 2 + foot) / 3;
    int low = (top + foot * 2) / 3;
    to.line("#8c9892", 9, "M%d 60L%d 130".formatted(top, middle))
        .line("#d0542e", 7, "M%d 128L%d 204".formatted(middle, low))
        .line("#8c9892", 5, "M%d 202L%d 282".formatted(low, foot))
        .line("#27332e", 14, "M%d 128L%d 136".formatted(middle, middle + (foot - top) / 24))
        .line("#27332e", 12, "M%d 202L%d 208".formatted(low, low + (foot - top) / 30))
        .line(
            "#a9784a",
            18,
            "M%d 36L%d 84".formatted(top - (foot - top) / 10, top + (foot - top) / 12))
        .line("#27332e", 5, "M%d 42Q%d 78 %d 88".formatted(top, strap, (top + strap) / 2))
        .oval("#27332e", low + (foot - low) * 0.75, 262, 17, 5);
  }

  static void climbingRope(Drawing to) {
    for (int ring = 0; ring < 7; ring++) {
      String color = ring % 2 == 0 ? "#c2453d" : "#d96a50";
      int x = 200 - 84 + ring * 6;
      int width = 2 * (200 - x);
      int y = 62 + ring * 7;
      to.line(
          color,
          11,
          "M%d %dC%d %d %d %d %d 190C%d 262 %d 262 %d 190C%d %d %d %d %d %d"
              .formatted(
                  200,
                  y,
                  x + 16,
                  y,
                  x - 12,
                  120,
                  x,
                  x + 8,
                  x + width - 8,
                  x + width,
                  x + width + 12,
                  120,
                  x + width - 16,
                  y,
                  200,
                  y));
    }
    for (int turn = 0; turn < 5; turn++) {
      to.line(
          "#f0b84c",
          11,
          "M150 %dQ200 %d 250 %d".formatted(128 + turn * 11, 142 + turn * 11, 126 + turn * 11));
    }
    to.line("#f0b84c", 11, "M244 176Q300 226 272 278").line("#8f2b25", 12, "M272 272L270 284");
  }
}
