package dev.datalab.server.demo.visitors;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;

/** What a shopper does, as the snippet in the shop's pages would report it. Immutable. */
final class LiveEvents {
  private static final int CLICK = 0;
  private static final int URL = 1;
  private static final int ELEMENT = 2;
  private static final int CUSTOM = 5;

  /** From each button up to the page's root. */
  private static final Map<String, List<String>> PATHS =
      Map.of(
          Places.ADD_TO_BASKET,
          List.of(
              "/html/body/main/article/div[2]/p[3]/button[1]",
              "/html/body/main/article/div[2]/p[3]",
              "/html/body/main/article/div[2]",
              "/html/body/main/article",
              "/html/body/main",
              "/html/body",
              "/html"),
          Places.BUY,
          List.of(
              "/html/body/main/section[1]/p[2]/a[2]",
              "/html/body/main/section[1]/p[2]",
              "/html/body/main/section[1]",
              "/html/body/main",
              "/html/body",
              "/html"));

  private static final ObjectMapper JSON = new ObjectMapper();

  private final String site;

  /**
   * Events on a site.
   *
   * @param site its origin, as {@code http://localhost:8081}
   */
  LiveEvents(String site) {
    this.site = site;
  }

  /**
   * What happened, as it goes over the wire.
   *
   * @param timeMillis when, on the visitor's clock
   * @param landing the address that the visit began at
   */
  ObjectNode json(Act act, long timeMillis, String landing) {
    ObjectNode event = JSON.createObjectNode().put("timestamp", timeMillis);
    if (act instanceof Act.Open open) {
      event.put("type", URL);
      if (open.from().isEmpty()) {
        event.putNull("from").put("to", landing).put("elapsed", 0);
      } else {
        event.put("from", site + open.from()).put("to", site + open.page());
        event.put("elapsed", open.elapsed());
      }
    } else if (act instanceof Act.Leave leave) {
      event.put("type", URL).put("from", site + leave.page()).putNull("to");
      event.put("elapsed", leave.elapsed());
    } else if (act instanceof Act.Click click) {
      event.put("type", CLICK).put("url", site + click.page());
      putPath(event, click.target());
      event.put("x", click.x()).put("y", click.y()).put("elapsed", click.elapsed());
    } else if (act instanceof Act.Hover hover) {
      event.put("type", ELEMENT).put("url", site + hover.page());
      event.put("element", hover.element()).put("target", hover.target());
      event.put("action", hover.clicks() ? "hover-click" : "hover-leave");
      event.put("pointer", hover.pointer()).put("elapsed", hover.elapsed());
    } else if (act instanceof Act.Custom custom) {
      event.put("type", CUSTOM).put("url", site + custom.page()).put("name", custom.name());
      if (custom.product() != null) {
        event
            .putObject("properties")
            .put("product", custom.product().slug())
            .put("price", custom.product().price());
      }
    }
    return event;
  }

  private static void putPath(ObjectNode event, String target) {
    List<String> path = PATHS.get(target);
    if (path == null) {
      throw new IllegalArgumentException(target + " is no button of the shop");
    }
    var elements = event.putArray("path");
    String id = target.substring(1);
    for (String xpath : path) {
      ObjectNode element = elements.addObject().put("xpath", xpath);
      if (!id.isEmpty()) {
        element.put("id", id);
        id = "";
      }
    }
  }
}
