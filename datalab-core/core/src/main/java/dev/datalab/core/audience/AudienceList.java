package dev.datalab.core.audience;

import dev.datalab.core.audience.AudienceAnswer.Figures;
import dev.datalab.core.audience.AudienceAnswer.Row;
import dev.datalab.core.internal.value.Values;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * The counts of one list's values, by number. Visitors come one after the other, each with the
 * values of their sessions. Lists of disjoint visitors add up. One thread's.
 */
final class AudienceList {
  final Values values;
  private final SharedVisitors shared;
  private long[] sessions = new long[16];
  private long[] visitors = new long[16];
  private long[] newVisitors = new long[16];

  /** Per value: whether the visitor at hand has it. */
  private boolean[] has = new boolean[16];

  /** The values of the visitor at hand. */
  private int[] theirs = new int[8];

  private int count;

  /** A list of values that keeps at most so many of the visitors' numbers. */
  AudienceList(Values values, int mostShared) {
    this.values = values;
    shared = new SharedVisitors(mostShared);
  }

  /** A session of the visitor at hand. */
  void session(int number) {
    if (number == Values.UNCOUNTED) {
      return;
    }
    reserve(number);
    sessions[number]++;
    if (!has[number]) {
      has[number] = true;
      if (count == theirs.length) {
        theirs = Arrays.copyOf(theirs, 2 * count);
      }
      theirs[count++] = number;
    }
  }

  /** Ends the visitor at hand. */
  void endVisitor(boolean isNew) {
    for (int i = 0; i < count; i++) {
      int number = theirs[i];
      has[number] = false;
      visitors[number]++;
      newVisitors[number] += isNew ? 1 : 0;
    }
    if (count > 1) {
      shared.add(theirs, count, isNew);
    }
    count = 0;
  }

  private void reserve(int number) {
    if (number >= sessions.length) {
      int length = Math.max(2 * sessions.length, number + 1);
      sessions = Arrays.copyOf(sessions, length);
      visitors = Arrays.copyOf(visitors, length);
      newVisitors = Arrays.copyOf(newVisitors, length);
      has = Arrays.copyOf(has, length);
    }
  }

  void add(AudienceList other) {
    int[] numbers = new int[other.values.size() + 1];
    for (int number = 0; number < numbers.length; number++) {
      boolean named = number < other.values.size();
      if (!named && other.countOf(number) == 0) {
        break;
      }
      int mine = named ? values.of(other.values.text(number)) : values.size();
      reserve(mine);
      numbers[number] = mine;
      sessions[mine] += other.sessions[number];
      visitors[mine] += other.visitors[number];
      newVisitors[mine] += other.newVisitors[number];
    }
    shared.add(other.shared, numbers);
  }

  private long countOf(int number) {
    return number < visitors.length ? visitors[number] : 0;
  }

  /** Whether the rows can be told: nothing has to be merged, or it is known who shares it. */
  boolean isTold(int limit) {
    return values.size() <= limit || shared.isWhole();
  }

  /** A value and how many visitors have it. */
  record Ranked(String value, long visitors) {
    static final Comparator<Ranked> ORDER =
        Comparator.comparingLong(Ranked::visitors).reversed().thenComparing(Ranked::value);
  }

  /** The values with the most visitors, in the order of rows. */
  List<Ranked> best(int limit) {
    return numbers().stream()
        .limit(limit)
        .map(number -> new Ranked(values.text(number), visitors[number]))
        .toList();
  }

  /** The numbers of values, in the order of rows. */
  private List<Integer> numbers() {
    return IntStream.range(0, values.size())
        .boxed()
        .sorted(
            Comparator.comparingLong((Integer number) -> -visitors[number])
                .thenComparing(values::text))
        .toList();
  }

  /**
   * The rows of the values with the most visitors, and one of all others.
   *
   * @param different how many values there are
   */
  List<Row> rows(int limit, int different) {
    List<Integer> ranked = numbers();
    List<Row> rows = new ArrayList<>();
    for (int number : ranked.subList(0, Math.min(limit, ranked.size()))) {
      rows.add(
          new Row(
              values.text(number),
              figures(visitors[number], sessions[number], newVisitors[number]),
              OptionalInt.empty()));
    }
    if (different > rows.size()) {
      rows.add(
          new Row(
              AudienceAnswer.MERGED,
              merged(ranked.subList(rows.size(), ranked.size())),
              OptionalInt.of(different - rows.size())));
    }
    return rows;
  }

  /** The figures of several values together, and of what was counted without a name. */
  private Figures merged(List<Integer> numbers) {
    int unnamed = values.size();
    boolean[] isMerged = new boolean[unnamed + 1];
    long[] sum = {countOf(unnamed), 0, 0};
    if (sum[0] > 0) {
      sum[1] = sessions[unnamed];
      sum[2] = newVisitors[unnamed];
    }
    for (int number : numbers) {
      isMerged[number] = true;
      sum[0] += visitors[number];
      sum[1] += sessions[number];
      sum[2] += newVisitors[number];
    }
    if (!numbers.isEmpty()) {
      shared.forEach(
          (log, from, to, isNew) -> {
            int times = 0;
            for (int i = from; i < to; i++) {
              times += isMerged[log[i]] ? 1 : 0;
            }
            if (times > 1) {
              sum[0] -= times - 1;
              sum[2] -= isNew ? times - 1 : 0;
            }
          });
    }
    return figures(sum[0], sum[1], sum[2]);
  }

  static Figures figures(long visitors, long sessions, long newVisitors) {
    return new Figures(visitors, sessions, newVisitors, visitors - newVisitors);
  }
}
