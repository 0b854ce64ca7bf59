package dev.datalab.server.client.visitor;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/**
 * What a hello answered.
 *
 * @param stream where frames go
 * @param visitor id of the visitor
 * @param ticket opens the stream's socket, once
 * @param window events that may be unacknowledged, at least 64
 * @param previous the stream of an ended session, if something may be left of it
 */
record HelloAnswer(
    Stream stream, String visitor, String ticket, int window, Optional<Stream> previous) {

  /**
   * A stream as a hello tells of it.
   *
   * @param session id of the session
   * @param id id of the stream
   * @param key authorizes frames without a socket
   * @param resumeFrom the next number that the server lacks, at least 1
   */
  record Stream(String session, String id, String key, long resumeFrom) {
    static Stream of(JsonNode json) {
      return new Stream(
          json.path("session").asText(),
          json.path("stream").asText(),
          json.path("key").asText(),
          json.path("resumeFrom").asLong(1));
    }
  }

  static HelloAnswer of(JsonNode json) {
    JsonNode previous = json.path("previous");
    return new HelloAnswer(
        Stream.of(json),
        json.path("visitor").asText(),
        json.path("ticket").asText(),
        json.path("window").asInt(),
        previous.isObject() ? Optional.of(Stream.of(previous)) : Optional.empty());
  }
}
