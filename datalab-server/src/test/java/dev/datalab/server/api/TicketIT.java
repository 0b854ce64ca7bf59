package dev.datalab.server.api;

import static dev.datalab.server.api.RunningServer.NOBODY;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A ticket opens one socket, once, soon, and from where it was given to. */
class TicketIT {
  private static final SetClock CLOCK = new SetClock();
  private static RunningServer server;
  private static Site site;

  @BeforeAll
  static void start() {
    server = RunningServer.start(RunningServer.freshDirectory(), CLOCK);
    site = Site.of(server);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static String ticket() {
    return site.hello(site.greeting()).is(200).text("/ticket");
  }

  private static int refused(String ticket, String origin) {
    return TabSocket.refused(server, ticket, origin).statusCode();
  }

  @Test
  void aTicketOpensASocketOnce() {
    String ticket = ticket();
    TabSocket.open(server, ticket).close();
    assertThat(refused(ticket, Site.ORIGIN)).isEqualTo(401);
  }

  @Test
  void whatIsNoTicketOpensNothing() {
    assertThat(refused("", Site.ORIGIN)).isEqualTo(401);
    assertThat(refused("nonsense", Site.ORIGIN)).isEqualTo(401);
    assertThat(refused(site.token(), Site.ORIGIN)).isEqualTo(401);
  }

  @Test
  void aTicketIsGoodFor30Seconds() {
    String early = ticket();
    String late = ticket();
    CLOCK.advance(Duration.ofSeconds(25));
    TabSocket.open(server, early).close();
    CLOCK.advance(Duration.ofSeconds(6));
    assertThat(refused(late, Site.ORIGIN)).isEqualTo(401);
  }

  @Test
  void aTicketIsForTheOriginThatSaidHello() {
    String ticket = ticket();
    assertThat(refused(ticket, "https://evil.example")).isEqualTo(403);
    assertThat(refused(ticket, Site.ORIGIN)).as("it is spent").isEqualTo(401);
    assertThat(refused(ticket(), "")).isEqualTo(403);

    String ofAProgram =
        site.hello(site.token(), "", site.greeting().toString()).is(200).text("/ticket");
    TabSocket.open(server, ofAProgram, "").close();
  }

  @Test
  void aRefusalIsAProblem() {
    var answer = TabSocket.refused(server, "nonsense", Site.ORIGIN);
    assertThat(answer.headers().firstValue("content-type")).contains("application/problem+json");
    assertThat(answer.headers().firstValue("x-request-id")).isPresent();
    server.get("/api/v1/open", NOBODY).isProblem(426);
  }
}
