package dev.datalab.core.audience;

import static java.util.Objects.requireNonNull;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How wide a screen is, in CSS pixels as it was held when the session began: what a page's layout
 * goes by. The bounds are those at which layouts commonly change.
 */
public enum ScreenClass {
  /** Below 576 pixels: phones. */
  SMALL(576),
  /** 576 to 991 pixels: tablets, and phones held across. */
  MEDIUM(992),
  /** 992 to 1439 pixels: laptops, and tablets held across. */
  LARGE(1_440),
  /** 1440 pixels and more. */
  WIDE(Integer.MAX_VALUE);

  private static final Pattern SIZE = Pattern.compile("([0-9]{1,5})x[0-9]{1,5}");

  private final int below;

  ScreenClass(int below) {
    this.below = below;
  }

  /** Its name in answers, as {@code small}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The class of a screen.
   *
   * @param screen as {@code 1920x1080}
   * @return none of a text that is no size, or of a width of nothing
   */
  public static Optional<ScreenClass> of(String screen) {
    int width = width(screen).orElse(0);
    for (ScreenClass each : values()) {
      if (width > 0 && width < each.below) {
        return Optional.of(each);
      }
    }
    return Optional.empty();
  }

  /**
   * The width of a screen in CSS pixels, at least 1.
   *
   * @param screen as {@code 1920x1080}
   * @return none of a text that is no size, or of a width of nothing
   */
  public static OptionalInt width(String screen) {
    Matcher size = SIZE.matcher(screen);
    int width = size.matches() ? Integer.parseInt(requireNonNull(size.group(1))) : 0;
    return width > 0 ? OptionalInt.of(width) : OptionalInt.empty();
  }
}
