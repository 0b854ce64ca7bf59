package dev.datalab.ingest.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonParser;
import dev.datalab.core.event.Element;
import dev.datalab.core.event.Event;
import dev.datalab.core.event.Event.HoverAction;
import dev.datalab.core.event.Event.Pointer;
import dev.datalab.core.event.EventProperties;
import dev.datalab.core.event.EventType;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventDecoderTest {
  private static final long NOW = 1_793_527_200_000L;
  private static final EventProperties NONE = EventProperties.NONE;

  private final EventDecoder decoder = new EventDecoder();

  @Test
  void aChangeOfAddressGoesToTo() throws Exception {
    assertThat(event("{'type':'url','from':'/a','to':'https://shop.example/b?c=1','elapsed':1500}"))
        .isEqualTo(new Event.UrlChange(NOW, "/a", "https://shop.example/b?c=1", NONE, 1500));
  }

  @Test
  void urlAloneMeansTo() throws Exception {
    assertThat(event("{'type':'url','url':'/basket'}")).isEqualTo(to("", "/basket"));
  }

  @Test
  void anExplicitToWinsOverUrlInAnyOrder() throws Exception {
    assertThat(event("{'to':'/b','url':'/a','type':1}")).isEqualTo(to("", "/b"));
    assertThat(event("{'url':'/a','type':1,'to':'/b'}")).isEqualTo(to("", "/b"));
  }

  @Test
  void toNullIsALeavingFromFromOrElseFromUrl() throws Exception {
    assertThat(event("{'type':'url','from':'/a','url':'/b','to':null}")).isEqualTo(to("/a", ""));
    assertThat(event("{'type':'url','url':'/b','to':null}")).isEqualTo(to("/b", ""));
  }

  @Test
  void fromNullIsALanding() throws Exception {
    assertThat(event("{'type':'url','from':null,'to':'/a'}")).isEqualTo(to("", "/a"));
  }

  @Test
  void aClickHasItsPathFromTheTargetUp() throws Exception {
    assertThat(
            event(
                "{'type':0,'url':'/a','path':[{'xpath':'/html/body/a','id':'buy'},"
                    + "{'name':'form','label':'order','more':[1]}],'x':12.6,'y':-3,'elapsed':0}"))
        .isEqualTo(
            new Event.Click(
                NOW,
                "/a",
                NONE,
                List.of(
                    new Element("/html/body/a", "buy", "", ""),
                    new Element("", "", "form", "order")),
                13,
                -3,
                0));
  }

  @ParameterizedTest
  @CsvSource({"/html/body,/html/body,'','',''", "#buy,'',buy,'',''", "[name=q],'','',q,''"})
  void aTargetAloneWillDoForAClick(String target, String xpath, String id, String name, String l)
      throws Exception {
    assertThat(event("{'type':'click','target':'" + target + "'}"))
        .isEqualTo(
            new Event.Click(
                NOW,
                "",
                NONE,
                List.of(new Element(xpath, id, name, l)),
                Event.UNKNOWN_COORDINATE,
                Event.UNKNOWN_COORDINATE,
                Event.UNKNOWN_ELAPSED));
  }

  @Test
  void thePathWinsOverTheTarget() throws Exception {
    Event.Click click =
        (Event.Click) event("{'type':'click','target':'#a','path':[{'id':'b'}],'x':null}");
    assertThat(click.path()).containsExactly(new Element("", "b", "", ""));
  }

  @Test
  void anElementTimeHasItsElementActionAndPointer() throws Exception {
    assertThat(
            event(
                "{'type':'element','element':'e1','action':'hover-click','elapsed':800,"
                    + "'pointer':'touch'}"))
        .isEqualTo(
            new Event.ElementTime(
                NOW, "", NONE, "e1", "", HoverAction.HOVER_CLICK, Pointer.TOUCH, 800));
    assertThat(event("{'type':2,'target':'#buy','action':'hover-leave','elapsed':1}"))
        .isEqualTo(
            new Event.ElementTime(
                NOW, "", NONE, "", "#buy", HoverAction.HOVER_LEAVE, Pointer.UNKNOWN, 1));
  }

  @Test
  void aStageHintHasItsFunnelAndStages() throws Exception {
    assertThat(event("{'type':3,'funnel':'f','from':null,'to':'s1','trigger':'url','elapsed':5}"))
        .isEqualTo(new Event.StageChange(NOW, "", NONE, "f", "", "s1", "url", 5));
    assertThat(event("{'type':'stage','funnel':'f','from':'s1','to':'s2'}"))
        .isEqualTo(new Event.StageChange(NOW, "", NONE, "f", "s1", "s2", "", -1));
  }

  @Test
  void aMovementHasItsPoints() throws Exception {
    assertThat(event("{'type':'mouse','url':'/a','points':[[0,1,2,0],[16,3.4,-4,250,'#buy']]}"))
        .isEqualTo(
            new Event.MouseMovement(
                NOW,
                "/a",
                NONE,
                List.of(new Event.Point(0, 1, 2, 0, ""), new Event.Point(16, 3, -4, 250, "#buy"))));
  }

  @Test
  void aCustomEventHasItsNameAndFlatProperties() throws Exception {
    assertThat(
            event(
                "{'type':'event','name':'purchase','properties':"
                    + "{'plan':'pro','price':9.5,'count':2,'new':true,'none':null}}"))
        .isEqualTo(
            new Event.Custom(
                NOW,
                "",
                new EventProperties(Map.of("plan", "pro", "price", 9.5, "count", 2, "new", true)),
                "purchase"));
  }

  @Test
  void everyTypeMayHaveProperties() throws Exception {
    assertThat(event("{'type':'url','url':'/a','properties':{'plan':'pro'}}").properties())
        .isEqualTo(new EventProperties(Map.of("plan", "pro")));
  }

  @ParameterizedTest
  @CsvSource({"0,CLICK", "1,URL", "2,ELEMENT", "3,STAGE", "4,MOUSE", "5,EVENT"})
  void aTypeIsANumberOrAName(String number, EventType type) throws Exception {
    assertThat(decode("{'type':" + number + "}").type()).isEqualTo(type);
    assertThat(decode("{'type':'" + type.wireName() + "'}").type()).isEqualTo(type);
  }

  @ParameterizedTest
  @CsvSource({
    "1793527200000,1793527200000",
    "'''2026-11-01T10:00:00Z''',1793527200000",
    "'''2026-11-01T11:00:00.5+01:00''',1793527200500",
    "'''2026-11-01T04:30:00.1239-0530''',1793527200123",
    "'''2026-11-01T12:00+02''',1793527200000"
  })
  void aTimestampIsMillisecondsOrIsoWithAZone(String json, long millis) throws Exception {
    assertThat(decode("{'timestamp':" + json + "}").timestamp()).isEqualTo(millis);
  }

  @Test
  void theLastOfTwoFieldsOfOneNameCounts() throws Exception {
    assertThat(event("{'type':'url','url':7,'url':'/a','url':'/b'}")).isEqualTo(to("", "/b"));
    assertThat(event("{'type':'click','type':'event','name':'a','name':'b'}"))
        .isEqualTo(new Event.Custom(NOW, "", NONE, "b"));
    assertThat(
            event("{'type':'event','name':'a','properties':{'x':[]},'properties':{'y':1,'y':2}}"))
        .isEqualTo(new Event.Custom(NOW, "", new EventProperties(Map.of("y", 2)), "a"));
  }

  @Test
  void unknownFieldsAreIgnoredWhateverTheyHold() throws Exception {
    assertThat(event("{'extra':{'a':[1,{'b':2}]},'type':'url','url':'/a','more':null}"))
        .isEqualTo(to("", "/a"));
  }

  @Test
  void fieldsOfOtherTypesAreIgnoredWhateverTheyHold() throws Exception {
    assertThat(
            event(
                "{'type':'url','name':{},'points':7,'path':[{}],'action':'sit','x':'left',"
                    + "'funnel':[],'url':'/a'}"))
        .isEqualTo(to("", "/a"));
  }

  @Test
  void nothingOfTheEventBeforeStays() throws Exception {
    event("{'type':'url','url':'/a','from':'/b','elapsed':3,'properties':{'a':1}}");
    assertThat(event("{'type':'url','to':'/c'}")).isEqualTo(to("", "/c"));
  }

  @Test
  void textIsUnicodeAndMayBeEscaped() throws Exception {
    assertThat(event("{'type':'event','name':'Gr\\u00fc\\u00dfe \\ud83d\\ude00 你好'}"))
        .isEqualTo(new Event.Custom(NOW, "", NONE, "Grüße 😀 你好"));
  }

  @Test
  void aFrameHoldsSeveralEvents() throws Exception {
    byte[] frame = bytes("{'seq':1,'events':[{'type':1,'to':'/a'},{'type':1,'to':'/b'}]}");
    try (JsonParser parser = decoder.parser(frame, 0, frame.length)) {
      for (int i = 0; i < 6; i++) {
        parser.nextToken();
      }
      assertThat(decoder.read(parser).event(NOW)).isEqualTo(to("", "/a"));
      parser.nextToken();
      assertThat(decoder.read(parser).event(NOW)).isEqualTo(to("", "/b"));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'url':'/a'} | type: missing",
        "{'type':6} | type: not a type",
        "{'type':'1'} | type: not a type",
        "{'type':'Click'} | type: not a type",
        "{'type':99999999999} | type: not a type",
        "{'type':'url'} | to: missing",
        "{'type':'url','to':null} | to: missing",
        "{'type':'url','to':''} | to: a text of 1 to 2000",
        "{'type':'url','from':'/a'} | to: missing",
        "{'type':'url','url':'basket'} | url: neither absolute",
        "{'type':'url','url':'1x://a'} | url: neither absolute",
        "{'type':'url','url':'://a'} | url: neither absolute",
        "{'type':'url','to':'mailto:x'} | to: neither absolute",
        "{'type':'url','to':'/a','from':'a'} | from: neither absolute",
        "{'type':'url','to':5} | to: a text of",
        "{'type':'url','to':'/a','elapsed':-1} | elapsed: a number from 0",
        "{'type':'url','to':'/a','elapsed':'5'} | elapsed: a number from 0",
        "{'type':'url','to':'/a','elapsed':1e400} | elapsed: a number from 0",
        "{'type':'click'} | path: missing",
        "{'type':'click','path':[]} | path: missing",
        "{'type':'click','path':[{}]} | path: at most 16",
        "{'type':'click','path':[{'id':5}]} | path: at most 16",
        "{'type':'click','path':['a']} | path: at most 16",
        "{'type':'click','path':{'id':'a'}} | path: at most 16",
        "{'type':'click','target':'#'} | target: names no element",
        "{'type':'click','target':'[name=]'} | target: names no element",
        "{'type':'click','target':'#a','x':1e9} | x: a number from",
        "{'type':'click','target':'#a','y':true} | y: a number from",
        "{'type':'element','action':'hover-click','elapsed':1} | element: missing",
        "{'type':'element','element':'e','elapsed':1} | action: missing",
        "{'type':'element','element':'e','action':'hover','elapsed':1} | action: not an action",
        "{'type':'element','element':'e','action':'hover-click'} | elapsed: missing",
        "{'type':2,'element':'e','action':'hover-click','elapsed':1,'pointer':'nose'} | pointer:",
        "{'type':'stage','to':'s'} | funnel: missing",
        "{'type':'stage','funnel':'f'} | to: missing",
        "{'type':'stage','funnel':'f','to':'s','trigger':'x'} | trigger: not a trigger",
        "{'type':'mouse'} | points: missing",
        "{'type':'mouse','points':[[1,2,3]]} | points: at most 1,000",
        "{'type':'mouse','points':[[1,2,3,-4]]} | points: at most 1,000",
        "{'type':'mouse','points':[[1,2,3,4,5]]} | points: at most 1,000",
        "{'type':'mouse','points':[[1,2,3,4,'a',5]]} | points: at most 1,000",
        "{'type':'mouse','points':[[1,'2',3,4]]} | points: at most 1,000",
        "{'type':'event'} | name: missing",
        "{'type':'event','name':''} | name: a text of 1 to 100",
        "{'type':'event','name':'a\\u0000b'} | name: a text of 1 to 100",
        "{'type':'event','name':'a\\ud800'} | name: a text of 1 to 100",
        "{'type':'event','name':'\\udc00\\ud800'} | name: a text of 1 to 100",
        "{'type':'event','name':'a','properties':{'b':{}}} | properties: at most 32, flat",
        "{'type':'event','name':'a','properties':{'b':[1]}} | properties: at most 32, flat",
        "{'type':'event','name':'a','properties':{'b':1e999}} | properties: at most 32, flat",
        "{'type':'event','name':'a','properties':{'':1}} | properties: at most 32, flat",
        "{'type':'event','name':'a','properties':{'\\u0000':1}} | properties: at most 32, flat",
        "{'type':'event','name':'a','properties':[]} | properties: at most 32, flat"
      })
  void aBrokenRuleIsToldByFieldRuleAndRemedy(String json, String beginning) {
    assertThatThrownBy(() -> event(json))
        .isInstanceOf(EventFormatException.class)
        .hasMessageStartingWith(beginning)
        .message()
        .matches("[^;]+; .+\\.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.5",
        "1793527200000.0",
        "'1793527200000'",
        "99999999999999999999",
        "true",
        "[1]",
        "''",
        "'2026-11-01'",
        "'2026-11-01T10:00:00'",
        "'2026-11-01 10:00:00Z'",
        "'2026-02-29T10:00:00Z'",
        "'2026-13-01T10:00:00Z'",
        "'2026-11-01T24:00:00Z'",
        "'2026-11-01T10:00:60Z'",
        "'2026-11-01T10:00:00.Z'",
        "'2026-11-01T10:00:00+1'",
        "'2026-11-01T10:00:00+19:00'",
        "'2026-11-01T10:00:00ZZ'"
      })
  void whatIsNoTimeIsRefused(String json) {
    assertThatThrownBy(() -> decode("{'timestamp':" + json + "}").timestamp())
        .isInstanceOf(EventFormatException.class)
        .hasMessageStartingWith("timestamp: no time");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "7",
        "'text'",
        "[]",
        "{",
        "{'type'",
        "{'type':'url',}",
        "{'type':'url'} x",
        "{} {}",
        "{'a':NaN}",
        "{'a':'\u0001'}",
        "{\"a\":\"\\x\"}",
        "{'a':[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]}"
      })
  void whatIsNoJsonObjectIsRefused(String json) {
    assertThatThrownBy(() -> decode(json)).isInstanceOf(EventFormatException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"C0AF", "EDA080", "F4908080", "E282", "FF", "80"})
  void bytesThatAreNoUtf8AreRefused(String hex) {
    byte[] wrong = java.util.HexFormat.of().parseHex(hex);
    byte[] line =
        ("{\"type\":\"event\",\"name\":\"" + "x".repeat(2_000) + "??????\"}")
            .getBytes(StandardCharsets.UTF_8);
    System.arraycopy(wrong, 0, line, line.length - 8, wrong.length);
    assertThatThrownBy(() -> decoder.decode(line, 0, line.length))
        .isInstanceOf(EventFormatException.class)
        .hasMessage("not UTF-8; encode the text as UTF-8.");
  }

  @Test
  void textsAreTakenUpToTheirLimitAndNotBeyond() throws Exception {
    assertThat(event("{'type':'event','name':'" + "n".repeat(100) + "'}")).isNotNull();
    assertRefused("{'type':'event','name':'" + "n".repeat(101) + "'}", "name:");
    assertThat(event("{'type':'url','url':'/" + "u".repeat(1_999) + "'}")).isNotNull();
    assertRefused("{'type':'url','url':'/" + "u".repeat(2_000) + "'}", "url:");
    assertThat(event(withProperty("p".repeat(100), "'" + "v".repeat(2_000) + "'"))).isNotNull();
    assertRefused(withProperty("p".repeat(101), "1"), "properties:");
    assertRefused(withProperty("p", "'" + "v".repeat(2_001) + "'"), "properties:");
    assertRefused(
        "{'type':'stage','funnel':'f','to':'" + "s".repeat(101) + "'}", "to: a stage's id");
  }

  @Test
  void listsAreTakenUpToTheirLimitAndNotBeyond() throws Exception {
    assertThat(event("{'type':0,'path':[" + many(16, "{'id':'a'}") + "]}")).isNotNull();
    assertRefused("{'type':0,'path':[" + many(17, "{'id':'a'}") + "]}", "path:");
    assertThat(event("{'type':4,'points':[" + many(1_000, "[0,0,0,0]") + "]}")).isNotNull();
    assertRefused("{'type':4,'points':[" + many(1_001, "[0,0,0,0]") + "]}", "points:");
    assertThat(event("{'type':5,'name':'a','properties':{" + properties(32) + "}}")).isNotNull();
    assertRefused("{'type':5,'name':'a','properties':{" + properties(33) + "}}", "properties:");
  }

  @Test
  void aReasonNamesNothingThatTheSenderChose() {
    assertThatThrownBy(() -> decode("{'type':'secret' 'x'}"))
        .isInstanceOfSatisfying(
            EventFormatException.class,
            e -> {
              assertThat(e).hasMessage("not JSON at byte 18; write one event as a JSON object.");
              assertThat(e.reason()).isEqualTo("not JSON; write one event as a JSON object.");
            });
  }

  private void assertRefused(String json, String beginning) {
    assertThatThrownBy(() -> event(json))
        .isInstanceOf(EventFormatException.class)
        .hasMessageStartingWith(beginning);
  }

  private static String withProperty(String name, String value) {
    return "{'type':5,'name':'a','properties':{'" + name + "':" + value + "}}";
  }

  private static String properties(int count) {
    StringBuilder properties = new StringBuilder();
    for (int i = 0; i < count; i++) {
      properties.append(i == 0 ? "" : ",").append("'p").append(i).append("':").append(i);
    }
    return properties.toString();
  }

  private static String many(int count, String json) {
    return (json + ",").repeat(count - 1) + json;
  }

  private static Event to(String from, String to) {
    return new Event.UrlChange(NOW, from, to, NONE, Event.UNKNOWN_ELAPSED);
  }

  private Event event(String json) throws EventFormatException {
    return decode(json).event(NOW);
  }

  private EventDraft decode(String json) throws EventFormatException {
    byte[] bytes = bytes(json);
    return decoder.decode(bytes, 0, bytes.length);
  }

  private static byte[] bytes(String json) {
    return json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
  }
}
