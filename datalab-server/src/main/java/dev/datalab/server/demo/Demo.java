package dev.datalab.server.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.datalab.server.client.ApiClient;
import dev.datalab.server.client.ApiProblem;
import dev.datalab.server.client.Bars;
import dev.datalab.server.client.Importing;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringReader;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import me.tongfei.progressbar.ProgressBar;

/**
 * The first user of a server: founds an organization, makes an app with a funnel, imports two weeks
 * of history and asks the funnel. Each step looks first whether it was done at an earlier start, so
 * a demo that was cut off anywhere goes on from there.
 */
public final class Demo {
  private static final String USER = "demo";
  private static final String IMPORT_KEY = "demo-history";
  private static final int UNAUTHORIZED = 401;
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("d MMM yyyy", Locale.ENGLISH);

  private final String server;
  private final DemoState state;
  private final PrintWriter out;

  private Demo(String server, DemoState state, PrintWriter out) {
    this.server = server;
    this.state = state;
    this.out = out;
  }

  /**
   * Fills a server that was started on a directory, or finds that it is filled, and shows the
   * funnel.
   *
   * @param server its address
   * @param directory where its data lives; the demo keeps its notes there
   * @param now ends the history, at the first start
   * @param out is told each step, and then the funnel and how to sign in
   */
  public static void fill(String server, Path directory, Instant now, PrintWriter out)
      throws IOException {
    new Demo(server, DemoState.in(directory, now), out).fill();
  }

  private void fill() throws IOException {
    ApiClient client = signIn();
    String app = app(client);
    importHistory(client, app);
    showFunnel(client, app);
    out.println();
    out.println("  API        " + server + "/docs");
    out.println("  Sign in    " + USER + " / " + state.password());
    out.println("  App        " + app);
    out.flush();
  }

  private ApiClient signIn() throws IOException {
    ApiClient client = ApiClient.of(server);
    JsonNode session;
    try {
      session = client.post("/api/v1/auth/login", credentials().toString());
      step("signed in as %s of %s", USER, Shop.ORGANIZATION);
    } catch (ApiProblem e) {
      if (e.status() != UNAUTHORIZED) {
        throw e;
      }
      ObjectNode person =
          credentials()
              .put("email", "demo@shop.example")
              .put("firstName", "Dana")
              .put("lastName", "Demo")
              .put("position", "Shop manager")
              .put("organization", Shop.ORGANIZATION);
      session = client.post("/api/v1/auth/register", person.toString());
      step("%s founded %s", USER, Shop.ORGANIZATION);
    }
    return client.signedIn(session.path("accessToken").asText());
  }

  private ObjectNode credentials() {
    return JSON.createObjectNode().put("username", USER).put("password", state.password());
  }

  private String app(ApiClient client) throws IOException {
    for (JsonNode app : client.get("/api/v1/apps").path("apps")) {
      if (app.path("name").asText().equals(Shop.NAME)) {
        String id = app.path("id").asText();
        configure(client, id);
        step("the app '%s' is there", Shop.NAME);
        return id;
      }
    }
    ObjectNode app =
        JSON.createObjectNode()
            .put("name", Shop.NAME)
            .put("url", Shop.URL)
            .put("visibility", "public");
    String id = client.post("/api/v1/apps", app.toString()).path("app").path("id").asText();
    configure(client, id);
    step("made the app '%s' with its funnel", Shop.NAME);
    return id;
  }

  private static void configure(ApiClient client, String app) throws IOException {
    String path = "/api/v1/apps/" + app + "/config";
    if (client.get(path).path("config").path("funnels").isEmpty()) {
      client.put(path, Shop.CONFIGURATION);
    }
  }

  private void importHistory(ApiClient client, String app) throws IOException {
    long begin = System.nanoTime();
    List<String> lines = ShopHistory.lines(state.seed(), state.historyEnd());
    Importing importing = new Importing(client, app, IMPORT_KEY);
    if (importing.resumeFrom() > lines.size()) {
      step("two weeks of history are there, %,d events", lines.size());
      return;
    }
    BufferedReader reader = new BufferedReader(new StringReader(String.join("\n", lines)));
    Importing.Outcome outcome;
    try (ProgressBar bar = Bars.bar("Importing", lines.size(), " events")) {
      outcome = importing.send(reader, bar::stepTo);
    }
    step(
        "imported two weeks of history, %,d events in %.1f s",
        outcome.accepted(), (System.nanoTime() - begin) / 1e9);
  }

  private void showFunnel(ApiClient client, String app) throws IOException {
    Instant from = state.historyEnd().minus(ShopHistory.LENGTH);
    ObjectNode question =
        JSON.createObjectNode()
            .put("from", from.toString())
            .put("to", state.historyEnd().toString())
            .put("funnel", Shop.FUNNEL);
    JsonNode answer = client.post("/api/v1/apps/" + app + "/analysis/funnel", question.toString());
    out.println();
    out.println(
        String.format(
            Locale.ROOT,
            "  Purchase, %s to %s: %,d visitors",
            day(from),
            day(state.historyEnd()),
            answer.path("visitors").asLong()));
    out.println();
    FunnelTable.lines(answer).forEach(out::println);
  }

  private static String day(Instant time) {
    return DAY.format(LocalDate.ofInstant(time, ZoneOffset.UTC));
  }

  private void step(String what, Object... values) {
    out.println("  ✓ " + String.format(Locale.ROOT, what, values));
    out.flush();
  }
}
