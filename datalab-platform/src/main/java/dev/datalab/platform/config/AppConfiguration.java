package dev.datalab.platform.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.datalab.core.element.InterestingElement;
import dev.datalab.core.event.Element;
import dev.datalab.core.query.Campaign;
import dev.datalab.core.query.Site;
import dev.datalab.platform.question.Configured;
import dev.datalab.platform.question.Findings;
import dev.datalab.platform.rpc.Rejection;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The configuration of an app, valid. Immutable; equal where the canonical text is.
 *
 * <p>Limits: {@value #MAX_BYTES} bytes, {@value #MAX_FUNNELS} funnels of 30 stages, {@value
 * #MAX_CAMPAIGNS} campaigns, {@value #MAX_ELEMENTS} elements; ids of 1 to 100 characters. No two
 * funnels, campaigns or elements have the same id, and no two stages of the app.
 */
public final class AppConfiguration {
  /** The most bytes of a configuration. */
  public static final int MAX_BYTES = 1_048_576;

  /** The most funnels. */
  public static final int MAX_FUNNELS = 100;

  /** The most campaigns. */
  public static final int MAX_CAMPAIGNS = 200;

  /** The most interesting elements. */
  public static final int MAX_ELEMENTS = 200;

  /** The configuration of an app that nobody has configured. */
  public static final AppConfiguration DEFAULT = read("{}");

  private final ObjectNode document;
  private final Settings settings;
  private final List<Campaign> campaigns;

  private AppConfiguration(ObjectNode document, Settings settings, List<Campaign> campaigns) {
    this.document = document;
    this.settings = settings;
    this.campaigns = List.copyOf(campaigns);
  }

  /**
   * Reads a configuration. A part that is not given is empty, a setting as by default.
   *
   * @param json {@code {funnels?, campaigns?, elements?, settings?}}
   * @throws Rejection MALFORMED if it is no JSON object, TOO_LARGE, or INVALID with everything that
   *     is wrong with it
   */
  public static AppConfiguration read(String json) {
    Findings findings = Findings.in(json, MAX_BYTES);
    ConfigurationReader reader = new ConfigurationReader(findings.body());
    List<Campaign> campaigns = reader.campaigns();
    Settings settings = reader.settings();
    findings.check();
    ObjectNode document = JsonNodeFactory.instance.objectNode();
    for (String part : List.of("funnels", "campaigns", "elements")) {
      JsonNode given = findings.body().at(part).node();
      document.set(
          part, given.isArray() ? Canonical.of(given) : JsonNodeFactory.instance.arrayNode());
    }
    document.set("settings", settings.json());
    return new AppConfiguration(document, settings, campaigns);
  }

  /** The canonical text, defaults filled in. */
  public String json() {
    return document.toString();
  }

  /** The settings. */
  public Settings settings() {
    return settings;
  }

  /** What questions need of it. */
  public Configured questions() {
    Map<String, ObjectNode> funnels = new LinkedHashMap<>();
    for (JsonNode funnel : document.get("funnels")) {
      funnels.put(funnel.get("id").textValue(), (ObjectNode) funnel.deepCopy());
    }
    List<InterestingElement> elements = new ArrayList<>();
    for (JsonNode element : document.get("elements")) {
      elements.add(
          new InterestingElement(
              element.get("id").textValue(),
              element.get("name").textValue(),
              element.get("target").textValue()));
    }
    return new Configured(settings.timeZone(), funnels, elements, settings.clean());
  }

  /**
   * What the engine needs of it.
   *
   * @param url the address of the app's site
   */
  public Site site(String url) {
    return new Site(url, settings.timeZone(), campaigns);
  }

  /**
   * What a snippet needs: {@code {stages: [{id, funnel, anyOf, partial?}], elements: [{id,
   * target}], settings: {identity, honour, mouse, queryParameters}}}.
   *
   * <p>A target stands in its one spelling: an XPath, {@code #id}, {@code [name=…]} without quotes,
   * or a label. Stages stand in the order of the configuration. A regular expression is for the
   * server only and left out; a stage that has one says {@code partial: true}, so the snippet knows
   * that it may be entered unseen.
   */
  public String clientJson() {
    ObjectNode client = JsonNodeFactory.instance.objectNode();
    ArrayNode stages = client.putArray("stages");
    for (JsonNode funnel : document.get("funnels")) {
      for (JsonNode stage : funnel.get("stages")) {
        ObjectNode entry = stages.addObject();
        entry.set("id", stage.get("id"));
        entry.set("funnel", funnel.get("id"));
        boolean partial = false;
        ArrayNode anyOf = entry.putArray("anyOf");
        for (JsonNode match : alternatives(stage)) {
          boolean regex = match.path("op").asText("").equals("regex");
          partial |= regex;
          if (!regex) {
            anyOf.add(match.deepCopy());
          }
        }
        if (partial) {
          entry.put("partial", true);
        }
      }
    }
    ArrayNode elements = client.putArray("elements");
    for (JsonNode element : document.get("elements")) {
      ObjectNode entry = elements.addObject();
      entry.set("id", element.get("id"));
      entry.put("target", Element.ofTarget(element.get("target").textValue()).target());
    }
    client.set("settings", settings.clientJson());
    return client.toString();
  }

  private static Iterable<JsonNode> alternatives(JsonNode stage) {
    return stage.has("anyOf") ? stage.get("anyOf") : List.of(stage.get("match"));
  }

  /** Whether the other one differs in nothing but the retention, if at all. */
  boolean isSameButRetention(AppConfiguration other) {
    return withoutRetention(document).equals(withoutRetention(other.document));
  }

  private static ObjectNode withoutRetention(ObjectNode document) {
    ObjectNode copy = document.deepCopy();
    ((ObjectNode) copy.get("settings")).remove("retentionDays");
    return copy;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof AppConfiguration that && document.equals(that.document);
  }

  @Override
  public int hashCode() {
    return document.hashCode();
  }

  @Override
  public String toString() {
    return json();
  }
}
