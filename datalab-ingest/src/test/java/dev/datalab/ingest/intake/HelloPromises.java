package dev.datalab.ingest.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.datalab.core.event.Dimensions;
import dev.datalab.core.event.Dimensions.Utm;
import dev.datalab.ingest.intake.HelloAnswer.Previous;
import dev.datalab.ingest.intake.IntakeRefusal.Kind;
import dev.datalab.ingest.session.Session;
import dev.datalab.ingest.session.SessionStream;
import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is promised about hellos. */
abstract class HelloPromises extends IntakePromises {
  @Test
  void aFirstHelloBeginsASessionThatIsKept() throws Exception {
    HelloAnswer hello = hello();
    assertThat(hello.app()).isEqualTo("shop");
    assertThat(hello.session()).matches("[A-Za-z0-9_-]{22}");
    assertThat(hello.visitor()).matches("[A-Za-z0-9_-]{22}").isNotEqualTo(hello.session());
    assertThat(hello.ticket()).matches("[A-Za-z0-9_-]{43}");
    assertThat(hello.key()).matches("[A-Za-z0-9_-]{43}").isNotEqualTo(hello.ticket());
    assertThat(hello.resumeFrom()).isEqualTo(1);
    assertThat(hello.window()).isEqualTo(1_024);
    assertThat(hello.config()).isEqualTo(ClientConfig.NONE.json());
    assertThat(hello.previous()).isEmpty();
    assertThat(hello.cookieless()).isFalse();
    assertThat(sessions.find(hello.session()))
        .contains(
            new Session(
                hello.session(),
                SampleApps.grant("shop", 0, "shop-token").terms(),
                hello.visitor(),
                new Dimensions("", "Firefox", "Linux", "desktop", "de-CH", "1920x1080", Utm.NONE),
                clock.millis(),
                List.of(new SessionStream(hello.stream(), 0, clock.millis()))));
  }

  @Test
  void theAnswerIsTheContractsJson() {
    HelloAnswer answer =
        new HelloAnswer(
            "shop",
            false,
            "s",
            1_800_000_000_000_001L,
            "v\"",
            "t",
            "k",
            7,
            64,
            "{\"stages\":[]}",
            Optional.of(new Previous("p", 5, 9, "q")));
    assertThat(new String(answer.json(), UTF_8))
        .isEqualTo(
            """
            {"session":"s","stream":"1800000000000001","visitor":"v\\"","ticket":"t","key":"k",\
            "resumeFrom":7,"window":64,"config":{"stages":[]},\
            "previous":{"session":"p","stream":"5","resumeFrom":9,"key":"q"}}\
            """);
    assertThat(answer.toString()).doesNotContain("ticket", "key");
  }

  @Test
  void aHelloWithItsStreamContinuesIt() throws Exception {
    HelloAnswer first =
        collected(intake.hello(request("shop-token", Json.hello(clock.millis() - 60_000, ""))));
    page(first).send(1, Json.visit(clock.millis() - 60_000, "/a"), visit("/b"));
    pass(Duration.ofMinutes(10));
    HelloAnswer second = again(first);
    assertThat(second.session()).isEqualTo(first.session());
    assertThat(second.stream()).isEqualTo(first.stream());
    assertThat(second.visitor()).isEqualTo(first.visitor());
    assertThat(second.key()).isEqualTo(first.key());
    assertThat(second.ticket()).isNotEqualTo(first.ticket());
    assertThat(second.resumeFrom()).isEqualTo(3);
    assertThat(second.previous()).isEmpty();
    post(second, 3, Json.visit(clock.millis() - 60_000, "/c"));
    assertThat(stored().get(2).event().time())
        .as("the first hello's clock offset holds")
        .isEqualTo(clock.millis());
  }

  @Test
  void withoutItsStreamAHelloIsAFurtherTabWithAClockOfItsOwn() throws Exception {
    HelloAnswer first = hello();
    String body = Json.hello(clock.millis() + 5_000, "\"session\":\"" + first.session() + "\"");
    HelloAnswer second = collected(intake.hello(request("shop-token", body)));
    assertThat(second.session()).isEqualTo(first.session());
    assertThat(second.visitor()).isEqualTo(first.visitor());
    assertThat(second.stream()).isGreaterThan(first.stream());
    assertThat(second.key()).isNotEqualTo(first.key());
    assertThat(second.resumeFrom()).isEqualTo(1);
    page(first).send(1, visit("/a"));
    page(second).send(1, Json.visit(clock.millis() + 5_000, "/b"));
    assertThat(stored()).extracting(event -> event.event().time()).containsOnly(clock.millis());
    assertThat(again(first).stream()).isEqualTo(first.stream());
    assertThat(again(second).stream()).isEqualTo(second.stream());
  }

  @Test
  void aStreamThatIsNotTheSessionsIsAFurtherTab() throws Exception {
    HelloAnswer first = hello();
    HelloAnswer other = hello();
    HelloAnswer tab =
        hello("\"session\":\"%s\",\"stream\":\"%d\"".formatted(first.session(), other.stream()));
    assertThat(tab.session()).isEqualTo(first.session());
    assertThat(Set.of(first.stream(), other.stream())).doesNotContain(tab.stream());
    HelloAnswer odd = hello("\"session\":\"%s\",\"stream\":\"x\"".formatted(first.session()));
    assertThat(odd.session()).isEqualTo(first.session());
  }

  @Test
  void anOlderSocketOfTheStreamIsClosed() throws Exception {
    HelloAnswer first = hello();
    Page page = page(first);
    HelloAnswer tab = hello("\"session\":\"" + first.session() + "\"");
    page(tab);
    assertThat(page.isOpen()).isTrue();
    again(first);
    assertThat(page.closed()).startsWith("4000 ");
  }

  @Test
  void aSessionEndsThirtyMinutesAfterItsLastEvent() throws Exception {
    HelloAnswer first = hello();
    page(first).send(1, visit("/a"));
    pass(Duration.ofMinutes(29));
    page(again(first)).send(2, visit("/b"));
    pass(Duration.ofMinutes(30).minusMillis(1));
    intake = startIntake();
    assertThat(again(first).session()).isEqualTo(first.session());
    pass(Duration.ofMillis(1));
    HelloAnswer next = again(first);
    assertThat(next.session()).isNotEqualTo(first.session());
    assertThat(next.stream()).isGreaterThan(first.stream());
    assertThat(next.visitor()).isEqualTo(first.visitor());
    assertThat(next.previous())
        .contains(new Previous(first.session(), first.stream(), 3, first.key()));
    assertThat(post(first, 3, visit("/c"))).as("what was left unsent").isEqualTo(3);
    assertThat(stored()).extracting(event -> event.session()).containsOnly(first.session());
  }

  @Test
  void theLastEventIsThatOfAnyTab() throws Exception {
    HelloAnswer first = hello();
    page(first).send(1, visit("/a"));
    HelloAnswer tab = hello("\"session\":\"" + first.session() + "\"");
    pass(Duration.ofMinutes(20));
    post(tab, 1, visit("/b"));
    pass(Duration.ofMinutes(20));
    assertThat(again(first).session()).isEqualTo(first.session());
  }

  @Test
  void aSessionWithoutEventsCountsFromItsHello() throws Exception {
    HelloAnswer first = hello();
    Page page = page(first);
    page.say("{\"lost\":[1,5]}");
    assertThat(page.ack()).isEqualTo(5);
    pass(Duration.ofMinutes(30).minusMillis(1));
    assertThat(again(first).session()).isEqualTo(first.session());
    pass(Duration.ofMillis(1));
    HelloAnswer next = again(first);
    assertThat(next.session()).isNotEqualTo(first.session());
    assertThat(next.previous().orElseThrow().resumeFrom()).isEqualTo(6);
  }

  @Test
  void anEndedSessionWithoutAStreamOfItsOwnHasNothingLeft() throws Exception {
    HelloAnswer first = hello();
    pass(Duration.ofHours(1));
    assertThat(hello("\"session\":\"" + first.session() + "\"").previous()).isEmpty();
    pass(Duration.ofHours(46));
    assertThat(again(first).previous()).isPresent();
    pass(Duration.ofHours(1));
    assertThat(again(first).previous()).as("its key is not good any more").isEmpty();
  }

  @Test
  void aSessionThatIsUnknownOrAnotherAppsIsNone() throws Exception {
    HelloAnswer blog =
        collected(
            intake.hello(
                request("blog-token", Json.hello(clock.millis(), ""), "https://blog.example")));
    HelloAnswer shop = again(blog);
    assertThat(shop.session()).isNotEqualTo(blog.session());
    assertThat(shop.previous()).isEmpty();
    assertThat(hello("\"session\":\"unknown\",\"stream\":\"5\"").previous()).isEmpty();
  }

  @Test
  void aSessionOfAGenerationThatIsOverOrOfARevokedTokenIsNone() throws Exception {
    HelloAnswer first = hello();
    apps.add(SampleApps.grant("shop", 1, "next-generation"));
    HelloAnswer next = hello("next-generation", Json.again(first));
    assertThat(next.session()).isNotEqualTo(first.session());
    assertThat(next.previous()).isEmpty();
    apps.add(SampleApps.grant("shop", 1, "next-token"));
    apps.revoke("next-generation");
    HelloAnswer last = hello("next-token", Json.again(next));
    assertThat(last.session()).isNotEqualTo(next.session());
    assertThat(last.previous()).isEmpty();
  }

  @Test
  void aNewerTokenOfTheGenerationTakesTheSessionOver() throws Exception {
    HelloAnswer first = hello();
    apps.add(SampleApps.grant("shop", 0, "newer"));
    HelloAnswer second = hello("newer", Json.again(first));
    assertThat(second.session()).isEqualTo(first.session());
    assertThat(second.stream()).isEqualTo(first.stream());
    assertThat(second.key()).isEqualTo(first.key());
    apps.revoke("shop-token");
    assertThat(post(second, 1, visit("/a"))).isEqualTo(1);
    assertThat(page(hello("newer", Json.again(first))).send(2, visit("/b"))).isEqualTo(2);
  }

  @Test
  void theServersCookieWinsOverTheBodysVisitor() throws Exception {
    assertThat(hello("\"visitor\":\"ann\"").visitor()).isEqualTo("ann");
    assertThat(withCookie("bob")).isEqualTo("bob");
    assertThat(withCookie("bob; Domain=evil")).isEqualTo("ann");
    assertThat(hello().visitor()).isNotEqualTo(hello().visitor());
  }

  private String withCookie(String cookie) throws Exception {
    String body = Json.hello(clock.millis(), "\"visitor\":\"ann\"");
    HelloRequest with =
        new HelloRequest(
            "shop-token", body.getBytes(UTF_8), "", "Firefox", "", cookie, false, false);
    return collected(intake.hello(with)).visitor();
  }

  @Test
  void dimensionsAreThoseOfTheFirstHello() throws Exception {
    HelloAnswer first =
        collected(
            intake.hello(
                request(
                    "shop-token",
                    """
                    {"now":%d,"url":"/landing?id=7&utm_source=g%%C3%%BCnter+x&utm_medium=cpc\
                    &utm_campaign=%%zz&utm_source=second#utm_term=no","referrer":\
                    "https://news.example/a?secret=1#b"}\
                    """
                        .formatted(clock.millis()))));
    again(first);
    assertThat(sessions.find(first.session()).orElseThrow().dimensions())
        .isEqualTo(
            new Dimensions(
                "https://news.example/a",
                "Firefox",
                "Linux",
                "desktop",
                "",
                "",
                new Utm("günter x", "cpc", "%zz", "", "")));
    page(first).send(1, visit("/a"));
    assertThat(stored().get(0).dimensions())
        .isEqualTo(sessions.find(first.session()).orElseThrow().dimensions());
  }

  @Test
  void theSitesOwnPagesAreNoReferrer() throws Exception {
    assertThat(referrer("https://shop.example/basket")).isEmpty();
    assertThat(referrer("http://localhost:8081/")).isEmpty();
    assertThat(referrer("https://here.example")).isEmpty();
    assertThat(referrer("https://here.example.evil/")).isEqualTo("https://here.example.evil/");
    assertThat(referrer("android-app://com.example")).isEqualTo("android-app://com.example");
    assertThat(referrer("")).isEmpty();
    assertThat(referrer("https://x.example/" + "a".repeat(3_000))).hasSize(2_000);
  }

  private String referrer(String referrer) throws Exception {
    String body =
        "{\"now\":%d,\"url\":\"https://here.example/x\",\"referrer\":\"%s\"}"
            .formatted(clock.millis(), referrer);
    HelloAnswer answer = collected(intake.hello(request("shop-token", body)));
    return sessions.find(answer.session()).orElseThrow().dimensions().referrer();
  }

  @Test
  void aBodyThatBreaksRulesIsInvalidAndSaysWhere() throws Exception {
    assertThat(pointers("{}")).containsExactly("/now", "/url");
    assertThat(pointers("{\"now\":null,\"url\":null}")).containsExactly("/now", "/url");
    assertThat(pointers("{\"now\":\"yesterday\",\"url\":\"/\"}")).containsExactly("/now");
    assertThat(pointers("{\"now\":-1,\"url\":\"/\"}")).containsExactly("/now");
    assertThat(pointers("{\"now\":1e3,\"url\":\"/\"}")).containsExactly("/now");
    assertThat(pointers("{\"now\":253402300800000,\"url\":\"/\"}")).containsExactly("/now");
    assertThat(
            pointers(
                """
                {"now":1,"url":1,"referrer":{},"language":"%s","screen":"wide","timeZone":5,
                 "visitor":"a b","session":[],"stream":true,"consent":"yes"}\
                """
                    .formatted("x".repeat(201))))
        .containsExactly(
            "/url",
            "/referrer",
            "/language",
            "/screen",
            "/timeZone",
            "/visitor",
            "/session",
            "/stream",
            "/consent");
    assertThat(pointers("{\"now\":1,\"url\":\"/\\ud800\"}")).containsExactly("/url");
    assertThat(refusal(() -> say("{\"now\":1}")).isToOwnOrigin()).isTrue();
    say("{\"now\":\"2026-11-20T09:30:00Z\",\"url\":\"/\",\"unknown\":{\"a\":[1]}}");
  }

  private List<String> pointers(String body) {
    IntakeRefusal refusal = refusal(() -> say(body));
    assertThat(refusal.kind()).isEqualTo(Kind.INVALID);
    return refusal.violations().stream().map(IntakeRefusal.Violation::pointer).toList();
  }

  private Optional<HelloAnswer> say(String body) throws Exception {
    return intake.hello(request("shop-token", body));
  }

  @Test
  void whatIsNoObjectIsMalformedAndWhatIsLargeTooLarge() {
    for (String body : List.of("", "[]", "5", "{", "{\"now\":1}{}", "{\"now\":01}", "null")) {
      assertThat(refused(() -> say(body))).as(body).isEqualTo(Kind.MALFORMED);
    }
    HelloRequest latin1 =
        new HelloRequest(
            "shop-token", new byte[] {'{', (byte) 0xfc, '}'}, "", "", "", "", false, false);
    assertThat(refused(() -> intake.hello(latin1))).isEqualTo(Kind.MALFORMED);
    String large = Json.hello(clock.millis(), "\"x\":\"" + "x".repeat(65_536) + "\"");
    assertThat(refused(() -> say(large))).isEqualTo(Kind.TOO_LARGE);
    assertThat(refused(() -> say("{\"a\":" + "[".repeat(40) + "]".repeat(40) + "}")))
        .isEqualTo(Kind.MALFORMED);
  }

  @Test
  void aTokenThatIsNotGoodIsRefused() {
    String body = Json.hello(clock.millis(), "");
    assertThat(refused(() -> intake.hello(request("", body)))).isEqualTo(Kind.UNAUTHORIZED);
    assertThat(refused(() -> intake.hello(request("x", body)))).isEqualTo(Kind.UNAUTHORIZED);
    apps.revoke("shop-token");
    assertThat(refused(() -> intake.hello(request("shop-token", body))))
        .isEqualTo(Kind.UNAUTHORIZED);
  }

  @Test
  void anOriginThatIsNotTheAppsIsRefused() throws Exception {
    String body = Json.hello(clock.millis(), "");
    for (String origin :
        List.of(
            "https://evil.example",
            "http://shop.example",
            "https://shop.example:8443",
            "https://shop.example.evil.example",
            "http://localhost.evil:80",
            "http://localhost:",
            "http://localhost:80a",
            "null")) {
      IntakeRefusal refusal = refusal(() -> intake.hello(request("shop-token", body, origin)));
      assertThat(refusal.kind()).as(origin).isEqualTo(Kind.FORBIDDEN);
      assertThat(refusal.isToOwnOrigin()).isFalse();
    }
    for (String origin :
        List.of("", "https://shop.example", "http://localhost:8081", "http://localhost")) {
      assertThat(intake.hello(request("shop-token", body, origin))).as(origin).isPresent();
    }
  }

  @Test
  void nothingIsCollectedOfWhoDoesNotConsentOrAsksByAHonouredSignal() throws Exception {
    apps.add(
        SampleApps.grant("shop", 0, "dnt", new ClientConfig(false, true, false, List.of(), "{}")));
    apps.add(
        SampleApps.grant("shop", 0, "gpc", new ClientConfig(false, false, true, List.of(), "{}")));
    assertThat(intake.hello(request("shop-token", Json.hello(1, "\"consent\":false")))).isEmpty();
    assertThat(intake.hello(request("shop-token", Json.hello(1, "\"consent\":true")))).isPresent();
    assertThat(signalled("dnt", true, false)).isEmpty();
    assertThat(signalled("dnt", false, true)).isPresent();
    assertThat(signalled("gpc", false, true)).isEmpty();
    assertThat(signalled("gpc", true, false)).isPresent();
    assertThat(signalled("shop-token", true, true)).isPresent();
    assertThat(sessions.unseenSince(Long.MAX_VALUE, 100)).hasSize(4);
  }

  private Optional<HelloAnswer> signalled(String token, boolean dnt, boolean gpc) throws Exception {
    byte[] body = Json.hello(clock.millis(), "").getBytes(UTF_8);
    return intake.hello(new HelloRequest(token, body, "", "", "", "", dnt, gpc));
  }

  @Test
  void withoutCookiesAVisitorIsTheSameForADay() throws Exception {
    ClientConfig cookieless = new ClientConfig(true, false, false, List.of(), "{}");
    apps.add(SampleApps.grant("shop", 0, "cookieless", cookieless));
    apps.add(SampleApps.grant("blog", 0, "blog-cookieless", cookieless));
    HelloAnswer first = from("cookieless", "203.0.113.7", "Firefox", "");
    assertThat(first.cookieless()).isTrue();
    assertThat(first.visitor()).matches("[A-Za-z0-9_-]{22}");
    intake = startIntake();
    assertThat(from("cookieless", "203.0.113.7", "Firefox", "\"visitor\":\"ann\"").visitor())
        .isEqualTo(first.visitor());
    Set<String> others = new HashSet<>();
    others.add(from("cookieless", "203.0.113.8", "Firefox", "").visitor());
    others.add(from("cookieless", "203.0.113.7", "Chrome", "").visitor());
    others.add(from("blog-cookieless", "203.0.113.7", "Firefox", "").visitor());
    post(first, 1, visit("/a"));
    pass(Duration.ofHours(14).plusMinutes(20));
    post(first, 2, visit("/b"));
    pass(Duration.ofMinutes(15));
    others.add(from("cookieless", "203.0.113.7", "Firefox", "").visitor());
    assertThat(others).hasSize(4).doesNotContain(first.visitor());
    assertThat(from("cookieless", "203.0.113.7", "Firefox", Json.again(first)).visitor())
        .as("computed once per session")
        .isEqualTo(first.visitor());
  }

  private HelloAnswer from(String token, String address, String agent, String more)
      throws Exception {
    byte[] body = Json.hello(clock.millis(), more).getBytes(UTF_8);
    return collected(
        intake.hello(new HelloRequest(token, body, "", agent, address, "", false, false)));
  }

  @Test
  void noMoreSessionsLiveThanTheTokenAllows() throws Exception {
    apps.add(SampleApps.limited("shop", "two", 2, 0));
    HelloAnswer first = hello("two", "");
    HelloAnswer second = hello("two", "");
    IntakeRefusal refusal = refusal(() -> hello("two", ""));
    assertThat(refusal.kind()).isEqualTo(Kind.LIMIT);
    assertThat(refusal.retryAfterSeconds()).isPositive();
    assertThat(hello("two", Json.again(first)).session()).isEqualTo(first.session());
    pass(Duration.ofMinutes(20));
    page(hello("two", Json.again(second))).send(1, visit("/a"));
    intake.sweep();
    pass(Duration.ofMinutes(11));
    HelloAnswer third = hello("two", "");
    assertThat(refused(() -> hello("two", ""))).as("the second lives").isEqualTo(Kind.LIMIT);
    pass(Duration.ofMinutes(20));
    assertThat(hello("two", Json.again(third)).session()).isEqualTo(third.session());
    hello("two", "");
  }

  @Test
  void aTabTooManyBeginsASessionOfItsOwn() throws Exception {
    HelloAnswer first = hello();
    String same = "\"session\":\"" + first.session() + "\"";
    for (int tabs = 1; tabs < Hellos.MOST_STREAMS; tabs++) {
      assertThat(hello(same).session()).isEqualTo(first.session());
    }
    assertThat(hello(same).session()).isNotEqualTo(first.session());
    assertThat(again(first).stream()).isEqualTo(first.stream());
  }

  @Test
  void whatCantBeKeptIsNotAnswered() throws Exception {
    sessions.close();
    assertThatThrownBy(this::hello).isInstanceOf(IOException.class);
  }

  @Test
  void anIntakeThatStopsAnswersNothing() throws Exception {
    HelloAnswer hello = hello();
    intake.close();
    assertThat(refused(this::hello)).isEqualTo(Kind.UNAVAILABLE);
    assertThat(refused(() -> intake.admit(hello.ticket(), SampleApps.SHOP_ORIGIN)))
        .isEqualTo(Kind.UNAVAILABLE);
    assertThat(refused(() -> post(hello, 1, visit("/a")))).isEqualTo(Kind.UNAVAILABLE);
  }

  @Test
  void anErasedVisitorsPastSessionsAreForgottenAndThePresentOneGoesOn() throws Exception {
    HelloAnswer past = hello();
    page(past).send(1, visit("/a"));
    pass(Duration.ofMinutes(31));
    HelloAnswer present = hello("\"visitor\":\"" + past.visitor() + "\"");
    HelloAnswer other = hello();
    page(present).send(1, visit("/b"));
    assertThat(present.visitor()).isEqualTo(past.visitor());
    assertThat(intake.forgetVisitor("blog", past.visitor())).isZero();
    assertThat(intake.forgetVisitor("shop", past.visitor())).isEqualTo(1);
    assertThat(sessions.find(past.session())).isEmpty();
    assertThat(sessions.find(present.session())).isPresent();
    assertThat(sessions.find(other.session())).isPresent();
    assertThatThrownBy(() -> post(past, 2, visit("/late")))
        .isInstanceOfSatisfying(
            IntakeRefusal.class, e -> assertThat(e.kind()).isEqualTo(Kind.UNAUTHORIZED));
    post(present, 2, visit("/c"));
    assertThat(stored()).hasSize(3);
  }
}
