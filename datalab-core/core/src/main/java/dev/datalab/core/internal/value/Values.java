package dev.datalab.core.internal.value;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The values of a list, by number from 0: either all of a part, in the order in which they first
 * come, or a few known ones, and one number for all others. One thread's.
 */
public final class Values {
  /** The number of a value that is not counted in this pass. */
  public static final int UNCOUNTED = -1;

  private final Map<String, Integer> numbers = new HashMap<>();
  private final List<String> texts = new ArrayList<>();
  private final ValuePart part;
  private final ValueBudget budget;
  private final boolean grows;

  /** All values of a part, as they come. */
  public Values(ValuePart part, ValueBudget budget) {
    this.part = part;
    this.budget = budget;
    grows = true;
  }

  /** These values by their places, all others by the number of these values. */
  public Values(List<String> known) {
    part = ValuePart.WHOLE;
    budget = new ValueBudget(known.size());
    known.forEach(this::add);
    grows = false;
  }

  /**
   * The number of a value.
   *
   * @throws TooManyValuesException if it is a new one, and there is no room for it
   */
  public int of(String value) {
    Integer known = numbers.get(value);
    if (known != null) {
      return known;
    } else if (!grows) {
      return texts.size();
    }
    return part.has(value) ? add(value) : UNCOUNTED;
  }

  private int add(String value) {
    budget.take();
    int number = texts.size();
    numbers.put(value, number);
    texts.add(value);
    return number;
  }

  /** How many values have a number of their own. */
  public int size() {
    return texts.size();
  }

  /** The value of a number. */
  public String text(int number) {
    return texts.get(number);
  }
}
