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
import java.io.StringReader;
import java.util.List;
import me.tongfei.progressbar.ProgressBar;

/**
 * The first user of a server: founds an organization, makes an app with a funnel, imports two weeks
 * of history. Each step looks first whether it was done at an earlier start, so a demo that was cut
 * off anywhere goes on from there.
 */
final class Filling {
  /** Whoever signs in. */
  static final String USER = "demo";

  private static final String IMPORT_KEY = "demo-history";
  private static final int UNAUTHORIZED = 401;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final ApiClient client;
  private final Steps steps;

  private Filling(ApiClient client, Steps steps) {
    this.client = client;
    this.steps = steps;
  }

  /** Signs in, or up at the first start. */
  static Filling of(String server, DemoState state, Steps steps) throws IOException {
    ApiClient client = ApiClient.of(server);
    ObjectNode credentials =
        JSON.createObjectNode().put("username", USER).put("password", state.password());
    JsonNode session;
    try {
      session = client.post("/api/v1/auth/login", credentials.toString());
      steps.done("signed in as %s of %s", USER, ShopApp.ORGANIZATION);
    } catch (ApiProblem e) {
      if (e.status() != UNAUTHORIZED) {
        throw e;
      }
      ObjectNode person =
          credentials
              .put("email", "demo@shop.example")
              .put("firstName", "Dana")
              .put("lastName", "Demo")
              .put("position", "Shop manager")
              .put("organization", ShopApp.ORGANIZATION);
      session = client.post("/api/v1/auth/register", person.toString());
      steps.done("%s founded %s", USER, ShopApp.ORGANIZATION);
    }
    return new Filling(client.signedIn(session.path("accessToken").asText()), steps);
  }

  /** Calls the server as the demo's user. */
  ApiClient client() {
    return client;
  }

  /**
   * The id of the shop's app, which is made if there is none.
   *
   * @param site the origin that the shop is at now
   */
  String app(String site) throws IOException {
    for (JsonNode app : client.get("/api/v1/apps").path("apps")) {
      if (app.path("name").asText().equals(ShopApp.NAME)) {
        String id = app.path("id").asText();
        if (app.path("locked").asBoolean()) {
          steps.done("the app '%s' is there", ShopApp.NAME);
        } else {
          client.patch("/api/v1/apps/" + id, address(site).toString());
          configure(id);
          steps.done("the app '%s' is there, and not locked", ShopApp.NAME);
        }
        return id;
      }
    }
    ObjectNode app = address(site).put("name", ShopApp.NAME).put("visibility", "public");
    String id = client.post("/api/v1/apps", app.toString()).path("app").path("id").asText();
    configure(id);
    steps.done("made the app '%s' with its funnel", ShopApp.NAME);
    return id;
  }

  /** Any port will do, so that a locked app is not left behind by a start on another one. */
  private static ObjectNode address(String site) {
    ObjectNode app = JSON.createObjectNode().put("url", site);
    app.putArray("origins").add("http://localhost:*").add("http://127.0.0.1:*");
    return app;
  }

  private void configure(String app) throws IOException {
    String path = "/api/v1/apps/" + app + "/config";
    if (client.get(path).path("config").path("funnels").isEmpty()) {
      client.put(path, ShopApp.CONFIGURATION);
    }
  }

  /** Imports the history's lines, or what is missing of them. */
  void importHistory(String app, List<String> lines) throws IOException {
    long begin = System.nanoTime();
    Importing importing = new Importing(client, app, IMPORT_KEY);
    if (importing.resumeFrom() > lines.size()) {
      steps.done("two weeks of history are there, %,d events", lines.size());
      return;
    }
    BufferedReader reader = new BufferedReader(new StringReader(String.join("\n", lines)));
    Importing.Outcome outcome;
    try (ProgressBar bar = Bars.bar("Importing", lines.size(), " events")) {
      outcome = importing.send(reader, bar::stepTo);
    }
    steps.done(
        "imported two weeks of history, %,d events in %.1f s",
        outcome.accepted(), (System.nanoTime() - begin) / 1e9);
  }
}
