package dev.datalab.server.rest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.datalab.server.config.HttpSettings;
import dev.datalab.server.problem.ProblemException;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyReader;
import java.io.IOException;
import java.io.InputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;

/** Reads a {@link JsonBody}, up to the limit of the settings. Thread-safe. */
@Consumes(MediaType.APPLICATION_JSON)
public final class JsonBodyReader implements MessageBodyReader<JsonBody> {
  /** How deep a body may be nested. */
  static final int MAX_DEPTH = 100;

  private static final ObjectReader READER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build()
          .reader();

  private final int limitBytes;

  @Inject
  JsonBodyReader(HttpSettings settings) {
    limitBytes = settings.bodyLimitBytes();
  }

  @Override
  public boolean isReadable(
      Class<?> type, Type genericType, Annotation[] annotations, MediaType mediaType) {
    return type == JsonBody.class;
  }

  @Override
  public JsonBody readFrom(
      Class<JsonBody> type,
      Type genericType,
      Annotation[] annotations,
      MediaType mediaType,
      MultivaluedMap<String, String> headers,
      InputStream in)
      throws IOException {
    String charset = mediaType.getParameters().get(MediaType.CHARSET_PARAMETER);
    if (charset != null && !charset.equalsIgnoreCase("utf-8")) {
      throw new ProblemException(415, "JSON is read in UTF-8 alone. Send it in this encoding.");
    }
    String length = headers.getFirst(HttpHeaders.CONTENT_LENGTH);
    if (length != null && Long.parseLong(length) > limitBytes) {
      throw tooLarge();
    }
    byte[] bytes = in.readNBytes(limitBytes + 1);
    if (bytes.length > limitBytes) {
      throw tooLarge();
    }
    return JsonBody.of(bytes, READER);
  }

  private ProblemException tooLarge() {
    return new ProblemException(
        413, "The body is larger than " + limitBytes + " bytes. Send a smaller one.");
  }
}
