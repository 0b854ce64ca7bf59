package dev.datalab.core.channel;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** What kind of site a source is. */
enum SourceCategory {
  SEARCH,
  SOCIAL,
  SHOPPING,
  VIDEO,
  OTHER;

  private static final Map<String, SourceCategory> SITES = read();

  /**
   * The category of a source.
   *
   * @param source a host, or the name that somebody wrote into {@code utm_source}; in lower case
   */
  static SourceCategory of(String source) {
    String rest = source;
    while (true) {
      SourceCategory exact = SITES.get(rest);
      if (exact != null) {
        return exact;
      }
      int dot = rest.indexOf('.');
      if (dot < 0) {
        return OTHER;
      }
      SourceCategory anyCountry = SITES.get(rest.substring(0, dot) + ".*");
      if (anyCountry != null && isPublicSuffix(rest, dot + 1)) {
        return anyCountry;
      }
      rest = rest.substring(dot + 1);
    }
  }

  /** Whether it ends as {@code com}, {@code de} or {@code co.uk} from here on. */
  private static boolean isPublicSuffix(String host, int from) {
    int dot = host.indexOf('.', from);
    int last = host.length();
    return dot < 0
        ? last - from >= 2
        : host.indexOf('.', dot + 1) < 0 && dot - from <= 3 && last - dot - 1 == 2;
  }

  private static Map<String, SourceCategory> read() {
    Map<String, SourceCategory> sites = new HashMap<>();
    try (InputStream in =
            Objects.requireNonNull(SourceCategory.class.getResourceAsStream("sources.txt"));
        BufferedReader lines = new BufferedReader(new InputStreamReader(in, UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.isBlank() || line.startsWith("#")) {
          continue;
        }
        String[] words = line.strip().split("\\s+");
        SourceCategory category = valueOf(words[0].toUpperCase(Locale.ROOT));
        for (int i = 1; i < words.length; i++) {
          sites.put(words[i], category);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("sources.txt of the channel grouping", e);
    }
    return sites;
  }
}
