package dev.datalab.server.log;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.core.spi.ContextAwareBase;
import dev.datalab.server.config.LogSettings;

/** What logback finds by its service file: text at level info, until the settings are read. */
public final class LogConfigurator extends ContextAwareBase implements Configurator {

  /** For the service loader. */
  public LogConfigurator() {}

  @Override
  public ExecutionStatus configure(LoggerContext context) {
    Logs.apply(context, new LogSettings(LogSettings.Format.TEXT, LogSettings.Level.INFO));
    return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
  }
}
