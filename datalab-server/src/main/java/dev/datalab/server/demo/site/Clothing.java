package dev.datalab.server.demo.site;

/** Draws what is worn. */
final class Clothing {
  private Clothing() {}

  static void rainShell(Drawing to) {
    String cloth = "#2f7f8f";
    String fold = "#226170";
    to.area(fold, "M132 92L84 128L58 250L96 260L130 178Z")
        .area(fold, "M268 92L316 128L342 250L304 260L270 178Z")
        .area(cloth, "M140 84L118 104L122 278L278 278L282 104L260 84Z")
        .area("#3b97a8", "M148 100Q138 40 200 36Q262 40 252 100Q226 126 200 126Q174 126 148 100Z")
        .area("#163f49", "M166 98Q162 60 200 58Q238 60 234 98Q220 112 200 112Q180 112 166 98Z")
        .line("#f2c14e", 6, "M200 116L200 276")
        .line("#174750", 5, "M140 208L176 222M260 208L224 222")
        .box("#f2c14e", 194, 122, 12, 20, 4)
        .area("#174750", "M122 266L278 266L278 278L122 278Z");
  }

  static void merinoTee(Drawing to) {
    String wool = "#7c8f5a";
    to.area(
            wool,
            "M150 66L92 92L56 152L98 176L118 150L116 276L284 276L282 150L302 176L344 152L308 92L250 66"
                + "Q200 104 150 66Z")
        .area("#66784a", "M118 150L98 176L56 152L66 136L110 160Z")
        .area("#66784a", "M282 150L302 176L344 152L334 136L290 160Z")
        .line("#5a6a40", 8, "M150 68Q200 110 250 68")
        .line("#8fa36b", 4, "M130 180L270 180M130 196L270 196")
        .box("#f3efe2", 148, 236, 26, 16, 3);
  }

  static void downJacket(Drawing to) {
    String down = "#c79a2b";
    String seam = "#9a741a";
    to.area(seam, "M132 84L82 118L60 246L100 258L134 170Z")
        .area(seam, "M268 84L318 118L340 246L300 258L266 170Z")
        .area(down, "M144 72Q112 84 118 110L116 272Q200 288 284 272L282 110Q288 84 256 72Z")
        .area("#dfb548", "M158 76Q156 50 200 48Q244 50 242 76Q222 92 200 92Q178 92 158 76Z")
        .line(seam, 5, "M118 124Q160 136 200 128Q240 136 282 124")
        .line(seam, 5, "M117 162Q160 174 200 166Q240 174 283 162")
        .line(seam, 5, "M117 200Q160 212 200 204Q240 212 283 200")
        .line(seam, 5, "M117 238Q160 250 200 242Q240 250 283 238")
        .line(seam, 5, "M72 176Q96 190 126 178M66 214Q88 228 114 220")
        .line(seam, 5, "M328 176Q304 190 274 178M334 214Q312 228 286 220")
        .line("#3d3317", 6, "M200 92L200 280");
  }

  static void sunHat(Drawing to) {
    to.oval("#c9ab74", 200, 226, 166, 48)
        .oval("#b18f57", 200, 230, 130, 30)
        .area("#dcc08a", "M106 222Q104 110 158 96Q200 86 242 96Q296 110 294 222Q200 256 106 222Z")
        .area(
            "#4d6b5c", "M105 206Q104 186 108 168Q200 204 292 168Q296 186 295 206Q200 242 105 206Z")
        .line("#c2a36b", 4, "M150 100Q200 112 250 100")
        .line("#6b5a3a", 5, "M112 240Q150 296 196 272M288 240Q250 296 204 272")
        .disc("#6b5a3a", 200, 272, 8);
  }
}
