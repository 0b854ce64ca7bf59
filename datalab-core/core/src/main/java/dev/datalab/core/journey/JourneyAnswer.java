package dev.datalab.core.journey;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The ways that visitors took, as a weighted graph.
 *
 * @param visitors units with a path
 * @param nodes by step, then the most visitors first, then by name; what was merged comes last
 * @param edges by {@code from}, then {@code to}
 * @param paths the most common whole paths, as they are once cut: the most visitors first, then by
 *     their names, compared one by one
 * @param otherPaths the whole paths that are not told
 * @param breakdown one row a value, most units first, then by value; where the question asks for it
 */
public record JourneyAnswer(
    long visitors,
    List<Node> nodes,
    List<Edge> edges,
    List<WholePath> paths,
    OtherPaths otherPaths,
    Optional<List<Row>> breakdown) {
  /** The name of the node that stands for all names without one of their own. */
  public static final String MERGED = "…";

  /** Copies the lists. */
  public JourneyAnswer {
    nodes = List.copyOf(nodes);
    edges = List.copyOf(edges);
    paths = List.copyOf(paths);
    breakdown = breakdown.map(List::copyOf);
  }

  /**
   * A name at a step or, in a graph, a name.
   *
   * @param id its place in the list of nodes, from 0
   * @param step counted from 0 at the beginning of the paths, or backward from their end; none in a
   *     graph
   * @param name of the step; {@value #MERGED} where it stands for others
   * @param visitors units whose path is here
   * @param entries paths that truly begin here, and are not cut
   * @param exits paths that truly end here, and are not cut
   * @param merged how many names it stands for; none where it is one name's own
   */
  public record Node(
      int id,
      OptionalInt step,
      String name,
      long visitors,
      long entries,
      long exits,
      OptionalInt merged) {}

  /**
   * The way from one node straight to another.
   *
   * @param from the id of the node that comes first
   * @param to the id of the node that comes next
   * @param visitors units that went it
   * @param transitions how often it was gone
   * @param time how long it took; where the question asks for it
   */
  public record Edge(int from, int to, long visitors, long transitions, Optional<Time> time) {}

  /**
   * The time from the beginning of a step to the beginning of the next, in seconds, over all
   * transitions. A name straight after itself that is one step begins with the first.
   *
   * @param average the arithmetic mean
   * @param median for an even number the mean of the middle two
   */
  public record Time(double average, double median) {}

  /**
   * A path, as it is once cut.
   *
   * @param names of its steps, in the order of time
   * @param visitors units whose path it is
   */
  public record WholePath(List<String> names, long visitors) {
    /** Copies the list. */
    public WholePath {
      names = List.copyOf(names);
    }
  }

  /**
   * The whole paths that are not told.
   *
   * @param paths how many different ones
   * @param visitors units whose path is one of them
   */
  public record OtherPaths(long paths, long visitors) {}

  /**
   * The units whose path begins with one value of a dimension.
   *
   * @param value empty where the event has none
   * @param visitors units with a path
   * @param steps how many paths get to each step, once cut; empty in a graph
   */
  public record Row(String value, long visitors, List<Long> steps) {
    /** Copies the list. */
    public Row {
      steps = List.copyOf(steps);
    }
  }
}
