package dev.datalab.ingest.intake;

import static java.nio.charset.StandardCharsets.UTF_8;

/** The texts that clients send. */
final class Json {
  private Json() {}

  static String hello(long now, String more) {
    return """
        {"now":%d,"url":"https://shop.example/","referrer":"","language":"de-CH",\
        "screen":"1920x1080","timeZone":"Europe/Zurich"%s}"""
        .formatted(now, more.isEmpty() ? "" : "," + more);
  }

  /** The fields by which a hello continues. */
  static String again(HelloAnswer before) {
    return "\"visitor\":\"%s\",\"session\":\"%s\",\"stream\":\"%d\""
        .formatted(before.visitor(), before.session(), before.stream());
  }

  static String frame(long seq, String... events) {
    return "{\"seq\":%d,\"events\":[%s]}".formatted(seq, String.join(",", events));
  }

  static byte[] posted(HelloAnswer hello, long seq, String... events) {
    return posted(hello, "\"seq\":%d,\"events\":[%s]".formatted(seq, String.join(",", events)));
  }

  static byte[] posted(HelloAnswer hello, String more) {
    return posted(hello.session(), hello.stream(), hello.key(), more);
  }

  static byte[] posted(String session, long stream, String key, String more) {
    return "{\"session\":\"%s\",\"stream\":\"%d\",\"key\":\"%s\",%s}"
        .formatted(session, stream, key, more)
        .getBytes(UTF_8);
  }

  static String visit(long timestamp, String to) {
    return "{\"type\":1,\"timestamp\":%d,\"from\":null,\"to\":\"%s\"}".formatted(timestamp, to);
  }

  static String event(long timestamp, String name) {
    return "{\"type\":\"event\",\"timestamp\":%d,\"name\":\"%s\"}".formatted(timestamp, name);
  }
}
