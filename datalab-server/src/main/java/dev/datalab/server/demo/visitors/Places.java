package dev.datalab.server.demo.visitors;

import dev.datalab.server.demo.visitors.Shopper.Equipment;
import java.util.SplittableRandom;

/** Where on their page the shop's buttons are, as its style sheet lays them out. */
final class Places {
  /** The shop's buttons. */
  static final String ADD_TO_BASKET = "#add-to-basket";

  /** Leads from the basket to the checkout. */
  static final String BUY = "#buy";

  private Places() {}

  /**
   * A button's box, in CSS pixels from the page's upper left.
   *
   * @param width at least 1
   * @param height at least 1
   */
  record Box(int left, int top, int width, int height) {
    int someX(SplittableRandom chance) {
      return left + chance.nextInt(width);
    }

    int someY(SplittableRandom chance) {
      return top + chance.nextInt(height);
    }
  }

  /** The box of a button, on a device. */
  static Box of(String target, Equipment on) {
    int width = on.screenWidth();
    if (target.equals(BUY)) {
      return switch (on.device()) {
        case "mobile" -> new Box(width - 105, 543, 85, 48);
        case "tablet" -> new Box(width - 105, 453, 85, 48);
        default -> new Box(width / 2 + 475, 466, 85, 48);
      };
    }
    if (target.equals(ADD_TO_BASKET)) {
      return switch (on.device()) {
        case "mobile" -> new Box(20, 690, 177, 48);
        case "tablet" -> new Box(width / 2 + 24, 340, 177, 48);
        default -> new Box(width / 2 + 24, 346, 177, 48);
      };
    }
    throw new IllegalArgumentException(target + " is no button of the shop");
  }
}
