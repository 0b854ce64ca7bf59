package dev.datalab.server.demo.site;

/** Draws where it all is used. */
final class Landscape {
  private Landscape() {}

  /** A valley at daybreak, as wide as a page. */
  static String valley() {
    return new Drawing(1200, 420)
        .box("#f3d3a0", 0, 0, 1200, 420, 0)
        .area("#f7e2bd", "M0 150Q300 110 600 150T1200 140L1200 420L0 420Z")
        .disc("#fff3d6", 806, 118, 46)
        .area(
            "#b9b7a0",
            "M0 300L90 262L170 290L280 246L380 282L470 250L560 276L680 214L760 240L900 96L1010 196L1080 150"
                + "L1200 236L1200 420L0 420Z")
        .area(
            "#fbf4e4",
            "M900 96L944 136L922 130L906 146L890 128L868 129ZM1080 150L1106 169L1088 166L1074 176L1060 163Z")
        .area(
            "#7f9683",
            "M0 320L90 250L200 300L330 220L470 300L590 240L720 310L850 236L980 300L1090 250L1200 300L1200 420L0"
                + " 420Z")
        .area("#4f7462", "M0 360Q160 300 330 344T660 340T980 330T1200 350L1200 420L0 420Z")
        .area("#2c4f41", "M0 396Q200 350 420 388T820 380T1200 392L1200 420L0 420Z")
        .area("#234136", trees())
        .line("#f3d3a0", 5, "M560 420Q600 392 566 376Q540 362 580 346Q610 334 592 322")
        .area("#d9642f", "M676 366L700 326L724 366Z")
        .area("#8f3a17", "M696 366L701 342L708 366Z")
        .svg();
  }

  /** Firs along the lower edge, each a little different. */
  private static String trees() {
    StringBuilder firs = new StringBuilder();
    for (int i = 0; i < 26; i++) {
      int x = 14 + i * 47 + i * i * 13 % 23;
      int height = 40 + i * 29 % 37;
      int foot = 414 - i * 17 % 19;
      firs.append(
          "M%d %dL%d %dL%d %dZ"
              .formatted(x, foot - height, x - height / 4, foot, x + height / 4, foot));
    }
    return firs.toString();
  }

  /** The shop's sign. */
  static String logo() {
    return new Drawing(64, 64)
        .box("#2f5f4a", 0, 0, 64, 64, 16)
        .disc("#f2c14e", 44, 20, 7)
        .area("#f4ead2", "M8 50L26 20L38 40L43 33L56 50Z")
        .area("#c9d8c2", "M26 20L33 32L27 30L22 34L19 31Z")
        .svg();
  }
}
