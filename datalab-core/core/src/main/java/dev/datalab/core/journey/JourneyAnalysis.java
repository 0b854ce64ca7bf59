package dev.datalab.core.journey;

import dev.datalab.core.internal.filter.BlockFilter;
import dev.datalab.core.internal.filter.BlockValues;
import dev.datalab.core.internal.measure.Durations;
import dev.datalab.core.internal.scan.PerBlock;
import dev.datalab.core.internal.scan.Scans;
import dev.datalab.core.journey.JourneyAnswer.Edge;
import dev.datalab.core.journey.JourneyAnswer.Node;
import dev.datalab.core.journey.JourneyAnswer.OtherPaths;
import dev.datalab.core.journey.JourneyAnswer.Row;
import dev.datalab.core.journey.JourneyAnswer.Time;
import dev.datalab.core.journey.JourneyAnswer.WholePath;
import dev.datalab.core.journey.Passes.Pass;
import dev.datalab.core.journey.PathNames.Frequent;
import dev.datalab.core.query.Distribution;
import dev.datalab.core.query.Scope;
import dev.datalab.core.query.Site;
import dev.datalab.core.store.EventStore;
import dev.datalab.core.store.Scan;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/**
 * Answers a {@link JourneyQuestion}. Hosts ask {@link dev.datalab.core.Analysis}.
 *
 * <h2>Passes</h2>
 *
 * <p>Which names have a node of their own is not known before all paths were seen, and what the
 * names are is of no interest before it is known which ones matter. So paths are gone over twice,
 * as cheaply as can be, and nothing is kept of them in between:
 *
 * <ol>
 *   <li>How many units have each name at each step ({@link NodeCounter}), and how many have each
 *       whole path ({@link PathCounter})? Names and paths are {@linkplain NameHash hashes} here. If
 *       the names are few, all edges between them are counted too ({@link SmallGraph}).
 *   <li>If they are many, or the graph is free, the graph, its nodes being known ({@link
 *       GraphCounter}); and the names of the paths that turned out to be the most common ({@link
 *       PathNames}): where these are all, this pass ends as soon as it has met each of them. A
 *       further pass collects times, if asked for ({@link TimeCollector}): with the counts of edges
 *       their memory is known beforehand.
 * </ol>
 *
 * <p>A pass costs little, because a path is read from its end no further than it is cut, and names
 * are numbers that a block's symbols are looked up by; see {@link PathReader}. No object is made
 * per event or per visitor.
 *
 * <h2>However many names there are</h2>
 *
 * <p>A site may have millions of different addresses, and more different paths. What is counted in
 * the first pass is therefore counted exactly, but in a window of keys if there are too many, and
 * the windows that are left out come in further passes; see {@link KeyCounts}. The memory for it is
 * bounded by a share of the heap (see {@link Budget}), whatever the data; beside it a block in the
 * store's memory has tables of at most 28 bytes a symbol, which go with it.
 *
 * <h2>Ties</h2>
 *
 * <p>Everything is ranked by the most visitors first and then by name (of paths: name by name), so
 * that the same events give the same answer over every store.
 */
public final class JourneyAnalysis {
  private final JourneyQuestion question;
  private final Plan plan;
  private final Budget budget;
  private final Passes passes;
  private final int levels;

  private JourneyAnalysis(JourneyQuestion question, Plan plan, Budget budget, Passes passes) {
    this.question = question;
    this.plan = plan;
    this.budget = budget;
    this.passes = passes;
    this.levels = plan.isGraph ? 1 : plan.steps;
  }

  /**
   * Answers a question.
   *
   * @param executor lends threads for buckets
   * @throws IOException if the store can't be read
   * @throws IllegalArgumentException if the filter can't be evaluated, or the answer would have
   *     more than 200,000 edges or 10,000 rows of a breakdown
   */
  public static JourneyAnswer answer(
      EventStore store, Scope scope, JourneyQuestion question, Executor executor)
      throws IOException {
    return answer(store, scope, question, executor, Budget.ofHeap());
  }

  static JourneyAnswer answer(
      EventStore store, Scope scope, JourneyQuestion question, Executor executor, Budget budget)
      throws IOException {
    BlockFilter.check(question.filter());
    Site site = scope.site();
    Plan plan = new Plan(question, site.url());
    boolean needsSessions =
        BlockFilter.needsSessions(question.filter(), site)
            || question.breakdown().filter(by -> BlockValues.needsSessions(by, site)).isPresent();
    PerBlock<BlockTables> tables =
        new PerBlock<>(block -> BlockTables.of(question, plan, site, block));
    try (Scan scan = Scans.open(store, scope, question.range(), needsSessions)) {
      Passes passes = new Passes(question, plan, needsSessions, tables, scan, executor);
      return new JourneyAnalysis(question, plan, budget, passes).answer();
    }
  }

  private record First(
      NodeCounter nodes,
      SmallGraph graph,
      PathCounter paths,
      BreakdownCounter breakdown,
      JourneyQuestion question)
      implements Pass {
    @Override
    public List<PathSink> sinks() {
      List<PathSink> sinks = new ArrayList<>(List.of(nodes));
      if (graph.isWhole()) {
        sinks.add(graph);
      }
      if (question.paths() > 0) {
        sinks.add(paths);
      }
      if (wantsValues()) {
        sinks.add(breakdown);
      }
      return sinks;
    }

    @Override
    public boolean wantsValues() {
      return question.breakdown().isPresent();
    }
  }

  private record Second(GraphCounter graph, boolean wantsGraph, PathNames paths, Frequent frequent)
      implements Pass {
    @Override
    public List<PathSink> sinks() {
      return wantsGraph ? List.of(graph, paths) : List.of(paths);
    }

    @Override
    public boolean isDone() {
      return !wantsGraph && frequent.allFound();
    }
  }

  /** A pass with one sink. */
  private record Single<S extends PathSink>(S sink, boolean wantsTimes) implements Pass {
    @Override
    public List<PathSink> sinks() {
      return List.of(sink);
    }
  }

  private JourneyAnswer answer() throws IOException {
    KeyCounts[] nodeCounts = new KeyCounts[levels];
    Arrays.setAll(nodeCounts, level -> new KeyCounts(Math.max(1, budget.keys() / levels)));
    KeyCounts pathCounts = new KeyCounts(budget.keys());
    List<First> firsts = passes.overPaths(() -> first(nodeCounts, pathCounts));
    firsts.forEach(pass -> pass.paths().flush());
    int[] different = new int[levels];
    KeptNodes kept = kept(nodeCounts, different);
    GraphCounter graph = new GraphCounter(plan, kept, budget);
    BreakdownCounter breakdown = new BreakdownCounter(plan);
    boolean counted = firsts.stream().allMatch(pass -> pass.graph().isWhole());
    for (First first : firsts) {
      breakdown.add(first.breakdown());
      if (counted) {
        graph.add(first.graph());
      }
    }
    Frequent frequent = Frequent.of(pathCounts, threshold(pathCounts));
    Ranking paths = new Ranking(Math.max(1, question.paths()));
    if (!counted || !frequent.allFound()) {
      for (Second second : passes.overPaths(() -> second(kept, !counted, pathCounts, frequent))) {
        graph.add(second.graph());
        paths.addAll(second.paths().ranking());
      }
    }
    long differentPaths = furtherPaths(pathCounts, paths);
    return toAnswer(kept, different, graph, paths, differentPaths, breakdown);
  }

  private First first(KeyCounts[] nodes, KeyCounts paths) {
    return new First(
        new NodeCounter(plan, nodes),
        new SmallGraph(plan, budget),
        new PathCounter(paths),
        new BreakdownCounter(plan),
        question);
  }

  private Second second(KeptNodes kept, boolean wantsGraph, KeyCounts paths, Frequent frequent) {
    return new Second(
        new GraphCounter(plan, kept, budget),
        wantsGraph,
        new PathNames(plan, paths, frequent, Math.max(1, question.paths())),
        frequent);
  }

  private int threshold(KeyCounts paths) {
    return question.paths() == 0 ? Integer.MAX_VALUE : paths.threshold(question.paths());
  }

  /**
   * The names that have a node of their own, the first windows having been counted.
   *
   * @param different takes how many names there are at each level
   */
  private KeptNodes kept(KeyCounts[] counts, int[] different) throws IOException {
    Ranking[] best = new Ranking[levels];
    Arrays.setAll(best, level -> new Ranking(question.top()));
    while (true) {
      int[] thresholds = new int[levels];
      for (int level = 0; level < levels; level++) {
        different[level] += counts[level].keys();
        thresholds[level] =
            (int)
                Math.max(
                    counts[level].threshold(question.top()),
                    Math.min(question.minWeight(), Integer.MAX_VALUE));
      }
      Supplier<NodeNames> newNames =
          () -> new NodeNames(counts, thresholds, question.top(), budget.keys());
      for (NodeNames names : passes.overNames(newNames)) {
        for (int level = 0; level < levels; level++) {
          best[level].addAll(names.ranking(level));
        }
      }
      if (Arrays.stream(counts).allMatch(KeyCounts::isLast)) {
        return new KeptNodes(Arrays.stream(best).map(Ranking::best).toList());
      }
      for (KeyCounts of : counts) {
        of.next();
      }
      passes.overPaths(() -> new Single<>(new NodeCounter(plan, counts), false));
    }
  }

  /** Ranks the paths of the windows that are left, and says how many paths there are. */
  private long furtherPaths(KeyCounts counts, Ranking paths) throws IOException {
    long different = counts.keys();
    while (question.paths() > 0 && !counts.isLast()) {
      counts.next();
      for (Single<PathCounter> pass :
          passes.overPaths(() -> new Single<>(new PathCounter(counts), false))) {
        pass.sink().flush();
      }
      different += counts.keys();
      Frequent frequent = Frequent.of(counts, threshold(counts));
      for (Single<PathNames> pass :
          passes.overPaths(
              () -> new Single<>(new PathNames(plan, counts, frequent, question.paths()), false))) {
        paths.addAll(pass.sink().ranking());
      }
    }
    return different;
  }

  private JourneyAnswer toAnswer(
      KeptNodes kept,
      int[] different,
      GraphCounter graph,
      Ranking paths,
      long differentPaths,
      BreakdownCounter breakdown)
      throws IOException {
    Cells cells = new Cells(plan, kept);
    int[] ids = new int[cells.nodes()];
    List<Node> nodes = new ArrayList<>();
    for (int node = 0; node < ids.length; node++) {
      if (graph.visitors[node] > 0) {
        ids[node] = nodes.size();
        nodes.add(node(cells, kept, different, graph, node, nodes.size()));
      }
    }
    List<WholePath> told =
        paths.best().stream().map(ranked -> new WholePath(ranked.names(), ranked.count())).toList();
    long visitorsTold = told.stream().mapToLong(WholePath::visitors).sum();
    Optional<List<Row>> rows = question.breakdown().map(by -> breakdown.toRows());
    return new JourneyAnswer(
        graph.paths,
        nodes,
        edges(kept, cells, graph, ids),
        told,
        question.paths() == 0
            ? new OtherPaths(0, 0)
            : new OtherPaths(differentPaths - told.size(), graph.paths - visitorsTold),
        rows);
  }

  private Node node(
      Cells cells, KeptNodes kept, int[] different, GraphCounter graph, int node, int id) {
    int level = cells.level(node);
    int rank = cells.rank(node);
    List<String> names = kept.names(level);
    boolean merged = rank == kept.merged;
    return new Node(
        id,
        plan.isGraph ? OptionalInt.empty() : OptionalInt.of(level),
        merged ? JourneyAnswer.MERGED : names.get(rank),
        graph.visitors[node],
        graph.entries[node],
        graph.exits[node],
        merged ? OptionalInt.of(different[level] - names.size()) : OptionalInt.empty());
  }

  /** An edge whose time is not known yet. */
  private record Counted(int cell, int from, int to, long visitors, long transitions) {}

  private List<Edge> edges(KeptNodes kept, Cells cells, GraphCounter graph, int[] ids)
      throws IOException {
    List<Counted> counted = new ArrayList<>();
    graph.edges.forEach(
        (cell, visitors, transitions) ->
            counted.add(
                new Counted(
                    cell, ids[cells.from(cell)], ids[cells.to(cell)], visitors, transitions)));
    counted.sort(Comparator.comparingInt(Counted::cell));
    Time[] times = question.time() ? times(kept, counted) : new Time[0];
    List<Edge> edges = new ArrayList<>();
    for (int i = 0; i < counted.size(); i++) {
      Counted edge = counted.get(i);
      edges.add(
          new Edge(
              edge.from(),
              edge.to(),
              edge.visitors(),
              edge.transitions(),
              question.time() ? Optional.of(times[i]) : Optional.empty()));
    }
    edges.sort(Comparator.comparingInt(Edge::from).thenComparingInt(Edge::to));
    return edges;
  }

  /** The times of edges: of as many at a time as the budget allows. */
  private Time[] times(KeptNodes kept, List<Counted> edges) throws IOException {
    Time[] times = new Time[edges.size()];
    int from = 0;
    while (from < times.length) {
      int to = from + 1;
      long transitions = edges.get(from).transitions();
      while (to < times.length && transitions + edges.get(to).transitions() <= budget.times()) {
        transitions += edges.get(to++).transitions();
      }
      int[] cells = edges.subList(from, to).stream().mapToInt(Counted::cell).toArray();
      List<Single<TimeCollector>> collected =
          passes.overPaths(() -> new Single<>(new TimeCollector(plan, kept, budget, cells), true));
      TimeCollector all = new TimeCollector(plan, kept, budget, cells);
      collected.forEach(pass -> all.add(pass.sink()));
      for (int edge = from; edge < to; edge++) {
        times[edge] = time(all.times(edge - from));
      }
      from = to;
    }
    return times;
  }

  private static Time time(Durations durations) {
    Distribution distribution = durations.distribution().orElseThrow();
    return new Time(distribution.average(), distribution.median());
  }
}
