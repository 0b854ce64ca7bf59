package dev.datalab.core.journey;

import dev.datalab.core.Analysis;
import dev.datalab.core.event.Dimensions;
import dev.datalab.core.event.Dimensions.Utm;
import dev.datalab.core.event.Element;
import dev.datalab.core.event.Event;
import dev.datalab.core.event.EventProperties;
import dev.datalab.core.event.RecordedEvent;
import dev.datalab.core.journey.JourneyAnswer.Edge;
import dev.datalab.core.journey.JourneyAnswer.Node;
import dev.datalab.core.journey.JourneyQuestion.By;
import dev.datalab.core.match.Matcher;
import dev.datalab.core.match.Matcher.UrlOp;
import dev.datalab.core.query.Range;
import dev.datalab.core.query.Scope;
import dev.datalab.core.query.Site;
import dev.datalab.core.store.EventStore;
import dev.datalab.core.store.Frame;
import dev.datalab.core.store.Partition;
import dev.datalab.core.store.memory.InMemoryEventStore;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * Visits as text, {@code "/ /basket #buy !purchase <"}: pages, clicks, events of the site's own and
 * a leaving, one every ten seconds of a day; and what a journey says of them, as text.
 */
final class Trips {
  static final long START = Instant.parse("2026-11-02T00:00:00Z").toEpochMilli();
  static final Range DAY = new Range(START, START + 86_400_000);
  static final Scope SCOPE =
      new Scope(
          "app", OptionalInt.of(0), new Site("https://shop.example", ZoneOffset.UTC, List.of()));

  private final List<RecordedEvent> events = new ArrayList<>();

  /** A visitor's way. */
  Trips visit(String visitor, String way) {
    return visit(visitor, "", 0, way);
  }

  /** A visitor's way with a browser, from so many seconds after midnight. */
  Trips visit(String visitor, String browser, long second, String way) {
    long at = START + second * 1_000;
    for (String word : way.split(" ")) {
      events.add(
          new RecordedEvent(
              visitor,
              "",
              1,
              events.size() + 1,
              new Dimensions("", browser, "", "", "", "", Utm.NONE),
              "",
              event(at, word)));
      at += 10_000;
    }
    return this;
  }

  private static Event event(long time, String word) {
    EventProperties none = EventProperties.NONE;
    return switch (word.charAt(0)) {
      case '<' -> new Event.UrlChange(time, "/left", "", none, -1);
      case '!' ->
          new Event.Custom(
              time,
              "",
              word.endsWith("+") ? new EventProperties(Map.of("plan", "pro")) : none,
              word.substring(1).replace("+", ""));
      case '#' -> new Event.Click(time, "", none, List.of(Element.ofTarget(word)), 0, 0, -1);
      default -> new Event.UrlChange(time, "", word, none, -1);
    };
  }

  EventStore store(int buckets) {
    EventStore store = new InMemoryEventStore(buckets, InstantSource.system());
    store.append(Frame.of(new Partition("app", 0), 1, events)).join();
    return store;
  }

  JourneyAnswer ask(JourneyQuestion.Builder question) throws IOException {
    return new Analysis(store(1), Runnable::run, InstantSource.system())
        .journey(SCOPE, question.build());
  }

  static JourneyQuestion.Builder byUrl() {
    return JourneyQuestion.builder(DAY, new By.Url());
  }

  static Matcher page(String path) {
    return new Matcher.Url(UrlOp.EQUALS, path);
  }

  /** {@code "0 / 3 in 3 out 1"}: step, name, visitors, entries, exits; and what is merged. */
  static List<String> nodes(JourneyAnswer answer) {
    return answer.nodes().stream()
        .map(
            node ->
                "%s%s %d in %d out %d%s"
                    .formatted(
                        node.step().isPresent() ? node.step().getAsInt() + " " : "",
                        node.name(),
                        node.visitors(),
                        node.entries(),
                        node.exits(),
                        node.merged().isPresent() ? " of " + node.merged().getAsInt() : ""))
        .toList();
  }

  /** {@code "0 / > 1 /a 2 (3)"}: from, to, visitors, transitions. */
  static List<String> edges(JourneyAnswer answer) {
    return answer.edges().stream()
        .map(
            edge ->
                "%s > %s %d (%d)"
                    .formatted(
                        name(answer, edge.from()),
                        name(answer, edge.to()),
                        edge.visitors(),
                        edge.transitions()))
        .toList();
  }

  /** {@code "/ /a 2"}: names, visitors. */
  static List<String> paths(JourneyAnswer answer) {
    return answer.paths().stream()
        .map(path -> String.join(" ", path.names()) + " " + path.visitors())
        .toList();
  }

  /** The edge between two nodes, of which each is {@code "0 /"}. */
  static Edge edge(JourneyAnswer answer, String from, String to) {
    return answer.edges().stream()
        .filter(edge -> name(answer, edge.from()).equals(from))
        .filter(edge -> name(answer, edge.to()).equals(to))
        .findFirst()
        .orElseThrow();
  }

  private static String name(JourneyAnswer answer, int id) {
    Node node = answer.nodes().get(id);
    return (node.step().isPresent() ? node.step().getAsInt() + " " : "") + node.name();
  }
}
