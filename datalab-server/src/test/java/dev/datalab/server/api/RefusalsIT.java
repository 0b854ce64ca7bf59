package dev.datalab.server.api;

import static dev.datalab.server.api.RunningServer.NOBODY;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What every call refuses, and how: one row a call. */
class RefusalsIT {
  private static final String APP = "/api/v1/apps/{app}";
  private static final int LIMIT = 1 << 20;

  /**
   * A call, and what is wrong to send it.
   *
   * @param signedIn whether it takes an access token
   * @param wrong a body with one field that breaks a rule; empty: the call has no body
   * @param pointer where the wrong field is
   */
  private record Call(String method, String path, boolean signedIn, String wrong, String pointer) {
    boolean hasBody() {
      return !wrong.isEmpty();
    }

    boolean isOfAnApp() {
      return path.startsWith(APP);
    }

    String pathOf(String app) {
      return path.replace("{app}", app).replace("{id}", "some");
    }

    String name() {
      return method + " " + path;
    }
  }

  private static Call open(String path, String wrong, String pointer) {
    return new Call("POST", "/api/v1/auth/" + path, false, wrong, pointer);
  }

  private static Call signedIn(String method, String path, String wrong, String pointer) {
    return new Call(method, path, true, wrong, pointer);
  }

  private static Call signedIn(String method, String path) {
    return new Call(method, path, true, "", "");
  }

  private static final List<Call> CALLS =
      List.of(
          open("register", "{\"username\":7}", "/username"),
          open("login", "{\"username\":\"ada\"}", "/password"),
          open("refresh", "{\"refreshToken\":[]}", "/refreshToken"),
          open("logout", "{}", "/refreshToken"),
          signedIn("GET", "/api/v1/users/me"),
          signedIn("PATCH", "/api/v1/users/me", "{\"email\":\"nowhere\"}", "/email"),
          signedIn("GET", "/api/v1/users/me/invitations"),
          signedIn("GET", "/api/v1/users/colleagues"),
          signedIn("POST", "/api/v1/organization/invitations", "{\"email\":true}", "/email"),
          signedIn("GET", "/api/v1/organization/invitations"),
          signedIn("DELETE", "/api/v1/organization/invitations/{id}"),
          signedIn("POST", "/api/v1/apps", "{\"name\":\"x\",\"url\":\"ftp://x\"}", "/url"),
          signedIn("GET", "/api/v1/apps"),
          signedIn("GET", APP),
          signedIn("PATCH", APP, "{\"tags\":[1]}", "/tags/0"),
          signedIn("DELETE", APP),
          signedIn("GET", APP + "/config"),
          signedIn("PUT", APP + "/config", "{\"funnels\":7}", "/funnels"),
          signedIn("POST", APP + "/token", "{\"phrase\":null}", "/phrase"),
          signedIn("POST", APP + "/token/refresh"),
          signedIn("DELETE", APP + "/token"),
          signedIn("POST", APP + "/unlock", "{\"phrase\":{}}", "/phrase"),
          signedIn("GET", APP + "/archives"),
          signedIn("DELETE", APP + "/archives/{id}"),
          signedIn("POST", APP + "/invitations", "{\"username\":[]}", "/username"),
          signedIn("GET", APP + "/invitations"),
          signedIn("POST", APP + "/invitations/{id}/remind"),
          signedIn("POST", APP + "/invitations/{id}/accept"),
          signedIn("POST", APP + "/invitations/{id}/reject"),
          signedIn("DELETE", APP + "/invitations/{id}"),
          signedIn("PATCH", APP + "/members/{id}", "{\"role\":\"KING\"}", "/role"),
          signedIn("DELETE", APP + "/members/{id}"),
          signedIn("GET", APP + "/import/{id}"),
          signedIn("GET", APP + "/export"),
          signedIn(
              "POST",
              APP + "/analysis/funnel",
              """
              {"from":"2026-11-01T00:00:00Z","to":"2026-11-02T00:00:00Z","stages":[]}""",
              "/stages"));

  private static RunningServer server;
  private static String owner = "";
  private static String stranger = "";
  private static String app = "";

  @BeforeAll
  static void start() {
    server = RunningServer.start();
    owner = server.founder("ada", "One");
    stranger = server.founder("bob", "Two");
    app = server.app(owner, "site", "public");
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static Stream<DynamicTest> each(
      Stream<Call> calls, java.util.function.Consumer<Call> test) {
    return calls.map(call -> DynamicTest.dynamicTest(call.name(), () -> test.accept(call)));
  }

  private static Answer send(Call call, String appId, String token, String body) {
    return server.call(call.method(), call.pathOf(appId), token, body);
  }

  @TestFactory
  Stream<DynamicTest> aCallWithoutAGoodTokenAnswers401() {
    return each(
        CALLS.stream().filter(Call::signedIn),
        call -> {
          String body = call.hasBody() ? "{}" : "";
          for (String token : new String[] {NOBODY, "no.access.token", owner + "x"}) {
            assertThat(send(call, app, token, body).isProblem(401).header("www-authenticate"))
                .isEqualTo("Bearer");
          }
        });
  }

  @TestFactory
  Stream<DynamicTest> aForeignOrganizationsAppAnswers404AsOneThatIsNotThere() {
    return each(
        CALLS.stream().filter(Call::isOfAnApp),
        call -> {
          String body = call.hasBody() ? valid(call) : "";
          Answer foreign = send(call, app, stranger, body).isProblem(404);
          Answer missing = send(call, "nothere", stranger, body).isProblem(404);
          assertThat(foreign.json()).isEqualTo(missing.json());
        });
  }

  /** A body of which every type is right, so that the app is what is wrong. */
  private static String valid(Call call) {
    String last = call.path().substring(call.path().lastIndexOf('/') + 1);
    return switch (last) {
      case "{app}" -> "{\"tags\":[]}";
      case "config" -> "{\"funnels\":[],\"campaigns\":[],\"elements\":[],\"settings\":{}}";
      case "token", "unlock" -> "{\"phrase\":\"One/site\"}";
      case "invitations" -> "{\"username\":\"bob\",\"role\":\"VIEWER\"}";
      case "{id}" -> "{\"role\":\"VIEWER\"}";
      default ->
          """
          {"from":"2026-11-01T00:00:00Z","to":"2026-11-02T00:00:00Z","stages":[
            {"name":"a","match":{"type":"url","op":"equals","value":"/"}}]}""";
    };
  }

  @TestFactory
  Stream<DynamicTest> aWrongFieldAnswers422AndPointsAtIt() {
    return each(
        CALLS.stream().filter(Call::hasBody),
        call ->
            assertThat(send(call, app, token(call), call.wrong()).isProblem(422).pointers())
                .contains(call.pointer()));
  }

  @TestFactory
  Stream<DynamicTest> aBodyThatIsTooLargeAnswers413() {
    char[] padding = new char[LIMIT];
    Arrays.fill(padding, 'x');
    String large = "{\"padding\":\"" + new String(padding) + "\"}";
    return each(
        CALLS.stream().filter(Call::hasBody),
        call -> send(call, app, token(call), large).isProblem(413));
  }

  @TestFactory
  Stream<DynamicTest> aBodyThatIsNoJsonAnswers400() {
    return each(
        CALLS.stream().filter(Call::hasBody),
        call -> {
          Answer broken = send(call, app, token(call), "{\n  \"a\": oops}").isProblem(400);
          assertThat(broken.text("/detail")).contains("line 2, column ");
          assertThat(broken.text("/detail")).contains("Send an object");
          send(call, app, token(call), "[]").isProblem(400);
          send(call, app, token(call), "{} {}").isProblem(400);
          send(call, app, token(call), "{\"a\":1,\"a\":2}").isProblem(400);
        });
  }

  @TestFactory
  Stream<DynamicTest> aBodyOfAnotherTypeAnswers415() {
    return each(
        CALLS.stream().filter(Call::hasBody),
        call ->
            server
                .send(
                    call.method(),
                    call.pathOf(app),
                    token(call),
                    BodyPublishers.ofString("a=b"),
                    "application/x-www-form-urlencoded")
                .isProblem(415));
  }

  @TestFactory
  Stream<DynamicTest> aContentTypeThatIsNoneAnswers415() {
    return each(
        Stream.concat(
            CALLS.stream().filter(Call::hasBody),
            Stream.of(signedIn("POST", APP + "/import", "{}", ""))),
        call -> {
          for (String type : new String[] {"garbage", ";;;", "a/b/c;", "/"}) {
            server
                .send(
                    call.method(),
                    call.pathOf(app),
                    token(call),
                    BodyPublishers.ofString("{}"),
                    type)
                .isProblem(415);
          }
        });
  }

  @TestFactory
  Stream<DynamicTest> anAcceptThatIsNoneAnswers406() {
    return each(
        CALLS.stream(),
        call ->
            server
                .call(call.method(), call.pathOf(app), token(call), "", "Accept", ";;;")
                .isProblem(406));
  }

  @TestFactory
  Stream<DynamicTest> anotherMethodAnswers405() {
    return each(
        CALLS.stream(),
        call -> {
          Answer answer = server.call("PROPFIND", call.pathOf(app), token(call), "");
          assertThat(answer.isProblem(405).header("allow")).contains(call.method());
        });
  }

  private static String token(Call call) {
    return call.signedIn() ? owner : NOBODY;
  }
}
