package dev.datalab.platform.question;

import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** The words of the contract and what they mean, in the order in which they are listed. */
final class Words {
  private Words() {}

  /** The constants of an enumeration by their names in lower case. */
  static <E extends Enum<E>> Map<String, E> of(Class<E> type) {
    Map<String, E> words = new LinkedHashMap<>();
    for (E value : EnumSet.allOf(type)) {
      words.put(value.name().toLowerCase(Locale.ROOT), value);
    }
    return Collections.unmodifiableMap(words);
  }
}
