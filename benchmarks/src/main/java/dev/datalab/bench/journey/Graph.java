package dev.datalab.bench.journey;

import dev.datalab.core.journey.JourneyAnswer;
import dev.datalab.core.journey.JourneyAnswer.Node;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A journey's answer in a form that both sides can give.
 *
 * @param nodes {@code [visitors, exits]} by {@code "step name"}
 * @param edges visitors by {@code "step name > name"}
 * @param paths visitors of the most common whole paths, in their order
 * @param otherPaths how many other whole paths there are
 */
record Graph(
    Map<String, List<Long>> nodes, Map<String, Long> edges, List<Long> paths, long otherPaths) {

  /** As the engine answers. */
  static Graph of(JourneyAnswer answer) {
    Map<String, List<Long>> nodes = new TreeMap<>();
    Map<String, Long> edges = new TreeMap<>();
    for (Node node : answer.nodes()) {
      nodes.put(
          node.step().orElseThrow() + " " + node.name(), List.of(node.visitors(), node.exits()));
    }
    answer
        .edges()
        .forEach(
            edge -> {
              Node from = answer.nodes().get(edge.from());
              Node to = answer.nodes().get(edge.to());
              edges.put(
                  from.step().orElseThrow() + " " + from.name() + " > " + to.name(),
                  edge.visitors());
            });
    List<Long> paths = answer.paths().stream().map(JourneyAnswer.WholePath::visitors).toList();
    return new Graph(nodes, edges, paths, answer.otherPaths().paths());
  }

  /**
   * As DuckDB answers.
   *
   * @param rows see {@code journey.sql}
   */
  static Graph of(List<List<Object>> rows) {
    Map<String, List<Long>> nodes = new TreeMap<>();
    Map<String, Long> edges = new TreeMap<>();
    List<Long> paths = new java.util.ArrayList<>();
    long otherPaths = 0;
    for (List<Object> row : rows) {
      long visitors = number(row.get(4));
      String place = row.get(1) + " " + row.get(2);
      switch (row.get(0).toString()) {
        case "node" -> nodes.put(place, List.of(visitors, number(row.get(5))));
        case "edge" -> edges.put(place + " > " + row.get(3), visitors);
        case "path" -> paths.add(visitors);
        default -> otherPaths = visitors;
      }
    }
    paths.sort(java.util.Comparator.reverseOrder());
    return new Graph(nodes, edges, paths, otherPaths);
  }

  private static long number(Object value) {
    return ((Number) value).longValue();
  }
}
