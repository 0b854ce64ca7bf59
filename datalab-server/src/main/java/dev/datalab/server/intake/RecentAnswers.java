package dev.datalab.server.intake;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import dev.datalab.ingest.intake.IntakeRefusal;
import java.time.Duration;
import java.util.function.Function;

/**
 * Answers about apps, each kept for {@link #MEMORY} unless the app changes. Thread-safe.
 *
 * @param <K> what is asked
 * @param <V> the answer
 */
final class RecentAnswers<K, V> {
  /** How old an answer may be: what a revocation takes to reach other processes. */
  static final Duration MEMORY = Duration.ofSeconds(5);

  private final AppChanges changes;
  private final Function<V, String> app;
  private final Cache<K, Kept<V>> kept;

  private record Kept<V>(V answer, long moment) {}

  /** How an answer is got. */
  interface Question<V> {
    V ask() throws IntakeRefusal;
  }

  /**
   * Without any answer.
   *
   * @param app whose app an answer is about
   * @param most how many answers are kept
   */
  RecentAnswers(AppChanges changes, Function<V, String> app, int most) {
    this(changes, app, most, Ticker.systemTicker());
  }

  /** With a ticker of the test's own. */
  RecentAnswers(AppChanges changes, Function<V, String> app, int most, Ticker ticker) {
    this.changes = changes;
    this.app = app;
    this.kept =
        Caffeine.newBuilder()
            .maximumSize(most)
            .expireAfterWrite(MEMORY)
            .ticker(ticker)
            .executor(Runnable::run)
            .build();
  }

  /** The answer, as it was at most a few seconds ago and after the app's last change. */
  V get(K key, Question<V> question) throws IntakeRefusal {
    Kept<V> known = kept.getIfPresent(key);
    while (known == null || changes.isStale(app.apply(known.answer), known.moment)) {
      long moment = changes.moment();
      known = new Kept<>(question.ask(), moment);
      kept.put(key, known);
    }
    return known.answer;
  }
}
