package dev.datalab.server.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.datalab.core.event.Dimensions;
import dev.datalab.core.event.Dimensions.Utm;
import dev.datalab.core.event.Element;
import dev.datalab.core.event.Event;
import dev.datalab.core.event.EventProperties;
import dev.datalab.core.event.RecordedEvent;
import dev.datalab.core.live.LiveFunnels;
import dev.datalab.core.live.LiveNow;
import dev.datalab.core.live.LiveNow.FunnelNow;
import dev.datalab.core.live.LiveNow.PageNow;
import dev.datalab.core.live.LiveNow.StageNow;
import dev.datalab.core.store.Partition;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LiveJsonTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final EventProperties NONE = EventProperties.NONE;

  @Test
  void whoIsHere() throws IOException {
    LiveNow now =
        new LiveNow(
            1_000,
            3,
            List.of(new PageNow("/", 3)),
            List.of(new FunnelNow("f", "Sale \"1\"", 2, List.of(new StageNow("Home", 2, 1)))),
            true);
    Setup setup =
        new Setup(
            new Partition("shop", 0), "", 1, LiveFunnels.NONE, Map.of("f", List.of("f-home")));

    assertThat(JSON.readTree(LiveJson.now(now, setup, true)))
        .isEqualTo(
            JSON.readTree(
                """
                {"type":"now","time":1000,"visitors":3,"pages":[{"page":"/","visitors":3}],
                 "funnels":[{"id":"f","name":"Sale \\"1\\"","visitors":2,
                   "stages":[{"id":"f-home","name":"Home","visitors":2,"here":1}]}]}"""));
    assertThat(JSON.readTree(LiveJson.now(now, setup, false)).path("partial").asBoolean()).isTrue();
  }

  @Test
  void eachKindOfEventTellsWhatItHas() throws IOException {
    assertThat(told(new Event.UrlChange(5, "/a", "https://shop.example/b/?q=1", NONE, 700)))
        .isEqualTo(expected("url", "'page':'/b','elapsed':700"));
    assertThat(told(new Event.UrlChange(5, "/a", "", NONE, -1)))
        .isEqualTo(expected("url", "'page':'/a','leaves':true"));
    assertThat(
            told(
                new Event.Click(
                    5,
                    "/b",
                    NONE,
                    List.of(Element.ofTarget("/html/body/i[1]"), Element.ofTarget("#buy")),
                    1,
                    2,
                    30)))
        .isEqualTo(expected("click", "'page':'/b','target':'#buy','elapsed':30"));
    assertThat(
            told(
                new Event.Click(
                    5, "", NONE, List.of(Element.ofTarget("/html/body/i[1]")), 1, 2, -1)))
        .isEqualTo(expected("click", "'target':'/html/body/i[1]'"));
    assertThat(
            told(
                new Event.ElementTime(
                    5,
                    "/b",
                    NONE,
                    "buy",
                    "",
                    Event.HoverAction.HOVER_CLICK,
                    Event.Pointer.MOUSE,
                    40)))
        .isEqualTo(
            expected("element", "'page':'/b','element':'buy','action':'hover-click','elapsed':40"));
    assertThat(told(new Event.StageChange(5, "/b", NONE, "f", "s1", "s2", "url", -1)))
        .isEqualTo(expected("stage", "'page':'/b','funnel':'f','from':'s1','to':'s2'"));
    assertThat(told(new Event.MouseMovement(5, "/b", NONE, List.of())))
        .isEqualTo(expected("mouse", "'page':'/b'"));
    assertThat(told(new Event.Custom(5, "/b", NONE, "buy")))
        .isEqualTo(expected("event", "'page':'/b','name':'buy'"));
  }

  @Test
  void aLongTextIsCutAndNoCharacterInTwo() throws IOException {
    String page = "/" + "x".repeat(297) + "\uD83D\uDE00" + "y".repeat(1_700);

    String told = told(new Event.UrlChange(5, "", page, NONE, -1)).path("page").asText();

    assertThat(told).isEqualTo("/" + "x".repeat(297) + "…");
  }

  @Test
  void aMessageHoldsTheEventsAndHowManyAreMissing() throws IOException {
    String text = LiveJson.events(List.of("{\"seq\":1}", "{\"seq\":2}"), 12);

    assertThat(JSON.readTree(text))
        .isEqualTo(
            JSON.readTree(
                "{\"type\":\"events\",\"events\":[{\"seq\":1},{\"seq\":2}],\"skipped\":12}"));
  }

  private static JsonNode told(Event event) throws IOException {
    Dimensions dimensions = new Dimensions("", "Firefox", "Linux", "desktop", "", "", Utm.NONE);
    return JSON.readTree(
        LiveJson.event(
            new RecordedEvent("v", "s", 9_007_199_254_740_993L, 2, dimensions, "", event)));
  }

  private static JsonNode expected(String type, String rest) throws IOException {
    return JSON.readTree(
        ("{'time':5,'visitor':'v','session':'s','stream':'9007199254740993','seq':2,'type':'%s',"
                + "'browser':'Firefox','os':'Linux','device':'desktop',%s}")
            .formatted(type, rest)
            .replace('\'', '"'));
  }
}
