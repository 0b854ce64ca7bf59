package dev.datalab.core.event;

/** The rule that every name obeys: stages, custom events, properties. */
public final class Names {
  /** The longest name, in characters (code points). */
  public static final int MAX_LENGTH = 100;

  private Names() {}

  /**
   * The name itself, if it is 1 to {@value #MAX_LENGTH} characters long.
   *
   * @param what the thing that bears the name, for the message
   * @throws IllegalArgumentException if it is not
   */
  public static String checked(String what, String name) {
    int length = name.codePointCount(0, name.length());
    if (length == 0 || length > MAX_LENGTH) {
      throw new IllegalArgumentException(
          "%s name: 1 to %d characters, not %d; shorten or give it."
              .formatted(what, MAX_LENGTH, length));
    }
    return name;
  }
}
