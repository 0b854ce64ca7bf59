package dev.datalab.platform.question;

import dev.datalab.core.match.CleaningRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads {@code clean}, {@code [{pattern, as}]}: rules by which names are simplified. */
public final class CleaningRules {
  private CleaningRules() {}

  /**
   * The rules that stand here; those with which something is wrong are noted and left out.
   *
   * @param max the most rules
   */
  public static List<CleaningRule> read(Place at, int max) {
    List<CleaningRule> rules = new ArrayList<>();
    for (Place item : at.items(0, max)) {
      if (item.requireObject()) {
        item.onlyKnows(List.of("pattern", "as"));
        Optional<String> pattern = item.at("pattern").regularExpression();
        Optional<String> as = item.at("as").requireText(CleaningRule.MAX_LENGTH);
        if (pattern.isPresent() && as.isPresent()) {
          item.make(() -> new CleaningRule(pattern.get(), as.get())).ifPresent(rules::add);
        }
      }
    }
    return rules;
  }
}
