package dev.datalab.server.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;

/**
 * Reads {@link ServerSettings} from HOCON: {@code reference.conf}, over it a file, and over both
 * the options of the command line.
 */
public final class SettingsReader {
  private static final String ROOT = "datalab";

  private SettingsReader() {}

  /**
   * The defaults, with what the environment says otherwise.
   *
   * @throws SettingsException if a variable of the environment holds a wrong value
   */
  public static ServerSettings defaults() {
    return read(ConfigFactory.empty(), Map.of());
  }

  /**
   * The settings of a file and of the command line, laid over the defaults.
   *
   * @param file in HOCON, of which JSON is a part
   * @param options values by key without the leading {@code datalab.}, such as {@code http.port}
   * @throws SettingsException if the file can't be read, or holds an unknown key or a wrong value
   */
  public static ServerSettings read(Path file, Map<String, ?> options) {
    if (!Files.isReadable(file) || Files.isDirectory(file)) {
      throw new SettingsException(
          "The configuration file " + file + " can't be read. Give the path of a readable file.");
    }
    try {
      return read(
          ConfigFactory.parseFile(
              file.toFile(), ConfigParseOptions.defaults().setAllowMissing(false)),
          options);
    } catch (ConfigException e) {
      throw new SettingsException(
          "The configuration file " + file + " is no HOCON: " + e.getMessage());
    }
  }

  /** As {@link #read(Path, Map)} without a file. */
  public static ServerSettings read(Map<String, ?> options) {
    return read(ConfigFactory.empty(), options);
  }

  private static ServerSettings read(Config file, Map<String, ?> options) {
    Config reference = ConfigFactory.parseResources("reference.conf");
    checkKeys(file, reference.resolve());
    try {
      Config all =
          ConfigFactory.parseMap(options, "command line")
              .atPath(ROOT)
              .withFallback(file)
              .withFallback(reference)
              .resolve()
              .getConfig(ROOT);
      return settings(all);
    } catch (ConfigException e) {
      throw new SettingsException(
          e.getMessage() + ". Give the value in the form that reference.conf shows.");
    }
  }

  /** A key that nobody reads is a typing error, and its author believes that it works. */
  private static void checkKeys(Config file, Config reference) {
    if (!file.hasPath(ROOT)) {
      return;
    }
    var known = new TreeSet<String>();
    reference.getObject(ROOT).toConfig().entrySet().forEach(e -> known.add(e.getKey()));
    for (var entry : file.getConfig(ROOT).entrySet()) {
      if (!known.contains(entry.getKey())) {
        throw new SettingsException(
            "datalab."
                + entry.getKey()
                + " ("
                + entry.getValue().origin().description()
                + ") is no setting. The settings are "
                + String.join(", ", known)
                + ".");
      }
    }
  }

  private static ServerSettings settings(Config all) {
    int threads = all.getInt("analysis.threads");
    return new ServerSettings(
        Path.of(all.getString("data")),
        all.getString("public-url"),
        http(all),
        new CallSettings(
            all.getDuration("calls.timeout"),
            all.getDuration("calls.question-timeout"),
            all.getDuration("calls.transfer-timeout")),
        new TokenSettings(
            all.getDuration("tokens.access-lifetime"),
            all.getDuration("tokens.refresh-lifetime"),
            all.getDuration("tokens.key-lifetime")),
        new EventSettings(
            all.getDouble("events.cache-share"),
            all.getInt("events.seal-events"),
            all.getDuration("events.seal-after"),
            all.getInt("events.pages-per-day"),
            all.getDuration("events.retention-interval")),
        new LiveSettings(all.getDouble("live.memory-share"), all.getInt("live.watchers")),
        threads == 0 ? Math.min(Runtime.getRuntime().availableProcessors(), 256) : threads,
        all.getDuration("shutdown.grace"),
        new LogSettings(
            oneOf(LogSettings.Format.class, "log.format", all),
            oneOf(LogSettings.Level.class, "log.level", all)));
  }

  private static HttpSettings http(Config all) {
    Duration idle = all.getDuration("http.idle-timeout");
    return new HttpSettings(
        all.getString("http.host"),
        all.getInt("http.port"),
        all.getInt("http.workers"),
        all.getInt("http.transfers"),
        bytes(all, "http.header-limit"),
        bytes(all, "http.body-limit"),
        idle,
        all.getInt("http.trusted-proxies"));
  }

  private static int bytes(Config all, String key) {
    return (int) Math.min(all.getBytes(key), Integer.MAX_VALUE);
  }

  private static <E extends Enum<E>> E oneOf(Class<E> type, String key, Config all) {
    String value = all.getString(key);
    for (E constant : type.getEnumConstants()) {
      if (constant.name().toLowerCase(Locale.ROOT).equals(value)) {
        return constant;
      }
    }
    throw new SettingsException(
        "datalab."
            + key
            + " is `"
            + value
            + "`, but must be one of "
            + Arrays.toString(type.getEnumConstants()).toLowerCase(Locale.ROOT)
            + ".");
  }
}
