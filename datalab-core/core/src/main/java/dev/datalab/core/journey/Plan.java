package dev.datalab.core.journey;

import dev.datalab.core.block.EventBlock;
import dev.datalab.core.block.Symbol;
import dev.datalab.core.funnel.Stage;
import dev.datalab.core.internal.scan.EventMasks;
import dev.datalab.core.journey.JourneyQuestion.By;
import dev.datalab.core.journey.JourneyQuestion.Direction;
import dev.datalab.core.journey.JourneyQuestion.Form;
import dev.datalab.core.match.EventMatch;
import dev.datalab.core.match.Matcher;
import dev.datalab.core.match.NameCleaner;
import dev.datalab.core.match.UrlName;
import dev.datalab.core.query.Unit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A question made ready: how events are called, and what they are to it. What an event is stands in
 * one {@code long}, of which the lower bits are the stages that it enters.
 */
final class Plan {
  static final long STAGES = (1L << 30) - 1;
  static final long START = 1L << 60;
  static final long END = 1L << 61;
  static final long PASSING = 1L << 62;

  final int steps;
  final boolean backward;
  final boolean isGraph;
  final boolean repeats;
  final boolean perSession;
  final boolean hasStart;
  final boolean hasEnd;
  final boolean hasPassing;

  /** The stages' names, cleaned; empty unless they are the steps. */
  final List<String> stageNames;

  private final By by;
  private final NameCleaner cleaner;
  private final List<EventMasks.Rule> rules = new ArrayList<>();

  Plan(JourneyQuestion question, String site) {
    steps = question.steps();
    backward = question.direction() == Direction.BACKWARD;
    isGraph = question.form() == Form.GRAPH;
    repeats = question.repeats();
    perSession = question.unit() == Unit.SESSION;
    hasStart = question.start().isPresent();
    hasEnd = question.end().isPresent();
    hasPassing = question.passing().isPresent();
    by = question.by();
    cleaner = new NameCleaner(question.clean());
    List<Stage> stages = by instanceof By.Stages given ? given.stages() : List.of();
    stageNames = stages.stream().map(stage -> cleaner.clean(stage.name())).toList();
    for (int k = 0; k < stages.size(); k++) {
      for (Matcher matcher : stages.get(k).anyOf()) {
        rules.add(new EventMasks.Rule(EventMatch.of(matcher, site), 1L << k));
      }
    }
    addRule(question.start(), site, START);
    addRule(question.end(), site, END);
    addRule(question.passing(), site, PASSING);
  }

  private void addRule(Optional<Matcher> matcher, String site, long bit) {
    matcher.ifPresent(of -> rules.add(new EventMasks.Rule(EventMatch.of(of, site), bit)));
  }

  /** Whether stages are the steps. */
  boolean byStages() {
    return by instanceof By.Stages;
  }

  /** Whether paths go from a unit's first event to its last. */
  boolean isPlain() {
    return !hasStart && !hasEnd && !hasPassing;
  }

  /** What a block's events are to the plan; null if nobody asks. */
  @Nullable EventMasks masks(EventBlock block) {
    return rules.isEmpty() ? null : EventMasks.of(block, rules, symbol -> 0);
  }

  /** What an event with this symbol is called; empty if it is no step. Not for stages. */
  Optional<String> name(Symbol symbol) {
    if (by instanceof By.Url && symbol instanceof Symbol.Visited visited) {
      return Optional.of(cleaner.clean(UrlName.path(visited.url())));
    } else if (by instanceof By.Event && symbol instanceof Symbol.Named named) {
      return Optional.of(cleaner.clean(named.name()));
    }
    return Optional.empty();
  }
}
