package dev.datalab.server.api;

import static dev.datalab.server.api.RunningServer.NOBODY;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The calls about people, in the order in which people make them. */
class PeopleIT {
  private static RunningServer server;

  @BeforeAll
  static void start() {
    server = RunningServer.start();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void whoeverRegistersFoundsAnOrganizationAndIsSignedIn() {
    Answer answer =
        server
            .post(
                "/api/v1/auth/register",
                NOBODY,
                """
                {"username":"ada","email":"ada@one.example","password":"correct horse",
                 "firstName":"Ada","lastName":"Lovelace","position":"Analyst","organization":"One"}""")
            .is(201);

    JsonNode user = answer.json().path("user");
    assertThat(user.path("id").asText()).isNotEmpty();
    assertThat(user.path("username").asText()).isEqualTo("ada");
    assertThat(user.path("email").asText()).isEqualTo("ada@one.example");
    assertThat(user.path("firstName").asText()).isEqualTo("Ada");
    assertThat(user.path("lastName").asText()).isEqualTo("Lovelace");
    assertThat(user.path("position").asText()).isEqualTo("Analyst");
    assertThat(user.path("organization").asText()).isEqualTo("One");
    assertThat(answer.json().path("expiresIn").asLong()).isBetween(60L, 3_600L);
    assertThat(answer.text("/refreshToken")).isNotEmpty();
    assertThat(server.get("/api/v1/users/me", answer.text("/accessToken")).is(200).json())
        .isEqualTo(user);
  }

  @Test
  void aPersonSignsInRefreshesOnceAndSignsOut() {
    server.founder("bea", "Two");

    Answer login =
        server
            .post(
                "/api/v1/auth/login",
                NOBODY,
                "{\"username\":\"bea\",\"password\":\"correct horse\"}")
            .is(200);
    String first = refreshToken(login);
    Answer refreshed = server.post("/api/v1/auth/refresh", NOBODY, first).is(200);
    assertThat(refreshed.text("/user/username")).isEqualTo("bea");
    server.get("/api/v1/users/me", refreshed.text("/accessToken")).is(200);
    server.post("/api/v1/auth/refresh", NOBODY, first).isProblem(401);

    Answer again =
        server
            .post(
                "/api/v1/auth/login",
                NOBODY,
                "{\"username\":\"bea\",\"password\":\"correct horse\"}")
            .is(200);
    server.post("/api/v1/auth/logout", NOBODY, refreshToken(again)).is(204);
    server.post("/api/v1/auth/refresh", NOBODY, refreshToken(again)).isProblem(401);
  }

  private static String refreshToken(Answer session) {
    return "{\"refreshToken\":\"" + session.text("/refreshToken") + "\"}";
  }

  @Test
  void anUnknownNameAndAWrongPasswordLookAlike() {
    server.founder("cleo", "Three");

    Answer unknown =
        server.post(
            "/api/v1/auth/login", NOBODY, "{\"username\":\"nobody\",\"password\":\"wrong pass\"}");
    Answer wrong =
        server.post(
            "/api/v1/auth/login", NOBODY, "{\"username\":\"cleo\",\"password\":\"wrong pass\"}");

    assertThat(unknown.isProblem(401).json()).isEqualTo(wrong.isProblem(401).json());
  }

  @Test
  void aNameIsTakenOnce() {
    server.founder("dora", "Four");

    server
        .post(
            "/api/v1/auth/register",
            NOBODY,
            """
            {"username":"Dora","email":"other@four.example","password":"correct horse",
             "firstName":"D","lastName":"D","position":"","organization":"Other"}""")
        .isProblem(409);
  }

  @Test
  void everythingThatIsWrongWithASignUpIsNamedAtOnce() {
    Answer answer =
        server.post(
            "/api/v1/auth/register", NOBODY, "{\"username\":\"x y\",\"password\":\"short\"}");

    assertThat(answer.isProblem(422).pointers())
        .contains("/username", "/email", "/firstName", "/lastName", "/organization", "/password");
  }

  @Test
  void nobodyFoundsAnOrganizationAndJoinsOneAtOnce() {
    Answer answer =
        server.post(
            "/api/v1/auth/register",
            NOBODY,
            """
            {"username":"eva","email":"eva@five.example","password":"correct horse",
             "firstName":"E","lastName":"E","organization":"Five","invitation":"code"}""");

    assertThat(answer.isProblem(422).pointers()).containsExactly("/invitation");
  }

  @Test
  void aProfileIsChangedFieldByField() {
    String token = server.founder("fay", "Six");

    Answer changed =
        server.call("PATCH", "/api/v1/users/me", token, "{\"position\":\"Head\"}").is(200);

    assertThat(changed.text("/position")).isEqualTo("Head");
    assertThat(changed.text("/firstName")).isEqualTo("F");
    server.call("PATCH", "/api/v1/users/me", token, "{\"username\":\"other\"}").isProblem(422);
  }

  @Test
  void colleaguesComeByInvitationAndTheCodeAdmitsOne() {
    String owner = server.founder("gina", "Seven");
    Answer invitation =
        server
            .post("/api/v1/organization/invitations", owner, "{\"email\":\"hal@shop.example\"}")
            .is(201);
    assertThat(invitation.text("/invitation/state")).isEqualTo("pending");
    String code = invitation.text("/invitation/code");

    Answer joined = join("hal", code).is(201);

    assertThat(joined.text("/user/organization")).isEqualTo("Seven");
    join("ivy", code).isProblem(422);
    JsonNode users = server.get("/api/v1/users/colleagues", owner).is(200).json().path("users");
    assertThat(users.findValuesAsText("username")).containsExactly("hal");
    JsonNode all =
        server.get("/api/v1/organization/invitations", owner).is(200).json().path("invitations");
    assertThat(all.findValuesAsText("state")).containsExactly("accepted");
  }

  @Test
  void anInvitationTakenBackAdmitsNobody() {
    String owner = server.founder("jane", "Eight");
    Answer invitation =
        server
            .post("/api/v1/organization/invitations", owner, "{\"email\":\"kim@shop.example\"}")
            .is(201);

    server
        .call(
            "DELETE",
            "/api/v1/organization/invitations/" + invitation.text("/invitation/id"),
            owner,
            "")
        .is(204);

    join("kim", invitation.text("/invitation/code")).isProblem(422);
  }

  private static Answer join(String username, String code) {
    return server.post(
        "/api/v1/auth/register",
        NOBODY,
        """
        {"username":"%s","email":"%s@shop.example","password":"correct horse","firstName":"F",
         "lastName":"L","position":"P","invitation":"%s"}"""
            .formatted(username, username, code));
  }
}
