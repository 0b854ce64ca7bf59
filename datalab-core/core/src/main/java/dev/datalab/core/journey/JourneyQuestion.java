package dev.datalab.core.journey;

import static java.util.Objects.requireNonNull;

import dev.datalab.core.funnel.Stage;
import dev.datalab.core.match.CleaningRule;
import dev.datalab.core.match.Matcher;
import dev.datalab.core.query.Basis;
import dev.datalab.core.query.Dimension;
import dev.datalab.core.query.Filter;
import dev.datalab.core.query.Question;
import dev.datalab.core.query.Range;
import dev.datalab.core.query.Unit;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * Which ways did visitors take?
 *
 * <p>A unit has at most one path: its events of the kind in order, from {@code start} to {@code
 * end}. See the package for how it becomes a graph. Made by {@link #builder}:
 *
 * <pre>{@code
 * JourneyQuestion question =
 *     JourneyQuestion.builder(range, new By.Url())
 *         .start(new Matcher.Url(UrlOp.EQUALS, "/basket"))
 *         .steps(5)
 *         .clean(List.of(new CleaningRule("^/product/", "/product/{id}")))
 *         .build();
 * }</pre>
 *
 * @param range the events that are looked at
 * @param filter an event that fails it is not there for the question
 * @param by which events are steps, and how they are called
 * @param start a path begins at the unit's first event that matches, and a unit without one has no
 *     path; none: at the first event. Asked of events of the kind only, as the next two are
 * @param end a path ends at the first event strictly after its beginning that matches, and a unit
 *     without one has no path; none: at the last event
 * @param passing a unit has a path only if one of the path's events matches, those included that
 *     {@code steps} cuts off
 * @param direction from where steps are counted
 * @param form whether the same name at another step is another node
 * @param steps what a path is cut to: its first steps, or its last ones backward; 1 to {@value
 *     #MAX_STEPS} step by step, 1 to {@value #MAX_GRAPH_STEPS} in a graph
 * @param top how many names have a node of their own, at each step or in the graph: those with the
 *     most visitors, then by name; 1 to {@value #MAX_TOP}
 * @param minWeight how many visitors a name must have for a node of its own; 1 or more
 * @param paths how many whole paths are told, 0 to {@value #MAX_PATHS}
 * @param clean rules by which names are replaced, the first one that is found; at most {@value
 *     #MAX_RULES}
 * @param unit what has a path
 * @param repeats whether a name straight after itself is a step of its own
 * @param time asks for the time that transitions take
 * @param breakdown asks for a row per value of this dimension, as the path's first event has it
 */
public record JourneyQuestion(
    Range range,
    Filter filter,
    By by,
    Optional<Matcher> start,
    Optional<Matcher> end,
    Optional<Matcher> passing,
    Direction direction,
    Form form,
    int steps,
    int top,
    long minWeight,
    int paths,
    List<CleaningRule> clean,
    Unit unit,
    boolean repeats,
    boolean time,
    Optional<Dimension> breakdown)
    implements Question<JourneyAnswer> {
  /** The most steps, step by step. */
  public static final int MAX_STEPS = 20;

  /** The most steps of a path in a graph. */
  public static final int MAX_GRAPH_STEPS = 1_000;

  /** The steps of a question that does not say. */
  public static final int DEFAULT_STEPS = 10;

  /** The most names with a node of their own. */
  public static final int MAX_TOP = 1_000;

  /** The names with a node of their own of a question that does not say. */
  public static final int DEFAULT_TOP = 20;

  /** The most whole paths. */
  public static final int MAX_PATHS = 1_000;

  /** The whole paths of a question that does not say. */
  public static final int DEFAULT_PATHS = 20;

  /** The most cleaning rules. */
  public static final int MAX_RULES = 100;

  /** Requires a question that can be answered. The messages begin with the field at fault. */
  public JourneyQuestion {
    requireNonNull(range, "range");
    requireNonNull(filter, "filter");
    requireNonNull(by, "by");
    requireNonNull(start, "start");
    requireNonNull(end, "end");
    requireNonNull(passing, "passing");
    requireNonNull(direction, "direction");
    requireNonNull(form, "form");
    requireNonNull(unit, "unit");
    requireNonNull(breakdown, "breakdown");
    clean = List.copyOf(clean);
    checkBetween("steps", 1, form == Form.STEPS ? MAX_STEPS : MAX_GRAPH_STEPS, steps);
    checkBetween("top", 1, MAX_TOP, top);
    checkBetween("minWeight", 1, Long.MAX_VALUE, minWeight);
    checkBetween("paths", 0, MAX_PATHS, paths);
    checkBetween("clean", 0, MAX_RULES, clean.size());
  }

  @Override
  public JourneyAnswer answer(Basis basis) throws IOException {
    return JourneyAnalysis.answer(basis.store(), basis.scope(), this, basis.executor());
  }

  private static void checkBetween(String field, long least, long most, long given) {
    if (given < least || given > most) {
      throw new IllegalArgumentException(
          "%s: %,d to %,d, not %,d.".formatted(field, least, most, given));
    }
  }

  /** Begins a question; what is not said is as in the constants above. */
  public static Builder builder(Range range, By by) {
    return new Builder(range, by);
  }

  /** Which events are the steps of a path, and how they are called. */
  public sealed interface By {
    /** The pages that are entered, by their path without a trailing slash. */
    record Url() implements By {}

    /** The site's own events, by their names. */
    record Event() implements By {}

    /**
     * The events that enter a stage of a funnel, by the stage's name; one that matches several is
     * the first of them in this order. Whether a stage is optional, and its {@code within}, have no
     * say.
     *
     * @param stages 1 to {@value dev.datalab.core.funnel.FunnelQuestion#MAX_STAGES}
     */
    record Stages(List<Stage> stages) implements By {
      /** Requires a stage. */
      public Stages {
        stages = List.copyOf(stages);
        checkBetween("stages", 1, dev.datalab.core.funnel.FunnelQuestion.MAX_STAGES, stages.size());
      }
    }
  }

  /** From where steps are counted. */
  public enum Direction {
    /** From the beginning of a path: step 0 is its first. */
    FORWARD,
    /** From the end of a path: step 0 is its last, step 1 the one before it. */
    BACKWARD
  }

  /** Whether the same name at another step is another node. */
  public enum Form {
    /** A node is a name at a step, so that edges lead from step to step. */
    STEPS,
    /** A node is a name, wherever in a path it stands. */
    GRAPH
  }

  /** Takes what a question says. For use by one thread. */
  public static final class Builder {
    private final Range range;
    private final By by;
    private Filter filter = Filter.ALL;
    private Optional<Matcher> start = Optional.empty();
    private Optional<Matcher> end = Optional.empty();
    private Optional<Matcher> passing = Optional.empty();
    private Direction direction = Direction.FORWARD;
    private Form form = Form.STEPS;
    private int steps = DEFAULT_STEPS;
    private int top = DEFAULT_TOP;
    private long minWeight = 1;
    private int paths = DEFAULT_PATHS;
    private List<CleaningRule> clean = List.of();
    private Unit unit = Unit.VISITOR;
    private boolean repeats;
    private boolean time;
    private Optional<Dimension> breakdown = Optional.empty();

    private Builder(Range range, By by) {
      this.range = range;
      this.by = by;
    }

    /** See {@link JourneyQuestion#filter}. */
    public Builder filter(Filter filter) {
      this.filter = filter;
      return this;
    }

    /** See {@link JourneyQuestion#start}. */
    public Builder start(Matcher start) {
      this.start = Optional.of(start);
      return this;
    }

    /** See {@link JourneyQuestion#end}. */
    public Builder end(Matcher end) {
      this.end = Optional.of(end);
      return this;
    }

    /** See {@link JourneyQuestion#passing}. */
    public Builder passing(Matcher passing) {
      this.passing = Optional.of(passing);
      return this;
    }

    /** See {@link JourneyQuestion#direction}. */
    public Builder direction(Direction direction) {
      this.direction = direction;
      return this;
    }

    /** See {@link JourneyQuestion#form}. */
    public Builder form(Form form) {
      this.form = form;
      return this;
    }

    /** See {@link JourneyQuestion#steps}. */
    public Builder steps(int steps) {
      this.steps = steps;
      return this;
    }

    /** See {@link JourneyQuestion#top}. */
    public Builder top(int top) {
      this.top = top;
      return this;
    }

    /** See {@link JourneyQuestion#minWeight}. */
    public Builder minWeight(long minWeight) {
      this.minWeight = minWeight;
      return this;
    }

    /** See {@link JourneyQuestion#paths}. */
    public Builder paths(int paths) {
      this.paths = paths;
      return this;
    }

    /** See {@link JourneyQuestion#clean}. */
    public Builder clean(List<CleaningRule> clean) {
      this.clean = List.copyOf(clean);
      return this;
    }

    /** See {@link JourneyQuestion#unit}. */
    public Builder unit(Unit unit) {
      this.unit = unit;
      return this;
    }

    /** See {@link JourneyQuestion#repeats}. */
    public Builder repeats(boolean repeats) {
      this.repeats = repeats;
      return this;
    }

    /** See {@link JourneyQuestion#time}. */
    public Builder time(boolean time) {
      this.time = time;
      return this;
    }

    /** See {@link JourneyQuestion#breakdown}. */
    public Builder breakdown(Dimension breakdown) {
      this.breakdown = Optional.of(breakdown);
      return this;
    }

    /**
     * The question.
     *
     * @throws IllegalArgumentException if it can't be answered; the message begins with the field
     *     at fault
     */
    public JourneyQuestion build() {
      return new JourneyQuestion(
          range, filter, by, start, end, passing, direction, form, steps, top, minWeight, paths,
          clean, unit, repeats, time, breakdown);
    }
  }
}
