package dev.datalab.server.api;

import static dev.datalab.server.api.RunningServer.NOBODY;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.datalab.server.client.visitor.VisitorClient;
import dev.datalab.server.client.visitor.VisitorClientBuilder;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A site that is being measured: its app, locked, and the calls that its pages make.
 *
 * @param number what the names of organization and owner end with
 * @param owner access token of the owner
 * @param app the app's id
 * @param token the app's token
 */
record Site(RunningServer server, int number, String owner, String app, String token) {
  static final String ORIGIN = "https://shop.example";
  private static final AtomicInteger NUMBERS = new AtomicInteger();
  private static final ObjectMapper JSON = new ObjectMapper();

  /** A site of an organization of its own. */
  static Site of(RunningServer server) {
    return of(server, "", "");
  }

  /**
   * A site of an organization of its own.
   *
   * @param settings of its configuration, as {@code "identity":"cookieless"}
   * @param limits of its token, as {@code "sessions":2}
   */
  static Site of(RunningServer server, String settings, String limits) {
    return of(server, ORIGIN, settings, limits);
  }

  /** A site under development, at any port of this machine. */
  static Site local(RunningServer server, String settings) {
    return of(server, "http://localhost:*", settings, "");
  }

  private static Site of(RunningServer server, String origin, String settings, String limits) {
    int number = NUMBERS.incrementAndGet();
    String owner = server.founder("owner" + number, "Org" + number);
    String app =
        server
            .post(
                "/api/v1/apps",
                owner,
                """
                {"name":"site","url":"https://shop.example","visibility":"public","origins":["%s"]}"""
                    .formatted(origin))
            .is(201)
            .text("/app/id");
    server
        .call(
            "PUT",
            "/api/v1/apps/" + app + "/config",
            owner,
            """
            {"funnels":[],"campaigns":[],"elements":[{"id":"e","name":"E","target":"#e"}],
             "settings":{%s}}"""
                .formatted(settings))
        .is(200);
    String token =
        server
            .post(
                "/api/v1/apps/" + app + "/token",
                owner,
                "{\"phrase\":\"Org%d/site\",\"limits\":{%s}}".formatted(number, limits))
            .is(201)
            .text("/token");
    return new Site(server, number, owner, app, token);
  }

  /** The phrase by which the owner means this app. */
  String phrase() {
    return "Org" + number + "/site";
  }

  /** The fields of a hello that every browser sends; more may be put in. */
  ObjectNode greeting() {
    return JSON.createObjectNode()
        .put("now", System.currentTimeMillis())
        .put("url", ORIGIN + "/")
        .put("referrer", "")
        .put("language", "en-GB")
        .put("screen", "1920x1080")
        .put("timeZone", "Europe/London");
  }

  /** A hello from a page of the site. */
  Answer hello(ObjectNode body, String... headers) {
    return hello(token, ORIGIN, body.toString(), headers);
  }

  Answer hello(String appToken, String origin, String body, String... headers) {
    return server.call("POST", "/api/v1/hello", appToken, body, with(origin, headers));
  }

  /** Events without a socket, as {@code navigator.sendBeacon} sends them. */
  Answer post(String body, String... headers) {
    return server.send(
        "POST",
        "/api/v1/events",
        NOBODY,
        BodyPublishers.ofString(body),
        "text/plain;charset=UTF-8",
        with(ORIGIN, headers));
  }

  private static String[] with(String origin, String... headers) {
    List<String> all = new ArrayList<>(List.of(headers));
    if (!origin.isEmpty()) {
      all.add("Origin");
      all.add(origin);
    }
    return all.toArray(String[]::new);
  }

  /** A visitor who is a program. */
  VisitorClientBuilder visitor() {
    return VisitorClient.builder(URI.create("http://localhost:" + server.port()), token)
        .origin(ORIGIN);
  }

  /** A change of page. */
  static ObjectNode page(String path) {
    return JSON.createObjectNode()
        .put("type", 1)
        .put("timestamp", System.currentTimeMillis())
        .putNull("from")
        .put("to", ORIGIN + path);
  }

  /** An access token of the owner for the present time, where a test has put the clock on. */
  String ownerNow() {
    return server
        .post(
            "/api/v1/auth/login",
            NOBODY,
            "{\"username\":\"owner%d\",\"password\":\"correct horse\"}".formatted(number))
        .is(200)
        .text("/accessToken");
  }

  /** The paths of all pages that are stored, in the order of the export. */
  List<String> pages(String archive) {
    String lines =
        server
            .get(
                "/api/v1/apps/"
                    + app
                    + "/export"
                    + (archive.isEmpty() ? "" : "?archive=" + archive),
                ownerNow())
            .is(200)
            .response()
            .body();
    return lines
        .lines()
        .map(
            line ->
                line.replaceAll(".*\"(?:url|to)\":\"(?:https://shop.example)?([^\"]*)\".*", "$1"))
        .toList();
  }
}
