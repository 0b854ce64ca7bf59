package dev.datalab.server.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.encoder.EncoderBase;
import dev.datalab.platform.rpc.CallContext;
import dev.datalab.server.config.LogSettings;
import org.slf4j.LoggerFactory;
import org.slf4j.bridge.SLF4JBridgeHandler;

/** Sets logging up: logback's appender, and the bridge from java.util.logging. */
public final class Logs {
  private static final String TEXT =
      "%d{yyyy-MM-dd'T'HH:mm:ss.SSSXXX,UTC} %-5level [%X{"
          + CallContext.MDC_REQUEST_ID
          + ":--}] %logger{24} - %msg%n";

  private Logs() {}

  /** Makes the process log as the settings say. */
  public static void apply(LogSettings settings) {
    apply((LoggerContext) LoggerFactory.getILoggerFactory(), settings);
    SLF4JBridgeHandler.removeHandlersForRootLogger();
    SLF4JBridgeHandler.install();
  }

  static void apply(LoggerContext context, LogSettings settings) {
    Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    root.detachAndStopAllAppenders();
    var appender = new ConsoleAppender<ILoggingEvent>();
    appender.setContext(context);
    appender.setName("standard error");
    appender.setTarget("System.err");
    appender.setEncoder(encoder(context, settings.format()));
    appender.start();
    root.addAppender(appender);
    root.setLevel(level(settings.level()));
    // Grizzly says at every start that it has started, as the command line does.
    context.getLogger("org.glassfish.grizzly.http.server").setLevel(Level.WARN);
    // And it warns of every shutdown that waits for requests.
    context.getLogger("org.glassfish.grizzly.nio.GracefulShutdownRunner").setLevel(Level.ERROR);
    // Jersey calls every resource that is registered as an instance a provider that it ignores.
    context.getLogger("org.glassfish.jersey.internal.inject.Providers").setLevel(Level.ERROR);
    context.resetTurboFilterList();
    var goneClients = new GoneClients();
    goneClients.setContext(context);
    goneClients.start();
    context.addTurboFilter(goneClients);
    if (settings.level() != LogSettings.Level.TRACE) {
      // The debug lines of the libraries are many and name addresses.
      for (String library : new String[] {"org", "com", "io"}) {
        context.getLogger(library).setLevel(atLeastInfo(settings.level()));
      }
    }
  }

  private static Encoder<ILoggingEvent> encoder(LoggerContext context, LogSettings.Format format) {
    EncoderBase<ILoggingEvent> encoder;
    if (format == LogSettings.Format.JSON) {
      var json = new JsonEncoder();
      json.setWithContext(false);
      json.setWithSequenceNumber(false);
      json.setWithNanoseconds(false);
      json.setWithFormattedMessage(true);
      json.setWithMessage(false);
      json.setWithArguments(false);
      encoder = json;
    } else {
      var text = new PatternLayoutEncoder();
      text.setPattern(TEXT);
      encoder = (EncoderBase<ILoggingEvent>) (Encoder<ILoggingEvent>) text;
    }
    encoder.setContext(context);
    encoder.start();
    return encoder;
  }

  private static Level level(LogSettings.Level level) {
    return Level.toLevel(level.name());
  }

  private static Level atLeastInfo(LogSettings.Level level) {
    return level == LogSettings.Level.DEBUG ? Level.INFO : level(level);
  }
}
