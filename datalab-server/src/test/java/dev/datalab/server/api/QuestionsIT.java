package dev.datalab.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.LocalDate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Every kind of question, asked of a small history. */
class QuestionsIT {
  private static final String LINES =
      """
      {"visitor":"u1","timestamp":"2026-11-01T10:00:00Z","type":"url","url":"/","browser":"Firefox"}
      {"visitor":"u1","timestamp":"2026-11-01T10:00:30Z","type":"element","element":"buy","action":"hover-leave","elapsed":4000,"pointer":"mouse","url":"/","browser":"Firefox"}
      {"visitor":"u1","timestamp":"2026-11-01T10:01:00Z","type":"element","target":"#buy","action":"hover-click","elapsed":1000,"pointer":"mouse","url":"/","browser":"Firefox"}
      {"visitor":"u2","timestamp":"2026-11-01T11:00:00Z","type":"element","target":"#buy","action":"hover-leave","elapsed":5000,"url":"/","browser":"Chrome"}
      {"visitor":"u2","timestamp":"2026-11-01T11:00:00Z","type":"element","target":"#buy","action":"hover-click","elapsed":80,"pointer":"touch","url":"/","browser":"Chrome"}
      {"visitor":"u2","timestamp":"2026-11-01T11:00:10Z","type":"element","target":"Search","action":"hover-leave","elapsed":500,"url":"/","browser":"Chrome"}
      {"visitor":"u2","timestamp":"2026-11-01T15:00:00Z","type":"url","url":"/basket","browser":"Chrome","utm":{"source":"google","medium":"cpc","campaign":"spring"}}
      {"visitor":"u2","timestamp":"2026-11-01T15:01:00Z","type":"event","name":"purchase","url":"/basket","browser":"Chrome","utm":{"source":"google","medium":"cpc","campaign":"spring"}}
      {"visitor":"u3","timestamp":"2026-11-03T12:00:00Z","type":"url","url":"/"}
      {"visitor":"u3","timestamp":"2026-11-03T12:00:10Z","type":"url","url":"/product/7"}
      {"visitor":"u3","timestamp":"2026-11-03T12:00:20Z","type":"url","url":"/product/8/"}
      {"visitor":"u3","timestamp":"2026-11-03T12:00:30Z","type":"url","url":"/paid?x=1"}
      {"visitor":"u4","timestamp":"2026-11-03T12:00:00Z","type":"url","url":"/"}
      {"visitor":"u4","timestamp":"2026-11-03T12:00:20Z","type":"url","url":"/product/9"}
      {"visitor":"u5","timestamp":"2026-11-03T13:00:00Z","type":"url","url":"/"}
      {"visitor":"u6","timestamp":"2026-11-03T13:00:00Z","type":"url","url":"/help"}
      {"visitor":"r1","timestamp":"2026-10-19T12:00:00Z","type":"url","url":"/","language":"de"}
      {"visitor":"r1","timestamp":"2026-10-25T22:30:00Z","type":"url","url":"/","language":"de"}
      {"visitor":"r1","timestamp":"2026-10-25T23:00:00Z","type":"url","url":"/","language":"de"}
      {"visitor":"r2","timestamp":"2026-10-20T12:00:00Z","type":"url","url":"/","language":"fr"}
      """;

  private static final String CONFIGURATION =
      """
      {"funnels":[{"id":"purchase","name":"Purchase","stages":[
         {"id":"basket","name":"Basket","match":{"type":"url","op":"equals","value":"/basket"}},
         {"id":"paid","name":"Paid","match":{"type":"event","name":"purchase"}}]},
        {"id":"sale","name":"Sale","stages":[
         {"id":"product","name":"Product","match":{"type":"url","op":"prefix","value":"/product/"}},
         {"id":"sold","name":"Paid","match":{"type":"url","op":"equals","value":"/paid"}}]}],
       "campaigns":[{"id":"spring","name":"Spring sale","match":{"utm":{"campaign":"spring"}}}],
       "elements":[{"id":"buy","name":"Buy button","target":"#buy"},
                   {"id":"help","name":"Help","target":"#help"}]}""";

  private static RunningServer server;
  private static String owner = "";
  private static String app = "";

  @BeforeAll
  static void start() {
    server = RunningServer.start();
    owner = server.founder("ada", "One");
    app = "/api/v1/apps/" + server.app(owner, "shop", "public");
    server.call("PUT", app + "/config", owner, CONFIGURATION).is(200);
    server
        .send(
            "POST", app + "/import", owner, BodyPublishers.ofString(LINES), "application/x-ndjson")
        .is(200);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  /** The answer to a question about the first day, with these further fields. */
  private static JsonNode ask(String kind, String fields) {
    return ask("2026-11-01", kind, fields);
  }

  private static JsonNode ask(String day, String kind, String fields) {
    String question =
        "{\"from\":\"%sT00:00:00Z\",\"to\":\"%sT00:00:00Z\"%s}"
            .formatted(day, LocalDate.parse(day).plusDays(1), fields);
    return server.post(app + "/analysis/" + kind, owner, question).is(200).json();
  }

  @Test
  void howLongPeopleHesitateOverElements() {
    JsonNode answer = ask("elements", ",\"breakdown\":\"browser\"");

    assertThat(answer.at("/elements").findValuesAsText("name"))
        .containsExactly("Buy button", "Help", "Search");
    assertThat(answer.at("/elements/0/hovers").asInt()).isEqualTo(3);
    assertThat(answer.at("/elements/0/clicks").asInt()).isEqualTo(1);
    assertThat(answer.at("/elements/0/visitors").asInt()).isEqualTo(2);
    assertThat(answer.at("/elements/0/leave/average").asDouble()).isEqualTo(4.5);
    assertThat(answer.at("/elements/0/correlation/coefficient").asDouble()).isBetween(-1.0, -0.9);
    assertThat(answer.at("/elements/0/touch/hovers").asInt()).isEqualTo(1);
    assertThat(answer.at("/elements/1/hovers").asInt()).isZero();
    assertThat(answer.at("/elements/2").has("id")).isFalse();
    assertThat(answer.at("/breakdown").findValuesAsText("value"))
        .containsExactly("Chrome", "Firefox");
  }

  @Test
  void whatBroughtPeopleAndWhatCameOfIt() {
    JsonNode answer = ask("campaigns", ",\"funnel\":\"purchase\"");

    assertThat(answer.at("/sessions").asInt()).isEqualTo(3);
    assertThat(answer.at("/conversions").asInt()).isEqualTo(1);
    assertThat(answer.at("/campaigns/1/value").asText()).isEqualTo("Spring sale");
    assertThat(answer.at("/campaigns/1/lastTouch/conversions").asInt()).isEqualTo(1);
    assertThat(answer.at("/campaigns/1/firstTouch/conversions").asInt()).isZero();
    assertThat(answer.at("/channels").findValuesAsText("value"))
        .containsExactly("Direct", "Paid Search");
  }

  @Test
  void whichWaysVisitorsTook() {
    JsonNode answer =
        ask(
            "2026-11-03",
            "journey",
            ",\"by\":\"url\",\"unit\":\"session\",\"top\":1,\"time\":true,"
                + "\"clean\":[{\"pattern\":\"^/product/\",\"as\":\"/product/{id}\"}]");

    assertThat(answer.at("/visitors").asInt()).isEqualTo(4);
    assertThat(answer.at("/nodes").findValuesAsText("name"))
        .containsExactly("/", "…", "/product/{id}", "/paid");
    assertThat(answer.at("/nodes/1"))
        .isEqualTo(
            json("{'id':1,'step':0,'name':'…','visitors':1,'entries':1,'exits':1,'merged':1}"));
    assertThat(answer.at("/edges/0"))
        .isEqualTo(
            json(
                "{'from':0,'to':2,'visitors':2,'transitions':2,'time':{'average':15,'median':15}}"));
    assertThat(answer.at("/paths/1"))
        .isEqualTo(json("{'names':['/','/product/{id}'],'visitors':1}"));
    assertThat(answer.at("/otherPaths")).isEqualTo(json("{'paths':0,'visitors':0}"));
  }

  @Test
  void whichWaysVisitorsTookThroughTheStagesOfAFunnel() {
    JsonNode answer =
        ask(
            "2026-11-03",
            "journey",
            ",\"by\":\"stage\",\"funnel\":\"sale\",\"direction\":\"backward\"");

    assertThat(answer.at("/paths/1")).isEqualTo(json("{'names':['Product','Paid'],'visitors':1}"));
    assertThat(answer.at("/nodes/0/name").asText()).isEqualTo("Paid");
  }

  @Test
  void whoCameBackInTheWeeksAfter() {
    String question =
        """
        {"from":"2026-10-19T00:00:00+02:00","to":"2026-11-02T00:00:00+01:00","timeZone":"Europe/Berlin",
         "filters":{"language":["de","fr"]},"breakdown":"language","periods":4}""";
    JsonNode answer = server.post(app + "/analysis/retention", owner, question).is(200).json();

    assertThat(answer.at("/returns")).isEqualTo(json("[{'of':2,'visitors':1,'share':0.5}]"));
    assertThat(answer.at("/cohorts/0"))
        .isEqualTo(
            json(
                "{'start':'2026-10-19T00:00:00+02:00','visitors':2,'incomplete':false,'periods':["
                    + "{'start':'2026-10-26T00:00:00+01:00','visitors':1,'share':0.5,"
                    + "'incomplete':false}]}"));
    assertThat(answer.at("/breakdown/1"))
        .isEqualTo(json("{'value':'fr','visitors':1,'returns':[{'of':1,'visitors':0,'share':0}]}"));
    assertThat(answer.at("/more").asInt()).isZero();
  }

  @Test
  void withWhatPeopleComeAndWhetherForTheFirstTime() {
    JsonNode answer =
        ask("audience", ",\"interval\":\"day\",\"breakdown\":\"visitorType\",\"limit\":1");

    assertThat(answer.at("/visitors").asInt()).isEqualTo(2);
    assertThat(answer.at("/sessions").asInt()).isEqualTo(3);
    assertThat(answer.at("/newVisitors").asInt()).isEqualTo(2);
    assertThat(answer.at("/browsers").findValuesAsText("value")).containsExactly("Chrome", "…");
    assertThat(answer.at("/browsers/0/sessions").asInt()).isEqualTo(2);
    assertThat(answer.at("/browsers/1/merged").asInt()).isEqualTo(1);
    assertThat(answer.at("/breakdown/0/value").asText()).isEqualTo("new");
    assertThat(answer.at("/trend/0/visitors").asInt()).isEqualTo(2);
    assertThat(answer.at("/trend/0/start").asText()).isEqualTo("2026-11-01T00:00:00Z");
  }

  @Test
  void theFiguresOfARangeBesideThoseOfTheRangeBefore() {
    JsonNode answer = ask("overview", ",\"interval\":\"day\",\"limit\":1");

    assertThat(answer.at("/compare/from").asText()).isEqualTo("2026-10-31T00:00:00Z");
    assertThat(answer.at("/figures/visitors").asInt()).isEqualTo(2);
    assertThat(answer.at("/figures/sessions").asInt()).isEqualTo(3);
    assertThat(answer.at("/figures/views").asInt()).isEqualTo(2);
    assertThat(answer.at("/figures/bounceRate").asDouble()).isEqualTo(1);
    assertThat(answer.at("/figures/medianSessionSeconds").asDouble()).isEqualTo(60);
    assertThat(answer.at("/before/sessions").asInt()).isZero();
    assertThat(answer.at("/change/sessions").isNull()).isTrue();
    assertThat(answer.at("/trend/0/views").asInt()).isEqualTo(2);
    assertThat(answer.at("/topPages/0/page").asText()).isEqualTo("/");
    assertThat(answer.at("/more/pages").asInt()).isEqualTo(1);
  }

  @Test
  void whichSessionsThereWereAndWhatHappenedInOne() {
    JsonNode first = ask("sessions", ",\"limit\":1,\"breakdown\":\"browser\"");
    JsonNode second = ask("sessions", ",\"limit\":2,\"after\":" + first.at("/next"));

    assertThat(first.at("/sessions").asInt()).isEqualTo(3);
    assertThat(first.at("/list/0/start").asText()).isEqualTo("2026-11-01T15:00:00Z");
    assertThat(first.at("/list/0/campaign").asText()).isEqualTo("Spring sale");
    assertThat(first.at("/breakdown/0/value").asText()).isEqualTo("Chrome");
    assertThat(second.at("/list").findValuesAsText("visitor")).containsExactly("u2", "u1");
    assertThat(second.has("next")).isFalse();

    JsonNode course = ask("sessions", ",\"visitor\":\"u2\",\"session\":" + first.at("/list/0/id"));
    assertThat(course.at("/session/length").asInt()).isEqualTo(60);
    assertThat(course.at("/session/events").findValuesAsText("type"))
        .containsExactly("url", "event");
    assertThat(course.at("/session/events/1/name").asText()).isEqualTo("purchase");
    assertThat(ask("sessions", ",\"session\":\"gone\"").at("/session").isNull()).isTrue();
  }

  @Test
  void whatBecameOfWhatWasSent() {
    String day =
        "{\"from\":\"2000-01-01T00:00:00Z\",\"to\":\"2100-01-01T00:00:00Z\",\"archive\":\"all\"}";
    JsonNode answer = server.post(app + "/analysis/delivery", owner, day).is(200).json();

    assertThat(answer.at("/sent").asLong()).isGreaterThanOrEqualTo(LINES.lines().count());
    assertThat(answer.at("/stored")).isEqualTo(answer.at("/sent"));
    assertThat(answer.at("/days")).isNotEmpty();
    server.post(app + "/analysis/delivery", owner, day.replace("archive", "breakdown")).is(422);
  }

  @Test
  void whereOnAPagePeopleClickAndTheirPointersRest() {
    String about = app + "/analysis/map";
    String day = "{\"from\":\"2026-10-01T00:00:00Z\",\"to\":\"2026-10-02T00:00:00Z\"";
    String lines =
        """
        {"visitor":"m1","timestamp":"2026-10-01T10:00:00Z","type":"click","url":"/map","path":[{"xpath":"/html/body/button[1]/i[1]"},{"id":"buy"}],"x":500,"y":45,"screen":"1000x800"}
        {"visitor":"m2","timestamp":"2026-10-01T10:00:00Z","type":"mouse","url":"/map?x=1","points":[[0,10,10,0],[50,250,45,1500,"#buy"]],"screen":"500x800"}
        """;
    server
        .send(
            "POST", app + "/import", owner, BodyPublishers.ofString(lines), "application/x-ndjson")
        .is(200);

    JsonNode map =
        server
            .post(about, owner, day + ",\"page\":\"/map\",\"columns\":4,\"rowHeight\":10}")
            .is(200)
            .json();

    assertThat(map.at("/clicks/cells/0").toString()).isEqualTo("{\"x\":0.5,\"y\":40,\"count\":1}");
    assertThat(map.at("/rests/cells/0").toString())
        .isEqualTo("{\"x\":0.5,\"y\":40,\"seconds\":1.5}");
    assertThat(map.at("/elements/0/name").asText()).isEqualTo("Buy button");
    assertThat(map.at("/elements/0/clicks").asInt()).isEqualTo(1);
    assertThat(map.at("/elements/0/restSeconds").asDouble()).isEqualTo(1.5);
    server.post(about, owner, day + "}").is(422);
  }

  private static JsonNode json(String text) {
    try {
      return new ObjectMapper().readTree(text.replace('\'', '"'));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(text, e);
    }
  }
}
