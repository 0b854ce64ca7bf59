package dev.datalab.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.datalab.server.client.visitor.VisitorClient;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/**
 * A site with a funnel, on a server that comes and goes, at one port and then another.
 *
 * @param owner access token of who owns the app
 * @param app the app's id
 * @param token the app's token
 */
record LiveSite(String owner, String app, String token) {
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private static final ObjectMapper JSON = new ObjectMapper();

  static LiveSite found(int port) throws IOException, InterruptedException {
    String owner =
        call(
                port,
                "POST",
                "/api/v1/auth/register",
                "",
                """
                {"username":"ada","email":"ada@shop.example","password":"correct horse",
                 "firstName":"A","lastName":"L","position":"","organization":"One"}""")
            .path("accessToken")
            .asText();
    String app =
        call(
                port,
                "POST",
                "/api/v1/apps",
                owner,
                "{\"name\":\"site\",\"url\":\"" + Site.ORIGIN + "\"}")
            .at("/app/id")
            .asText();
    call(
        port,
        "PUT",
        "/api/v1/apps/" + app + "/config",
        owner,
        """
        {"funnels":[{"id":"sale","name":"Sale","stages":[
           {"id":"home","name":"Home","match":{"type":"url","op":"equals","value":"/"}},
           {"id":"basket","name":"Basket","match":{"type":"url","op":"equals","value":"/basket"}}]}]}""");
    String token =
        call(port, "POST", "/api/v1/apps/" + app + "/token", owner, "{\"phrase\":\"One/site\"}")
            .path("token")
            .asText();
    return new LiveSite(owner, app, token);
  }

  VisitorClient visitor(int port) {
    return VisitorClient.builder(URI.create("http://localhost:" + port), token)
        .origin(Site.ORIGIN)
        .build();
  }

  LiveSocket watch(int port) throws IOException, InterruptedException {
    String body = "{\"for\":\"live\",\"app\":\"" + app + "\"}";
    String ticket = call(port, "POST", "/api/v1/tickets", owner, body).path("ticket").asText();
    return LiveSocket.open(port, app, ticket);
  }

  private static JsonNode call(int port, String method, String path, String token, String body)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofString(body));
    if (!token.isEmpty()) {
      request.header("Authorization", "Bearer " + token);
    }
    HttpResponse<String> answer = CLIENT.send(request.build(), BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(path + ": " + answer.body()).isBetween(200, 201);
    return JSON.readTree(answer.body());
  }
}
