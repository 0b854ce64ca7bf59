package dev.datalab.core.match;

import com.google.re2j.Pattern;
import java.util.List;

/** Replaces names by {@link CleaningRule}s. Immutable and safe for use by several threads. */
public final class NameCleaner {
  private final List<CleaningRule> rules;
  private final List<Pattern> patterns;

  /** Cleans by these rules, in their order. */
  public NameCleaner(List<CleaningRule> rules) {
    this.rules = List.copyOf(rules);
    this.patterns = rules.stream().map(rule -> Pattern.compile(rule.pattern())).toList();
  }

  /** What the first rule makes of the name whose pattern is found in it; else the name itself. */
  public String clean(String name) {
    for (int i = 0; i < patterns.size(); i++) {
      if (patterns.get(i).matcher(name).find()) {
        return rules.get(i).as();
      }
    }
    return name;
  }
}
