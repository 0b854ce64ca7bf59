package dev.datalab.core.session;

import dev.datalab.core.internal.measure.Durations;
import dev.datalab.core.session.SessionsAnswer.Value;
import dev.datalab.core.session.SessionsAnswer.Values;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What was counted of sessions: eight bytes a session, twice that with a breakdown. Tallies of
 * disjoint visitors add up.
 */
final class SessionsTally {
  private final Durations lengths = new Durations();
  private final Map<String, OfValue> values = new HashMap<>();
  private long visitors;

  /** The counts of one value. */
  private static final class OfValue {
    private final String value;
    private final Durations lengths = new Durations();
    private long visitors;
    private long lastVisitor;

    OfValue(String value) {
      this.value = value;
    }

    Value row() {
      return new Value(value, lengths.size(), visitors, lengths.distribution());
    }
  }

  /** The sessions that follow are another visitor's. */
  void visitor() {
    visitors++;
  }

  /** A session of so many milliseconds. */
  void session(long millis) {
    lengths.add(millis);
  }

  /** A session that came by a value; it is counted among all besides. */
  void session(String value, long millis) {
    OfValue of = values.computeIfAbsent(value, OfValue::new);
    of.lengths.add(millis);
    if (of.lastVisitor != visitors) {
      of.lastVisitor = visitors;
      of.visitors++;
    }
  }

  void add(SessionsTally other) {
    lengths.addAll(other.lengths);
    visitors += other.visitors;
    other.values.forEach(
        (value, theirs) -> {
          OfValue of = values.computeIfAbsent(value, OfValue::new);
          of.lengths.addAll(theirs.lengths);
          of.visitors += theirs.visitors;
        });
  }

  SessionsAnswer toAnswer(SessionsQuestion question, SessionPage page) {
    return new SessionsAnswer(
        lengths.size(),
        visitors,
        lengths.distribution(),
        page.rows(),
        page.next(),
        question.breakdown().map(by -> ranked()));
  }

  private Values ranked() {
    List<OfValue> ranked = new ArrayList<>(values.values());
    ranked.sort(
        Comparator.comparingInt((OfValue each) -> -each.lengths.size())
            .thenComparingLong(each -> -each.visitors)
            .thenComparing(each -> each.value));
    List<Value> rows = ranked.stream().limit(SessionsAnswer.MAX_VALUES).map(OfValue::row).toList();
    return new Values(rows, ranked.size() - rows.size());
  }
}
