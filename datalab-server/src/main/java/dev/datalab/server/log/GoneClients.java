package dev.datalab.server.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.spi.FilterReply;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Marker;

/**
 * Makes one line at level debug of what Jersey and Grizzly report, with a stack trace, when an
 * answer can't be written: its client is gone. Failures to read what is answered never get there as
 * {@link IOException}. Thread-safe.
 */
final class GoneClients extends TurboFilter {
  private static final List<String> RESPONDERS =
      List.of(
          "org.glassfish.jersey.server.ServerRuntime",
          "org.glassfish.grizzly.http.server.HttpHandler");

  private static final String OURS = "dev.datalab.server.access";

  @Override
  public FilterReply decide(
      @Nullable Marker marker,
      Logger logger,
      Level level,
      @Nullable String format,
      Object @Nullable [] params,
      @Nullable Throwable failure) {
    if (!level.isGreaterOrEqual(Level.WARN)
        || RESPONDERS.stream().noneMatch(logger.getName()::startsWith)
        || !isOfIo(failure)) {
      return FilterReply.NEUTRAL;
    }
    logger.getLoggerContext().getLogger(OURS).debug("the client is gone: {}", "" + failure);
    return FilterReply.DENY;
  }

  private static boolean isOfIo(@Nullable Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof IOException) {
        return true;
      }
    }
    return false;
  }
}
