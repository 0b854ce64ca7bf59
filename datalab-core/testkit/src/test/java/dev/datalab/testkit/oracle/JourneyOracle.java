package dev.datalab.testkit.oracle;

import dev.datalab.core.event.Event;
import dev.datalab.core.funnel.Stage;
import dev.datalab.core.journey.JourneyAnswer;
import dev.datalab.core.journey.JourneyAnswer.Edge;
import dev.datalab.core.journey.JourneyAnswer.Node;
import dev.datalab.core.journey.JourneyAnswer.OtherPaths;
import dev.datalab.core.journey.JourneyAnswer.Row;
import dev.datalab.core.journey.JourneyAnswer.Time;
import dev.datalab.core.journey.JourneyAnswer.WholePath;
import dev.datalab.core.journey.JourneyQuestion;
import dev.datalab.core.journey.JourneyQuestion.By;
import dev.datalab.core.journey.JourneyQuestion.Direction;
import dev.datalab.core.journey.JourneyQuestion.Form;
import dev.datalab.core.match.CleaningRule;
import dev.datalab.core.match.Matcher;
import dev.datalab.core.query.Unit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Answers a question about journeys, one unit and one step after the other. */
final class JourneyOracle {
  /** A step of a path: its name, and the event in which it begins. */
  private record Step(String name, Occurrence event) {}

  /**
   * A unit's path.
   *
   * @param first the event in which it begins, before it is cut
   * @param steps in the order of time, once cut
   * @param begins whether its beginning was not cut off
   * @param ends whether its end was not cut off
   */
  private record Path(Occurrence first, List<Step> steps, boolean begins, boolean ends) {
    List<String> names() {
      return steps.stream().map(Step::name).toList();
    }
  }

  /** Where a step of a path stands: at a step (0 in a graph), and under a name, maybe merged. */
  private record Spot(int step, String name, boolean merged) {}

  private final AppCase app;
  private final JourneyQuestion question;
  private final NaiveFields fields;
  private final List<Path> paths = new ArrayList<>();

  private JourneyOracle(AppCase app, JourneyQuestion question) {
    this.app = app;
    this.question = question;
    this.fields = new NaiveFields(app.site());
    units().values().forEach(unit -> path(unit).ifPresent(paths::add));
  }

  static JourneyAnswer answer(AppCase app, JourneyQuestion question) {
    return new JourneyOracle(app, question).answer();
  }

  /** The events of the kind of each unit, in order, in the range and filters. */
  private Map<String, List<Step>> units() {
    Map<String, List<Step>> units = new TreeMap<>();
    NaiveSessions.byVisitor(app.selected(question.range()))
        .forEach(
            (visitor, occurrences) -> {
              for (Occurrence each : occurrences) {
                boolean inRange =
                    question.range().fromMillis() <= each.time()
                        && each.time() < question.range().toMillis();
                Optional<String> name = name(each.event());
                if (inRange && name.isPresent() && fields.holds(question.filter(), each)) {
                  String unit = question.unit() == Unit.SESSION ? each.session() : visitor;
                  units
                      .computeIfAbsent(unit, u -> new ArrayList<>())
                      .add(new Step(clean(name.get()), each));
                }
              }
            });
    return units;
  }

  /** The event's name, if it is of the kind. */
  private Optional<String> name(Event event) {
    if (question.by() instanceof By.Url) {
      // "A URL's name is its path without a trailing slash"; a leaving is no event to journeys.
      return event instanceof Event.UrlChange change && !change.to().isEmpty()
          ? Optional.of(NaiveMatching.path(change.to()))
          : Optional.empty();
    }
    if (question.by() instanceof By.Event) {
      return event instanceof Event.Custom custom ? Optional.of(custom.name()) : Optional.empty();
    }
    for (Stage stage : ((By.Stages) question.by()).stages()) {
      if (NaiveMatching.matchesAny(stage.anyOf(), event, app.site().url())) {
        return Optional.of(stage.name());
      }
    }
    return Optional.empty();
  }

  /** "The first that is found replaces the whole name." */
  private String clean(String name) {
    for (CleaningRule rule : question.clean()) {
      if (NaiveMatching.found(rule.pattern(), name)) {
        return rule.as();
      }
    }
    return name;
  }

  /**
   * "From its first (or the first that matches `start`) to its last (or the first strictly after
   * that matches `end`; without one it is left out), cut to `steps`. A name straight after itself
   * is one step unless `repeats`."
   */
  private Optional<Path> path(List<Step> events) {
    List<Step> left = new ArrayList<>(events);
    while (!left.isEmpty() && !matches(question.start(), left.get(0))) {
      left.remove(0);
    }
    if (left.isEmpty()) {
      return Optional.empty();
    }
    List<Step> way = new ArrayList<>(List.of(left.remove(0)));
    boolean arrived = question.end().isEmpty();
    for (Step each : left) {
      if (question.end().isEmpty() || !arrived) {
        way.add(each);
      }
      arrived |= question.end().isPresent() && matches(question.end(), each);
    }
    // Ours: `passing` holds a matching event, cut or not.
    boolean passes =
        question.passing().isEmpty() || way.stream().anyMatch(s -> matches(question.passing(), s));
    return arrived && passes ? Optional.of(cut(way)) : Optional.empty();
  }

  private boolean matches(Optional<Matcher> matcher, Step step) {
    return matcher
        .map(m -> NaiveMatching.matches(m, step.event().event(), app.site().url()))
        .orElse(true);
  }

  private Path cut(List<Step> way) {
    List<Step> steps = new ArrayList<>();
    for (Step each : way) {
      boolean again = !steps.isEmpty() && steps.get(steps.size() - 1).name().equals(each.name());
      if (!again || question.repeats()) {
        steps.add(each);
      }
    }
    int over = Math.max(0, steps.size() - question.steps());
    boolean backward = question.direction() == Direction.BACKWARD;
    List<Step> kept =
        backward ? steps.subList(over, steps.size()) : steps.subList(0, steps.size() - over);
    return new Path(way.get(0).event(), kept, over == 0 || !backward, over == 0 || backward);
  }

  private JourneyAnswer answer() {
    Set<Spot> kept = kept();
    List<Spot> order = nodes(kept);
    List<WholePath> whole = wholePaths();
    List<WholePath> told = whole.stream().limit(question.paths()).toList();
    List<WholePath> others = whole.subList(told.size(), whole.size());
    return new JourneyAnswer(
        paths.size(),
        IntStream.range(0, order.size()).mapToObj(id -> node(id, order.get(id), kept)).toList(),
        edges(order, kept),
        told,
        question.paths() == 0
            ? new OtherPaths(0, 0)
            : new OtherPaths(others.size(), others.stream().mapToLong(WholePath::visitors).sum()),
        question.breakdown().map(by -> breakdown()));
  }

  /** The n-th step of a path in the order of time, under its own name. */
  private Spot spot(Path path, int n) {
    int counted = question.direction() == Direction.BACKWARD ? path.steps().size() - 1 - n : n;
    int step = question.form() == Form.GRAPH ? 0 : counted;
    return new Spot(step, path.steps().get(n).name(), false);
  }

  /** All spots of a path, in the order of time. */
  private List<Spot> spots(Path path) {
    return IntStream.range(0, path.steps().size()).mapToObj(n -> spot(path, n)).toList();
  }

  /** The spots of a path as the graph shows them. */
  private List<Spot> shown(Path path, Set<Spot> kept) {
    return spots(path).stream()
        .map(s -> kept.contains(s) ? s : new Spot(s.step(), JourneyAnswer.MERGED, true))
        .toList();
  }

  private long visitors(Spot spot) {
    return paths.stream().filter(path -> spots(path).contains(spot)).count();
  }

  /** Per step: the `top` with the most visitors, then by name, that have the least weight. */
  private Set<Spot> kept() {
    Set<Spot> all = paths.stream().flatMap(p -> spots(p).stream()).collect(Collectors.toSet());
    Set<Spot> kept = new HashSet<>();
    for (int step = 0; step < question.steps(); step++) {
      int at = step;
      all.stream()
          .filter(spot -> spot.step() == at && visitors(spot) >= question.minWeight())
          .sorted(Comparator.comparingLong((Spot s) -> -visitors(s)).thenComparing(Spot::name))
          .limit(question.top())
          .forEach(kept::add);
    }
    return kept;
  }

  /** By step, then the most visitors first, then by name; what is merged comes last. */
  private List<Spot> nodes(Set<Spot> kept) {
    Set<Spot> shown = new HashSet<>();
    paths.forEach(path -> shown.addAll(shown(path, kept)));
    return shown.stream()
        .sorted(
            Comparator.comparingInt(Spot::step)
                .thenComparing(Spot::merged)
                .thenComparingLong(s -> -visitors(s))
                .thenComparing(Spot::name))
        .toList();
  }

  private Node node(int id, Spot spot, Set<Spot> kept) {
    Set<String> merged = new TreeSet<>();
    long visitors = 0;
    long entries = 0;
    long exits = 0;
    for (Path path : paths) {
      List<Spot> shown = shown(path, kept);
      visitors += shown.contains(spot) ? 1 : 0;
      entries += path.begins() && shown.get(0).equals(spot) ? 1 : 0;
      exits += path.ends() && shown.get(shown.size() - 1).equals(spot) ? 1 : 0;
      for (Spot own : spots(path)) {
        if (own.step() == spot.step() && !kept.contains(own)) {
          merged.add(own.name());
        }
      }
    }
    return new Node(
        id,
        question.form() == Form.GRAPH ? OptionalInt.empty() : OptionalInt.of(spot.step()),
        spot.name(),
        visitors,
        entries,
        exits,
        spot.merged() ? OptionalInt.of(merged.size()) : OptionalInt.empty());
  }

  /** "`visitors` of an edge counts units once, `transitions` every time." */
  private List<Edge> edges(List<Spot> order, Set<Spot> kept) {
    List<Edge> edges = new ArrayList<>();
    for (int from = 0; from < order.size(); from++) {
      for (int to = 0; to < order.size(); to++) {
        long visitors = 0;
        List<Long> times = new ArrayList<>();
        for (Path path : paths) {
          List<Spot> shown = shown(path, kept);
          int before = times.size();
          for (int n = 1; n < shown.size(); n++) {
            if (shown.get(n - 1).equals(order.get(from)) && shown.get(n).equals(order.get(to))) {
              times.add(
                  path.steps().get(n).event().time() - path.steps().get(n - 1).event().time());
            }
          }
          visitors += times.size() > before ? 1 : 0;
        }
        if (visitors > 0) {
          edges.add(
              new Edge(
                  from,
                  to,
                  visitors,
                  times.size(),
                  question.time() ? Optional.of(time(times)) : Optional.empty()));
        }
      }
    }
    return edges;
  }

  private static Time time(List<Long> millis) {
    Collections.sort(millis);
    int n = millis.size();
    double sum = millis.stream().mapToLong(Long::longValue).sum();
    double middle = millis.get((n - 1) / 2) + (double) millis.get(n / 2);
    return new Time(sum / n / 1_000, middle / 2 / 1_000);
  }

  private List<WholePath> wholePaths() {
    Map<List<String>, Long> counted =
        paths.stream().collect(Collectors.groupingBy(Path::names, Collectors.counting()));
    List<WholePath> whole = new ArrayList<>();
    counted.forEach((names, visitors) -> whole.add(new WholePath(names, visitors)));
    whole.sort(
        Comparator.comparingLong((WholePath p) -> -p.visitors())
            .thenComparing(WholePath::names, JourneyOracle::compare));
    return whole;
  }

  private static int compare(List<String> one, List<String> other) {
    for (int i = 0; i < Math.min(one.size(), other.size()); i++) {
      if (!one.get(i).equals(other.get(i))) {
        return one.get(i).compareTo(other.get(i));
      }
    }
    return one.size() - other.size();
  }

  private List<Row> breakdown() {
    Map<String, List<Path>> byValue = new TreeMap<>();
    for (Path path : paths) {
      String value = question.breakdown().flatMap(by -> fields.value(by, path.first())).orElse("");
      byValue.computeIfAbsent(value, v -> new ArrayList<>()).add(path);
    }
    List<Row> rows = new ArrayList<>();
    byValue.forEach(
        (value, theirs) -> {
          List<Long> steps = new ArrayList<>();
          for (int step = 0; step < question.steps() && question.form() == Form.STEPS; step++) {
            int at = step;
            steps.add(theirs.stream().filter(path -> path.steps().size() > at).count());
          }
          rows.add(new Row(value, theirs.size(), steps));
        });
    rows.sort(Comparator.comparingLong(row -> -row.visitors()));
    return rows;
  }
}
