package dev.datalab.server.intake;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.datalab.ingest.intake.ClientConfig;
import java.util.ArrayList;
import java.util.List;

/** Reads what app-config says to the snippet, as far as the intake acts on it. */
final class ClientJson {
  private static final ObjectMapper JSON = new ObjectMapper();

  private ClientJson() {}

  static ClientConfig read(String json) {
    JsonNode settings;
    try {
      settings = JSON.readTree(json).path("settings");
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("app-config answers what is no JSON", e);
    }
    List<String> honour = texts(settings.path("honour"));
    return new ClientConfig(
        settings.path("identity").asText().equals("cookieless"),
        honour.contains("dnt"),
        honour.contains("gpc"),
        texts(settings.path("queryParameters")),
        json);
  }

  private static List<String> texts(JsonNode list) {
    var texts = new ArrayList<String>();
    list.forEach(text -> texts.add(text.asText()));
    return texts;
  }
}
