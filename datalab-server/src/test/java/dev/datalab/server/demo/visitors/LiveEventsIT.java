package dev.datalab.server.demo.visitors;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.datalab.core.event.Event;
import dev.datalab.ingest.json.EventDecoder;
import dev.datalab.ingest.json.EventDraft;
import dev.datalab.server.demo.site.ShopBrowser;
import dev.datalab.server.demo.visitors.Arrivals.Arrival;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import javax.xml.xpath.XPath;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** What simulated visitors send is what a browser would send from the shop's own pages. */
final class LiveEventsIT {
  private static final String SITE = "http://localhost:8081";
  private static final LiveEvents EVENTS = new LiveEvents(SITE);

  @Test
  void theIntakeReadsEveryAct() throws Exception {
    Arrivals arrivals =
        Arrivals.after(ShopHistory.until(Instant.parse("2026-03-15T12:00:00Z"), 1), 7);
    EventDecoder decoder = new EventDecoder();
    Set<String> seen = new TreeSet<>();
    long time = 1_800_000_000_000L;
    for (int visit = 0; visit < 300; visit++) {
      Arrival arrival = arrivals.next();
      String landing = SITE + arrival.acts().get(0).page() + arrival.origin().query();
      for (Act act : arrival.acts()) {
        time += act.after();
        byte[] json = EVENTS.json(act, time, landing).toString().getBytes(StandardCharsets.UTF_8);
        EventDraft draft = decoder.decode(json, 0, json.length);
        assertThat(draft.timestamp()).isEqualTo(time);

        Event event = draft.event(time);
        assertThat(event.url()).startsWith(SITE + act.page());
        seen.add(event.type().wireName());
        check(act, event, landing);
      }
    }
    assertThat(seen).containsExactly("click", "element", "event", "url");
  }

  private static void check(Act act, Event event, String landing) {
    if (act instanceof Act.Open open) {
      Event.UrlChange change = (Event.UrlChange) event;
      boolean lands = open.from().isEmpty();
      assertThat(change.from()).isEqualTo(lands ? "" : SITE + open.from());
      assertThat(change.to()).isEqualTo(lands ? landing : SITE + open.page());
      assertThat(change.elapsed()).isEqualTo(lands ? 0 : open.elapsed());
    } else if (act instanceof Act.Leave leave) {
      assertThat(((Event.UrlChange) event).leaves()).isTrue();
      assertThat(event.elapsed()).isEqualTo(leave.elapsed());
    } else if (act instanceof Act.Click click) {
      assertThat("#" + ((Event.Click) event).path().get(0).id()).isEqualTo(click.target());
    } else if (act instanceof Act.Hover hover) {
      assertThat(((Event.ElementTime) event).element()).isEqualTo(hover.element());
      assertThat(event.elapsed()).isEqualTo(hover.elapsed());
    } else if (act instanceof Act.Custom custom) {
      assertThat(((Event.Custom) event).name()).isEqualTo(custom.name());
    }
  }

  @Test
  void theButtonsThatAreClickedAreOnTheirPages() throws Exception {
    XPath xpath = XPathFactory.newInstance().newXPath();
    Map<String, String> pages =
        Map.of(Places.BUY, "/basket", Places.ADD_TO_BASKET, "/products/rain-shell");
    try (ShopBrowser browser = ShopBrowser.open()) {
      for (Map.Entry<String, String> button : pages.entrySet()) {
        Document page = browser.page(button.getValue());
        Act.Click click = new Act.Click(0, button.getValue(), button.getKey(), 1, 1, 1);
        ObjectNode event = EVENTS.json(click, 1, "");
        Map<String, String> ids = new HashMap<>();
        for (JsonNode element : event.path("path")) {
          String path = element.path("xpath").asText();
          Element found = (Element) xpath.evaluate(path, page, XPathConstants.NODE);
          assertThat(found).as(path).isNotNull();
          ids.put(path, found.getAttribute("id"));
          assertThat(element.path("id").asText()).as(path).isIn("", found.getAttribute("id"));
        }
        assertThat(ids.values()).contains(button.getKey().substring(1));
        assertThat(event.path("path").get(0).path("id").asText())
            .isEqualTo(button.getKey().substring(1));
      }
    }
  }
}
