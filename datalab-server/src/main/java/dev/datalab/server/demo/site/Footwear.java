package dev.datalab.server.demo.site;

/** Draws what is worn on the feet. */
final class Footwear {
  private static final String RUBBER = "#26332e";
  private static final String FOAM = "#efe9da";

  private Footwear() {}

  static void trailRunner(Drawing to) {
    lugs(to);
    to.area(RUBBER, "M62 240Q60 268 92 270L318 270Q352 268 350 240Z")
        .area(FOAM, "M62 222L350 230Q356 252 340 254L78 254Q58 250 62 222Z")
        .area(
            "#d9642f",
            "M66 228Q58 190 78 156Q90 136 112 146Q134 158 156 144L182 124Q194 118 200 132Q226 176 282 190"
                + "Q340 200 348 232Z")
        .area("#a9461c", "M292 192Q344 204 348 232L286 232Q276 210 292 192Z")
        .area("#b7501f", "M66 228Q58 190 78 156Q86 142 98 142Q112 176 108 230Z")
        .area("#f4d9b0", "M140 232Q170 196 214 188L236 200Q196 208 176 232Z")
        .line("#fff8e8", 6, "M172 142L196 160M184 166L212 172M168 158L190 176")
        .line("#7c2f10", 5, "M86 150Q112 168 150 152L186 126");
  }

  static void hikingBoots(Drawing to) {
    lugs(to);
    to.area(RUBBER, "M66 236Q62 268 92 270L320 270Q352 268 348 236Z")
        .area(
            "#8a5a33",
            "M72 240L78 92Q80 78 96 80L168 74Q182 74 184 88L190 142Q222 176 288 184Q346 194 350 240Z")
        .area("#6d4423", "M296 186Q346 196 350 240L290 240Q280 206 296 186Z")
        .area("#6d4423", "M72 240L76 150Q112 160 112 240Z")
        .area("#3c2a1c", "M76 76Q130 96 184 70L186 104Q130 122 76 108Z")
        .area("#a8754a", "M148 106L186 104L190 142Q204 158 226 168L204 190Q160 164 148 106Z")
        .line("#f0c878", 6, "M150 118L188 124M154 138L194 144M162 158L208 160M178 176L222 172")
        .area("#4a3322", "M66 236L350 238Q352 252 340 252L76 252Q66 250 66 236Z");
  }

  private static void lugs(Drawing to) {
    for (int x = 74; x < 340; x += 24) {
      to.box(RUBBER, x, 262, 14, 18, 4);
    }
  }
}
