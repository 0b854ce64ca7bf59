package dev.datalab.server.log;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.read.ListAppender;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.datalab.platform.rpc.CallContext;
import dev.datalab.server.config.LogSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LogsTest {
  private static final String RESPONDER = "org.glassfish.jersey.server.ServerRuntime$Responder";

  private static byte[] line(LogSettings.Format format) {
    var context = new LoggerContext();
    Logs.apply(context, new LogSettings(format, LogSettings.Level.INFO));
    Logger logger = context.getLogger("dev.datalab.Some");
    var event =
        new LoggingEvent("", logger, Level.WARN, "a {} thing", null, new Object[] {"strange"});
    event.setMDCPropertyMap(Map.of(CallContext.MDC_REQUEST_ID, "the-id"));
    var appender =
        (ConsoleAppender<ILoggingEvent>)
            context.getLogger(Logger.ROOT_LOGGER_NAME).iteratorForAppenders().next();
    assertThat(appender.getTarget()).isEqualTo("System.err");
    return appender.getEncoder().encode(event);
  }

  private static List<ILoggingEvent> said(String logger, Throwable failure) {
    var context = new LoggerContext();
    Logs.apply(context, new LogSettings(LogSettings.Format.TEXT, LogSettings.Level.DEBUG));
    Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
    root.detachAndStopAllAppenders();
    var lines = new ListAppender<ILoggingEvent>();
    lines.start();
    root.addAppender(lines);
    context.getLogger(logger).error("Error while closing the output stream", failure);
    return lines.list;
  }

  @Test
  void aClientThatIsGoneIsOneLineAtDebugWithoutAStackTrace() {
    var gone = new IOException("Broken pipe");
    for (var said :
        List.of(
            said(RESPONDER, gone),
            said(RESPONDER, new IllegalStateException(gone)),
            said("org.glassfish.grizzly.http.server.HttpHandler", gone))) {
      assertThat(said)
          .singleElement()
          .satisfies(
              line -> {
                assertThat(line.getLevel()).isEqualTo(Level.DEBUG);
                assertThat(line.getThrowableProxy()).isNull();
                assertThat(line.getFormattedMessage()).contains("Broken pipe");
              });
    }
  }

  @Test
  void aDefectKeepsItsLevelAndItsStackTrace() {
    for (var line :
        List.of(
            said(RESPONDER, new IllegalStateException()),
            said("dev.datalab.Some", new IOException()))) {
      assertThat(line)
          .singleElement()
          .satisfies(
              one -> {
                assertThat(one.getLevel()).isEqualTo(Level.ERROR);
                assertThat(one.getThrowableProxy()).isNotNull();
              });
    }
  }

  @Test
  void aTextLineHasTimeLevelRequestIdAndMessage() {
    assertThat(new String(line(LogSettings.Format.TEXT), StandardCharsets.UTF_8))
        .matches("\\d{4}-\\d\\d-\\d\\dT\\S+Z WARN  \\[the-id\\] \\S+ - a strange thing\\R");
  }

  @Test
  void aJsonLineIsOneObjectWithRequestIdAndMessage() throws IOException {
    String text = new String(line(LogSettings.Format.JSON), StandardCharsets.UTF_8);

    assertThat(text.lines()).hasSize(1);
    JsonNode json = new ObjectMapper().readTree(text);
    assertThat(json.path("level").asText()).isEqualTo("WARN");
    assertThat(json.path("formattedMessage").asText()).isEqualTo("a strange thing");
    assertThat(json.at("/mdc/requestId").asText()).isEqualTo("the-id");
  }
}
