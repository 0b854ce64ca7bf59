package dev.datalab.testkit.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datalab.core.event.Event;
import dev.datalab.core.funnel.FunnelAnswer;
import dev.datalab.core.funnel.Order;
import dev.datalab.core.funnel.Stage;
import dev.datalab.core.journey.JourneyAnswer;
import dev.datalab.core.journey.JourneyAnswer.Edge;
import dev.datalab.core.journey.JourneyAnswer.Node;
import dev.datalab.core.journey.JourneyAnswer.WholePath;
import dev.datalab.core.journey.JourneyQuestion;
import dev.datalab.core.journey.JourneyQuestion.By;
import dev.datalab.core.journey.JourneyQuestion.Direction;
import dev.datalab.core.journey.JourneyQuestion.Form;
import dev.datalab.core.match.Matcher;
import dev.datalab.core.match.Matcher.UrlOp;
import dev.datalab.core.page.PagesAnswer;
import dev.datalab.core.page.PagesAnswer.PageRow;
import dev.datalab.core.query.Dimension;
import dev.datalab.core.query.Dimension.BuiltIn;
import dev.datalab.core.query.Filter;
import dev.datalab.core.query.Interval;
import dev.datalab.core.query.Unit;
import dev.datalab.core.store.sqlite.SqliteEventStore;
import dev.datalab.testkit.oracle.StoredCase.Asking;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Different questions about the same events have figures in common. Each is asked of random cases;
 * {@code oracle.seed} is the number of the first.
 */
@DisplayName("Funnel, trend, breakdown, pages and journey agree with one another")
class QuestionsAgreeTest {
  private static final int CASES = Math.min(20_000, Integer.getInteger("oracle.cases", 3_000)) / 10;
  private static final long FIRST_SEED = Long.getLong("oracle.seed", 20_261_122L);

  /** Every so manieth case is asked on disk too. */
  private static final int ON_DISK = 10;

  private static final int ALL = JourneyQuestion.MAX_GRAPH_STEPS;

  @TempDir private Path directory;

  /** What is claimed of a case; it fails with an assertion. */
  private interface Claim {
    void holds(Asked asked) throws IOException;
  }

  private void always(Claim claim) throws IOException {
    always(claim, event -> true);
  }

  private void always(Claim claim, Predicate<Event> happens) throws IOException {
    for (long seed = FIRST_SEED; seed < FIRST_SEED + CASES; seed++) {
      RandomApp app = new RandomApp(seed, happens);
      StoredCase.inMemory(app.app, asking(claim, app));
    }
    onDisk(claim, happens);
  }

  /** Some of the cases on disk, half of the events sealed in small blocks. */
  private void onDisk(Claim claim, Predicate<Event> happens) throws IOException {
    try (SqliteEventStore store =
        SqliteEventStore.builder(directory.resolve("events.db"))
            .maintenance(false)
            .blockEvents(4)
            .open()) {
      List<RandomApp> apps = new ArrayList<>();
      List<StoredCase> stored = new ArrayList<>();
      for (long seed = FIRST_SEED; seed < FIRST_SEED + CASES; seed += ON_DISK) {
        RandomApp app = new RandomApp(seed, happens);
        apps.add(app);
        stored.add(new StoredCase(store, "seed-" + seed, app.app));
      }
      stored.stream()
          .flatMap(each -> each.append(0, each.half()).stream())
          .toList()
          .forEach(CompletableFuture::join);
      store.seal();
      stored.stream()
          .flatMap(each -> each.append(each.half(), each.size()).stream())
          .toList()
          .forEach(CompletableFuture::join);
      for (int i = 0; i < apps.size(); i++) {
        stored.get(i).answer(asking(claim, apps.get(i)));
      }
    }
  }

  private static Asking<Boolean> asking(Claim claim, RandomApp app) {
    return (analysis, scope) -> {
      claim.holds(new Asked(app, analysis, scope, app.told()));
      return true;
    };
  }

  @Test
  @DisplayName("a trend's buckets and a breakdown's rows add up to the stages, whatever the bucket")
  void trendAndBreakdownAddUp() throws IOException {
    always(
        asked -> {
          RandomApp app = asked.app();
          List<Stage> stages = List.of(app.stage("a"), app.stage("b"), app.stage("c"));
          FunnelAnswer funnel =
              asked.funnel(
                  stages,
                  app.chance.of(List.of(Order.values())),
                  app.filter,
                  Optional.of(app.chance.of(List.of(Interval.DAY, Interval.WEEK, Interval.MONTH))),
                  Optional.of(Dimension.of(app.chance.of(EventPalette.FIELDS))));
          List<Long> whole = visitors(funnel);
          assertThat(sums(funnel.trend().orElseThrow().stream().map(b -> b.visitors()).toList()))
              .as(asked.told())
              .isEqualTo(whole);
          assertThat(
                  sums(funnel.breakdown().orElseThrow().stream().map(r -> r.visitors()).toList()))
              .as(asked.told())
              .isEqualTo(whole);
        });
  }

  @Test
  @DisplayName("a row of a breakdown is the question with a filter, where visitors have one value")
  void aRowIsAFilter() throws IOException {
    always(
        asked -> {
          RandomApp app = asked.app();
          List<Stage> stages = List.of(app.stage("a"), app.stage("b"));
          FunnelAnswer funnel =
              asked.funnel(
                  stages, Order.ORDERED, app.filter, Optional.empty(), Optional.of(BuiltIn.DEVICE));
          JourneyAnswer journey = asked.journey(asked.byUrl().breakdown(BuiltIn.DEVICE));
          for (String value : List.of("desktop", "mobile")) {
            Filter only =
                new Filter.And(
                    List.of(
                        app.filter,
                        new Filter.Is(BuiltIn.DEVICE, Filter.Op.EQUALS, List.of(value))));
            List<Long> row =
                funnel.breakdown().orElseThrow().stream()
                    .filter(r -> r.value().equals(Optional.of(value)))
                    .findFirst()
                    .map(FunnelAnswer.Row::visitors)
                    .orElse(List.of(0L, 0L));
            assertThat(
                    visitors(
                        asked.funnel(
                            stages, Order.ORDERED, only, Optional.empty(), Optional.empty())))
                .as(asked.told())
                .isEqualTo(row);
            long visitors =
                journey.breakdown().orElseThrow().stream()
                    .filter(r -> r.value().equals(value))
                    .mapToLong(JourneyAnswer.Row::visitors)
                    .sum();
            assertThat(asked.journey(asked.byUrl().filter(only)).visitors())
                .as(asked.told())
                .isEqualTo(visitors);
          }
        });
  }

  @Test
  @DisplayName("who has a path from one matcher to another is who gets through a funnel of the two")
  void startAndEndAreAFunnel() throws IOException {
    always(
        asked -> {
          Matcher first = asked.app().page();
          Matcher second = asked.app().page();
          List<Long> funnel =
              visitors(
                  asked.funnel(
                      List.of(Stage.of("a", first), Stage.of("b", second)),
                      Order.ORDERED,
                      asked.app().filter,
                      Optional.empty(),
                      Optional.empty()));
          assertThat(asked.journey(asked.byUrl().start(first)).visitors())
              .as(asked.told())
              .isEqualTo(funnel.get(0));
          assertThat(asked.journey(asked.byUrl().passing(first)).visitors())
              .as(asked.told())
              .isEqualTo(funnel.get(0));
          assertThat(asked.journey(asked.byUrl().start(first).end(second)).visitors())
              .as(asked.told())
              .isEqualTo(funnel.get(1));
        });
  }

  @Test
  @DisplayName("by stages, the nodes of a graph are who reaches the stages, where none is shared")
  void nodesOfAGraphAreStages() throws IOException {
    always(
        asked -> {
          Stage first = Stage.of("a", equal("/a"));
          Stage second = Stage.of("b", equal("/b"));
          By stages = new By.Stages(List.of(first, second));
          List<Long> funnel = asked.ordered(first, second);
          JourneyAnswer all = asked.journey(asked.by(stages).form(Form.GRAPH).steps(ALL));
          assertThat(node(all, "a")).as(asked.told()).isEqualTo(funnel.get(0));
          assertThat(node(all, "b")).as(asked.told()).isEqualTo(asked.ordered(second).get(0));
          JourneyAnswer started =
              asked.journey(asked.by(stages).start(equal("/a")).form(Form.GRAPH).steps(ALL));
          assertThat(started.visitors()).as(asked.told()).isEqualTo(funnel.get(0));
          assertThat(node(started, "b")).as(asked.told()).isEqualTo(funnel.get(1));
          JourneyAnswer stepped = asked.journey(asked.by(stages).start(equal("/a")).steps(2));
          assertThat(step(stepped, 0, "a")).as(asked.told()).isEqualTo(funnel.get(0));
          assertThat(step(stepped, 1, "b"))
              .as(
                  "whoever goes on from the first stage at all goes on to the second. "
                      + asked.told())
              .isEqualTo(funnel.get(1));
        });
  }

  @Test
  @DisplayName("by a funnel's stages, whole paths give who reaches each, where none is shared")
  void pathsAreFunnels() throws IOException {
    always(
        asked -> {
          List<Stage> stages =
              Stream.of("/b", "/", "/c", "/a")
                  .map(page -> Stage.of("at " + page, equal(page)))
                  .toList();
          List<Long> funnel = asked.ordered(stages.toArray(new Stage[0]));
          JourneyAnswer journey =
              asked.journey(
                  asked
                      .by(new By.Stages(stages))
                      .form(Form.GRAPH)
                      .steps(ALL)
                      .paths(JourneyQuestion.MAX_PATHS));
          for (int k = 0; k < stages.size(); k++) {
            List<String> names = stages.subList(0, k + 1).stream().map(Stage::name).toList();
            long through =
                journey.paths().stream()
                    .filter(path -> goesThrough(path.names(), names))
                    .mapToLong(WholePath::visitors)
                    .sum();
            assertThat(through).as(asked.told()).isEqualTo(funnel.get(k));
          }
        });
  }

  /** Whether these names are among those of a path, in their order. */
  private static boolean goesThrough(List<String> path, List<String> names) {
    Iterator<String> next = names.iterator();
    String wanted = next.next();
    for (String name : path) {
      if (name.equals(wanted)) {
        if (!next.hasNext()) {
          return true;
        }
        wanted = next.next();
      }
    }
    return false;
  }

  @Test
  @DisplayName("an edge of a graph with repeats is a strict funnel of two, where pages are all")
  void edgesOfAGraphAreStrictFunnels() throws IOException {
    always(
        asked -> {
          JourneyAnswer graph =
              asked.journey(asked.byUrl().form(Form.GRAPH).steps(ALL).repeats(true));
          for (String from : List.of("/a", "/b", "/")) {
            for (String to : List.of("/a", "/b", "/")) {
              List<Long> strict =
                  visitors(
                      asked.funnel(
                          List.of(Stage.of("a", equal(from)), Stage.of("b", equal(to))),
                          Order.STRICT,
                          asked.app().filter,
                          Optional.empty(),
                          Optional.empty()));
              assertThat(edge(graph, from, to)).as(asked.told()).isEqualTo(strict.get(1));
            }
          }
        },
        event -> !(event instanceof Event.Custom));
  }

  @Test
  @DisplayName("a journey by session begins, ends and breaks off where the pages say")
  void pagesAreEndsOfJourneys() throws IOException {
    always(
        asked -> {
          PagesAnswer pages = asked.pages();
          JourneyAnswer graph =
              asked.journey(asked.byUrl(Unit.VISITOR).form(Form.GRAPH).steps(ALL).repeats(true));
          JourneyAnswer forward = asked.journey(asked.byUrl(Unit.SESSION).steps(2).repeats(true));
          JourneyAnswer backward =
              asked.journey(asked.byUrl(Unit.SESSION).steps(1).direction(Direction.BACKWARD));
          assertThat(graph.visitors()).as(asked.told()).isEqualTo(pages.visitors());
          assertThat(forward.visitors()).as(asked.told()).isEqualTo(pages.sessions());
          assertThat(graph.edges().stream().mapToLong(Edge::transitions).sum())
              .as(asked.told())
              .isEqualTo(pages.views() - pages.visitors());
          for (PageRow page : pages.pages()) {
            assertThat(node(graph, page.page())).as(asked.told()).isEqualTo(page.visitors());
            assertThat(step(forward, 0, page.page())).as(asked.told()).isEqualTo(page.entries());
            assertThat(step(backward, 0, page.page())).as(asked.told()).isEqualTo(page.exits());
            assertThat(
                    forward.nodes().stream()
                        .filter(n -> n.step().orElse(-1) == 0 && n.name().equals(page.page()))
                        .mapToLong(Node::exits)
                        .sum())
                .as(asked.told())
                .isEqualTo(page.bounces());
          }
        });
  }

  @Test
  @DisplayName("what comes to a node goes on, ends or is cut, however many names are merged")
  void nothingIsLostBetweenSteps() throws IOException {
    always(
        asked -> {
          int steps = 1 + asked.app().chance.below(5);
          JourneyAnswer journey =
              asked.journey(
                  asked
                      .byUrl()
                      .steps(steps)
                      .top(1 + asked.app().chance.below(3))
                      .minWeight(1 + asked.app().chance.below(2))
                      .paths(asked.app().chance.below(4)));
          for (Node node : journey.nodes()) {
            long in = sum(journey.edges().stream().filter(e -> e.to() == node.id()).toList());
            long out = sum(journey.edges().stream().filter(e -> e.from() == node.id()).toList());
            assertThat(in + node.entries()).as(asked.told()).isEqualTo(node.visitors());
            if (node.step().orElseThrow() < steps - 1) {
              assertThat(out + node.exits()).as(asked.told()).isEqualTo(node.visitors());
            }
          }
          long first =
              journey.nodes().stream()
                  .filter(n -> n.step().orElseThrow() == 0)
                  .mapToLong(Node::visitors)
                  .sum();
          assertThat(first).as(asked.told()).isEqualTo(journey.visitors());
          if (journey.otherPaths().paths() > 0 || !journey.paths().isEmpty()) {
            long told = journey.paths().stream().mapToLong(p -> p.visitors()).sum();
            assertThat(told + journey.otherPaths().visitors())
                .as(asked.told())
                .isEqualTo(journey.visitors());
          }
        });
  }

  private static Matcher equal(String path) {
    return new Matcher.Url(UrlOp.EQUALS, path);
  }

  static List<Long> visitors(FunnelAnswer answer) {
    return answer.stages().stream().map(FunnelAnswer.StageResult::visitors).toList();
  }

  /** The sums of the columns; of no row, none of all three. */
  private static List<Long> sums(List<List<Long>> rows) {
    return IntStream.range(0, 3)
        .mapToObj(k -> rows.stream().mapToLong(row -> row.get(k)).sum())
        .toList();
  }

  private static long sum(List<Edge> edges) {
    return edges.stream().mapToLong(Edge::visitors).sum();
  }

  /** The visitors of a name of a graph. */
  private static long node(JourneyAnswer answer, String name) {
    return answer.nodes().stream()
        .filter(node -> node.name().equals(name))
        .mapToLong(Node::visitors)
        .sum();
  }

  /** The visitors of a name at a step. */
  private static long step(JourneyAnswer answer, int step, String name) {
    return answer.nodes().stream()
        .filter(node -> node.step().orElse(-1) == step && node.name().equals(name))
        .mapToLong(Node::visitors)
        .sum();
  }

  /** Who goes from a name of a graph straight to another. */
  private static long edge(JourneyAnswer answer, String from, String to) {
    return answer.edges().stream()
        .filter(edge -> answer.nodes().get(edge.from()).name().equals(from))
        .filter(edge -> answer.nodes().get(edge.to()).name().equals(to))
        .mapToLong(Edge::visitors)
        .sum();
  }
}
