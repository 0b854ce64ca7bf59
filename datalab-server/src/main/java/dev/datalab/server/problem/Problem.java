package dev.datalab.server.problem;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * A problem (RFC 9457): what a client is told of a request that failed.
 *
 * @param status the HTTP status, 400 to 599
 * @param detail one sentence or two for people: the thing, the rule, the remedy; no secret
 * @param errors what is wrong with which part of the body; empty unless it is invalid
 * @param retryAfterSeconds how long to wait before coming again, at least 1; 0: nothing is said
 */
public record Problem(int status, String detail, List<Fault> errors, long retryAfterSeconds) {
  /** The media type of a problem. */
  public static final String MEDIA_TYPE = "application/problem+json";

  private static final JsonFactory JSON =
      JsonFactory.builder().enable(StreamWriteFeature.AUTO_CLOSE_TARGET).build();

  /**
   * One part of the body that breaks a rule.
   *
   * @param pointer JSON Pointer (RFC 6901) to the part; empty for the body as a whole
   * @param detail one sentence: the thing, the rule, the remedy
   */
  public record Fault(String pointer, String detail) {}

  /** Copies the list. */
  public Problem {
    if (status < 400 || status > 599) {
      throw new IllegalArgumentException("status " + status + " is no error's: use 400 to 599");
    }
    errors = List.copyOf(errors);
  }

  /** A problem without parts. */
  public static Problem of(int status, String detail) {
    return new Problem(status, detail, List.of(), 0);
  }

  /** A problem that passes: the client may come again after some seconds. */
  public static Problem retry(int status, String detail, long afterSeconds) {
    return new Problem(status, detail, List.of(), afterSeconds);
  }

  /** A body that breaks rules: 422. */
  public static Problem invalid(List<Fault> errors) {
    String detail =
        errors.size() == 1
            ? errors.get(0).detail()
            : errors.size() + " values are invalid: `errors` says which.";
    return new Problem(422, detail, errors, 0);
  }

  /** What the status is called (RFC 9110). */
  public String title() {
    return switch (status) {
      case 400 -> "Bad Request";
      case 401 -> "Unauthorized";
      case 403 -> "Forbidden";
      case 404 -> "Not Found";
      case 405 -> "Method Not Allowed";
      case 406 -> "Not Acceptable";
      case 408 -> "Request Timeout";
      case 409 -> "Conflict";
      case 411 -> "Length Required";
      case 412 -> "Precondition Failed";
      case 413 -> "Content Too Large";
      case 414 -> "URI Too Long";
      case 415 -> "Unsupported Media Type";
      case 417 -> "Expectation Failed";
      case 422 -> "Unprocessable Content";
      case 426 -> "Upgrade Required";
      case 429 -> "Too Many Requests";
      case 431 -> "Request Header Fields Too Large";
      case 501 -> "Not Implemented";
      case 503 -> "Service Unavailable";
      case 505 -> "HTTP Version Not Supported";
      default -> status < 500 ? "Bad Request" : "Internal Server Error";
    };
  }

  /** The body of the answer, in UTF-8. */
  public byte[] toJson() {
    var bytes = new ByteArrayOutputStream(256);
    try (JsonGenerator json = JSON.createGenerator(bytes)) {
      json.writeStartObject();
      json.writeStringField("type", "about:blank");
      json.writeStringField("title", title());
      json.writeNumberField("status", status);
      json.writeStringField("detail", detail);
      json.writeArrayFieldStart("errors");
      for (Fault error : errors) {
        json.writeStartObject();
        json.writeStringField("pointer", error.pointer());
        json.writeStringField("detail", error.detail());
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
