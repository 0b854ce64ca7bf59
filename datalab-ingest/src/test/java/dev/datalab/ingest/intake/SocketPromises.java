package dev.datalab.ingest.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.datalab.core.event.Event;
import dev.datalab.core.event.RecordedEvent;
import dev.datalab.core.store.DeliveryCount;
import dev.datalab.core.store.SeqRange;
import dev.datalab.core.store.Settlement.Outcome;
import dev.datalab.core.store.StreamState;
import dev.datalab.ingest.intake.IntakeRefusal.Kind;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is promised about sockets and their frames. */
abstract class SocketPromises extends IntakePromises {
  @Test
  void aFrameIsAcknowledgedAndItsEventsAreThere() throws Exception {
    HelloAnswer hello = hello("\"visitor\":\"ann\"");
    assertThat(page(hello).send(1, visit("/a"), Json.event(clock.millis(), "buy"))).isEqualTo(2);
    assertThat(stored())
        .containsExactly(
            recorded(hello, 1, visited("/a")),
            recorded(
                hello,
                2,
                new Event.Custom(
                    clock.millis(), "", dev.datalab.core.event.EventProperties.NONE, "buy")));
  }

  private RecordedEvent recorded(HelloAnswer hello, long seq, Event event) throws Exception {
    return new RecordedEvent(
        hello.visitor(),
        hello.session(),
        hello.stream(),
        seq,
        sessions.find(hello.session()).orElseThrow().dimensions(),
        "",
        event);
  }

  private Event visited(String to) {
    return new Event.UrlChange(
        clock.millis(), "", to, dev.datalab.core.event.EventProperties.NONE, -1);
  }

  @Test
  void anAcknowledgementIsSentWhenTheStoreHasAnsweredAndInTheOrderOfTheFrames() throws Exception {
    Page page = page(hello());
    sink.hold();
    page.say(Json.frame(1, visit("/a")));
    page.say(Json.frame(2, visit("/b")));
    page.say(Json.frame(3));
    page.say(Json.frame(3, visit("/c")));
    assertThat(page.texts()).isEmpty();
    sink.release(1);
    assertThat(page.texts()).as("the first is not answered yet").isEmpty();
    sink.release(0);
    assertThat(List.of(page.ack(), page.ack(), page.ack())).containsExactly(1L, 2L, 0L);
    assertThat(page.texts()).isEmpty();
    sink.release(0);
    assertThat(page.ack()).isEqualTo(3);
  }

  @Test
  void everyFrameIsAnsweredAndEveryEventStoredOnce() throws Exception {
    Page page = page(hello());
    assertThat(page.send(1, visit("/a"), visit("/b"))).isEqualTo(2);
    assertThat(page.send(1, visit("/a"), visit("/b"))).isEqualTo(2);
    assertThat(page.send(2, visit("/b"), visit("/c"))).isEqualTo(3);
    assertThat(page.send(4)).isEqualTo(3);
    assertThat(storedUrls()).containsExactly("/a", "/b", "/c");
  }

  @Test
  void framesComeInAnyOrder() throws Exception {
    Page page = page(hello());
    assertThat(page.send(3, visit("/c"))).isZero();
    assertThat(page.send(5, visit("/e"), visit("/f"))).isZero();
    assertThat(page.send(1, visit("/a"))).isEqualTo(1);
    assertThat(page.send(2, visit("/b"))).isEqualTo(3);
    assertThat(page.send(3, visit("/c"), visit("/d"))).isEqualTo(6);
    assertThat(storedUrls()).containsExactly("/a", "/b", "/c", "/d", "/e", "/f");
  }

  @Test
  void beyondSixtyFourGapsNothingIsStoredAndTheFrameIsAnswered() throws Exception {
    HelloAnswer hello = hello();
    Page page = page(hello);
    for (int i = 1; i <= StreamState.MAX_RANGES; i++) {
      assertThat(page.send(2L * i, visit("/" + i))).isZero();
    }
    assertThat(page.send(500, visit("/x"))).isZero();
    assertThat(stored()).hasSize(StreamState.MAX_RANGES);
    assertThat(page.send(1, visit("/1"))).isEqualTo(2);
    assertThat(page.send(500, visit("/x"))).isEqualTo(2);
    assertThat(events.state(SHOP, hello.stream()).above()).contains(new SeqRange(500, 500));
    assertThat(told).extracting(RecordedEvent::seq).doesNotHaveDuplicates().hasSize(66);
  }

  @Test
  void whatIsLostIsAcknowledgedAndCounted() throws Exception {
    Page page = page(hello());
    assertThat(page.send(1, visit("/a"))).isEqualTo(1);
    page.say("{\"lost\":[2,4]}");
    assertThat(page.ack()).isEqualTo(4);
    page.say("{\"lost\":[7,7],\"seq\":5,\"events\":[" + visit("/b") + "]}");
    assertThat(page.ack()).isEqualTo(5);
    assertThat(page.send(3, visit("/late"))).isEqualTo(5);
    assertThat(delivery())
        .containsExactlyInAnyOrder(tuple(Outcome.STORED, "", 2L), tuple(Outcome.LOST, "", 4L));
  }

  private List<org.assertj.core.groups.Tuple> delivery() throws Exception {
    return events.delivery(SHOP, 0, Long.MAX_VALUE).stream()
        .map(count -> tuple(count.outcome(), count.reason(), count.count()))
        .toList();
  }

  @Test
  void anEventThatBreaksARuleIsRefusedWithItsReasonAndAcknowledged() throws Exception {
    Page page = page(hello());
    String old = Json.visit(-5, "/before");
    assertThat(
            page.send(
                1,
                visit("/a"),
                "{\"type\":9,\"timestamp\":1}",
                "{\"type\":9}",
                "17",
                "[[]]",
                "{\"type\":1,\"to\":\"/x\"}",
                old,
                visit("/b")))
        .isEqualTo(8);
    assertThat(storedUrls()).containsExactly("/a", "/b");
    assertThat(delivery())
        .extracting(count -> count.toList().get(0), count -> count.toList().get(2))
        .containsExactlyInAnyOrder(
            tuple(Outcome.STORED, 2L),
            tuple(Outcome.REFUSED, 2L),
            tuple(Outcome.REFUSED, 1L),
            tuple(Outcome.REFUSED, 2L),
            tuple(Outcome.REFUSED, 1L));
    assertThat(events.delivery(SHOP, 0, Long.MAX_VALUE))
        .extracting(DeliveryCount::reason)
        .contains(EventReader.NO_OBJECT, EventReader.BEFORE_1970);
  }

  @Test
  void goodbyeClosesOnceEverythingIsAcknowledgedAndTheVisitGoesOn() throws Exception {
    HelloAnswer hello = hello();
    Page page = page(hello);
    sink.hold();
    page.say(Json.frame(1, visit("/a")));
    page.say("{\"goodbye\":true}");
    page.say(Json.frame(2, visit("/after")));
    assertThat(page.isOpen()).isTrue();
    sink.release(0);
    assertThat(page.closed()).startsWith("1000 ");
    assertThat(page.ack()).isEqualTo(1);
    assertThat(sink.held()).isZero();
    sink = new HeldSink(EventSink.of(events));
    intake = startIntake();
    HelloAnswer next = again(hello);
    assertThat(next.session()).isEqualTo(hello.session());
    assertThat(next.resumeFrom()).isEqualTo(2);
    Page second = page(next);
    second.say("{\"goodbye\":true,\"seq\":2,\"events\":[" + visit("/b") + "]}");
    assertThat(second.ack()).isEqualTo(2);
    assertThat(second.closed()).startsWith("1000 ");
  }

  @Test
  void aSocketBeyondTheWindowIsClosed() throws Exception {
    HelloAnswer hello = hello();
    Page page = page(hello);
    assertThat(page.send(1, visit("/a"))).isEqualTo(1);
    assertThat(page.send(1_025, visit("/last"))).isEqualTo(1);
    page.say(Json.frame(1_025, visit("/last"), visit("/beyond")));
    assertThat(page.closed()).startsWith("1013 ").contains("2");
    assertThat(storedUrls()).containsExactly("/a", "/last");
    assertThat(page.texts()).isEmpty();
  }

  @Test
  void theWindowGoesByWhatIsStoredWhicheverWayItCame() throws Exception {
    HelloAnswer hello = hello();
    Page page = page(hello);
    Intake other = startIntake();
    String[] many = new String[300];
    for (int from = 1; from <= 1_201; from += 300) {
      for (int i = 0; i < many.length; i++) {
        many[i] = Json.event(clock.millis(), "e");
      }
      assertThat(other.append(Json.posted(hello, from, many), "").get()).isEqualTo(from + 299);
    }
    assertThat(page.send(1_501, visit("/a"))).isEqualTo(1_501);
  }

  @Test
  void numbersMayBeLostFarBeyondTheWindowButNotAnyhowFar() throws Exception {
    Page page = page(hello());
    page.say("{\"lost\":[1,100000]}");
    assertThat(page.ack()).isEqualTo(100_000);
    page.say("{\"lost\":[150000,200001]}");
    assertThat(page.closed()).startsWith("1013 ");
  }

  @Test
  void aTextThatIsNoFrameClosesTheSocketWithAReason() throws Exception {
    Map<String, String> reasons =
        Map.ofEntries(
            Map.entry("", "JSON"),
            Map.entry("hello", "JSON"),
            Map.entry("[]", "object"),
            Map.entry("{}", "frame"),
            Map.entry("{\"goodbye\":false}", "frame"),
            Map.entry("{\"seq\":1}", "events"),
            Map.entry("{\"events\":[]}", "seq"),
            Map.entry("{\"seq\":0,\"events\":[]}", "seq"),
            Map.entry("{\"seq\":1.5,\"events\":[]}", "seq"),
            Map.entry("{\"seq\":\"1\",\"events\":[]}", "seq"),
            Map.entry("{\"seq\":9007199254740993,\"events\":[]}", "seq"),
            Map.entry("{\"seq\":99999999999999999999,\"events\":[]}", "seq"),
            Map.entry("{\"seq\":1,\"events\":{}}", "events"),
            Map.entry("{\"lost\":[1]}", "lost"),
            Map.entry("{\"lost\":[2,1]}", "lost"),
            Map.entry("{\"lost\":[0,1]}", "lost"),
            Map.entry("{\"lost\":[1,2,3]}", "lost"),
            Map.entry("{\"lost\":5}", "lost"),
            Map.entry("{\"seq\":1,\"events\":[]} x", "JSON"),
            Map.entry("{\"seq\":1,\"events\":[{\"type\":1}", "JSON"));
    for (Map.Entry<String, String> entry : reasons.entrySet()) {
      Page page = page(hello());
      page.say(entry.getKey());
      String closed = page.closed();
      assertThat(closed).as(entry.getKey()).startsWith("1008 ").contains(entry.getValue());
      assertThat(closed.substring(5).getBytes(UTF_8).length).isLessThanOrEqualTo(123);
      page.say(Json.frame(1, visit("/after")));
      assertThat(page.texts()).isEmpty();
    }
    assertThat(stored()).isEmpty();
  }

  @Test
  void whatIsTooLargeOrBinaryClosesTheSocket() throws Exception {
    Page large = page(hello());
    large.say(Json.frame(1, Json.event(1, "x".repeat(65_536))));
    assertThat(large.closed()).startsWith("1009 ");
    Page wide = page(hello());
    wide.say(Json.frame(1, Json.event(1, "ü".repeat(33_000))));
    assertThat(wide.closed()).as("counted in bytes").startsWith("1009 ");
    Page binary = page(hello());
    binary.connection().binary();
    assertThat(binary.closed()).startsWith("1003 ");
  }

  @Test
  void queriesAreDroppedButForCampaignsAndWhatTheAppNames() throws Exception {
    apps.add(
        SampleApps.grant(
            "shop", 0, "q", new ClientConfig(false, false, false, List.of("page", "q"), "{}")));
    HelloAnswer plain = hello();
    HelloAnswer named = hello("q", "");
    String url = "https://shop.example/a?x=1&utm_source=g&page=2&pager=3&utm_x&q#f?page=9";
    page(plain).send(1, visit(url), visit("/b?secret"), visit("/c?#top"), visit("/d#?a=1"));
    page(named).send(1, visit(url), Json.visit(clock.millis(), "/q?a=1&q=2&"));
    assertThat(urls(plain))
        .containsExactly(
            "https://shop.example/a?utm_source=g&utm_x#f?page=9", "/b", "/c#top", "/d#?a=1");
    assertThat(urls(named))
        .containsExactly("https://shop.example/a?utm_source=g&page=2&utm_x&q#f?page=9", "/q?q=2");
  }

  private List<String> urls(HelloAnswer hello) throws Exception {
    return stored().stream()
        .filter(event -> event.stream() == hello.stream())
        .map(event -> event.event().url())
        .toList();
  }

  @Test
  void everyAddressOfAnEventLosesItsQuery() throws Exception {
    page(hello())
        .send(
            1,
            "{\"type\":1,\"timestamp\":1,\"from\":\"/a?x=1\",\"to\":\"/b?x=1\"}",
            "{\"type\":5,\"timestamp\":2,\"name\":\"n\",\"url\":\"/c?x=1\"}",
            "{\"type\":3,\"timestamp\":3,\"funnel\":\"f\",\"from\":\"s?1\",\"to\":\"s?2\"}");
    List<RecordedEvent> stored = stored();
    Event.UrlChange change = (Event.UrlChange) stored.get(0).event();
    assertThat(List.of(change.from(), change.to(), stored.get(1).event().url()))
        .containsExactly("/a", "/b", "/c");
    Event.StageChange stage = (Event.StageChange) stored.get(2).event();
    assertThat(List.of(stage.from(), stage.to()))
        .as("ids, no addresses")
        .containsExactly("s?1", "s?2");
  }

  @Test
  void hintsOfStagesAndMouseMovementAreKeptLikeAllEvents() throws Exception {
    page(hello())
        .send(
            1,
            "{\"type\":\"stage\",\"timestamp\":1,\"funnel\":\"f\",\"to\":\"s\",\"trigger\":\"url\"}",
            "{\"type\":4,\"timestamp\":2,\"points\":[[0,1,2,3],[5,6,7,8,\"#buy\"]]}");
    assertThat(stored())
        .extracting(event -> event.event().type().wireName())
        .containsExactly("stage", "mouse");
  }

  @Test
  void aClientsClockMayBeAYearOff() throws Exception {
    long year = Duration.ofDays(365).toMillis();
    HelloAnswer behind =
        collected(intake.hello(request("shop-token", Json.hello(clock.millis() - year, ""))));
    HelloAnswer ahead =
        collected(
            intake.hello(
                request(
                    "shop-token",
                    Json.hello(clock.millis() + year, "")
                        .replace("\"now\"", "\"NOW\",\"now\"")
                        .replace("\"NOW\",", ""))));
    page(behind).send(1, Json.visit(clock.millis() - year - 5, "/behind"));
    page(ahead).send(1, Json.visit(clock.millis() + year - 5, "/ahead"));
    assertThat(stored()).extracting(event -> event.event().time()).containsOnly(clock.millis() - 5);
  }

  @Test
  void aTimeMoreThanADayAheadIsNow() throws Exception {
    Page page = page(hello());
    long day = Duration.ofDays(1).toMillis();
    page.send(
        1,
        Json.visit(clock.millis() + day, "/a"),
        Json.visit(clock.millis() + day + 1, "/b"),
        Json.visit(Long.MAX_VALUE, "/c"));
    assertThat(stored())
        .extracting(event -> event.event().time() - clock.millis())
        .containsExactlyInAnyOrder(day, 0L, 0L);
  }

  @Test
  void aTicketIsGoodOnceForThirtySecondsAndItsOrigin() throws Exception {
    HelloAnswer hello = hello();
    page(hello);
    assertThat(refused(() -> page(hello))).isEqualTo(Kind.UNAUTHORIZED);
    assertThat(refused(() -> intake.admit("", ""))).isEqualTo(Kind.UNAUTHORIZED);
    HelloAnswer foreign = hello();
    assertThat(refused(() -> intake.admit(foreign.ticket(), "https://evil.example")))
        .isEqualTo(Kind.FORBIDDEN);
    assertThat(refused(() -> page(foreign))).as("spent by that").isEqualTo(Kind.UNAUTHORIZED);
    HelloAnswer browser = hello();
    assertThat(refused(() -> intake.admit(browser.ticket(), ""))).isEqualTo(Kind.FORBIDDEN);
    HelloAnswer program =
        collected(intake.hello(request("shop-token", Json.hello(clock.millis(), ""), "")));
    Page.open(intake, program.ticket(), "");
    HelloAnswer late = hello();
    pass(Duration.ofSeconds(30));
    HelloAnswer later = hello();
    intake.sweep();
    page(late);
    pass(Duration.ofMillis(30_001));
    assertThat(refused(() -> page(later))).isEqualTo(Kind.UNAUTHORIZED);
  }

  @Test
  void anAdmittedTicketOpensOneSocketWithinThirtySeconds() throws Exception {
    HelloAnswer hello = hello();
    assertThat(refused(() -> intake.open(hello.ticket(), new Page())))
        .as("not admitted")
        .isEqualTo(Kind.UNAUTHORIZED);
    intake.admit(hello.ticket(), SampleApps.SHOP_ORIGIN);
    assertThat(intake.open(hello.ticket(), new Page()).session()).isEqualTo(hello.session());
    assertThat(refused(() -> intake.open(hello.ticket(), new Page()))).isEqualTo(Kind.UNAUTHORIZED);
    HelloAnswer slow = again(hello);
    intake.admit(slow.ticket(), SampleApps.SHOP_ORIGIN);
    pass(Duration.ofMillis(30_001));
    intake.sweep();
    assertThat(refused(() -> intake.open(slow.ticket(), new Page()))).isEqualTo(Kind.UNAUTHORIZED);
  }

  @Test
  void aSecondSocketOfTheStreamTakesTheFirstOnesPlace() throws Exception {
    HelloAnswer hello = hello();
    HelloAnswer same = again(hello);
    Page first = page(hello);
    Page second = page(same);
    assertThat(first.closed()).startsWith("4000 ");
    first.say(Json.frame(1, visit("/lost")));
    assertThat(second.send(1, visit("/a"))).isEqualTo(1);
    assertThat(first.texts()).isEmpty();
    assertThat(storedUrls()).containsExactly("/a");
  }

  @Test
  void aSocketThatIsIdleForThirtyMinutesIsClosed() throws Exception {
    Page page = page(hello());
    pass(Duration.ofMinutes(20));
    page.send(1, visit("/a"));
    pass(Duration.ofMinutes(30).minusMillis(1));
    intake.sweep();
    assertThat(page.isOpen()).isTrue();
    pass(Duration.ofMillis(1));
    intake.sweep();
    assertThat(page.closed()).startsWith("4001 ");
  }

  @Test
  void whatCameBeforeASocketWasGoneIsStored() throws Exception {
    HelloAnswer hello = hello();
    Page page = page(hello);
    sink.hold();
    page.say(Json.frame(1, visit("/a")));
    page.connection().gone();
    sink.release(0);
    assertThat(page.texts()).isEmpty();
    assertThat(again(hello).resumeFrom()).isEqualTo(2);
  }

  @Test
  void aFrameThatIsNotStoredIsNotAcknowledgedAndMayComeAgain() throws Exception {
    HelloAnswer hello = hello();
    Page page = page(hello);
    sink.fail(true);
    page.say(Json.frame(1, visit("/a")));
    assertThat(page.closed()).startsWith("1013 ");
    assertThat(page.texts()).isEmpty();
    sink.fail(false);
    HelloAnswer next = again(hello);
    assertThat(page(next).send(1, visit("/a"), visit("/b"))).isEqualTo(2);
    assertThat(storedUrls()).containsExactly("/a", "/b");
  }

  @Test
  void moreEventsThanTheTokenAllowsInASecondCloseTheSocket() throws Exception {
    apps.add(SampleApps.limited("shop", "ten", 0, 10));
    Page page = page(hello("ten", ""));
    String[] many = new String[200];
    java.util.Arrays.fill(many, visit("/a"));
    assertThat(page.send(1, many)).as("a frame is taken whole").isEqualTo(200);
    page.say(Json.frame(201, visit("/b")));
    assertThat(page.closed()).startsWith("1013 ");
    assertThat(stored()).hasSize(200);
    assertThat(page(hello()).send(1, visit("/c"))).as("another token").isEqualTo(1);
  }

  @Test
  void aListenerIsToldOfEachEventOnceItIsStored() throws Exception {
    HelloAnswer hello = hello();
    Page page = page(hello);
    page.send(1, visit("/a"), "{}", visit("/c"));
    page.send(1, visit("/a"), "{}", visit("/c"), visit("/d"));
    page.send(2, "{}");
    page.send(9, visit("/i"));
    page.send(4, visit("/d"), visit("/e"));
    post(hello, 5, visit("/e"), visit("/f"));
    assertThat(told).extracting(RecordedEvent::seq).containsExactly(1L, 3L, 4L, 9L, 5L, 6L);
    assertThat(told).containsExactlyInAnyOrderElementsOf(stored());
  }
}
