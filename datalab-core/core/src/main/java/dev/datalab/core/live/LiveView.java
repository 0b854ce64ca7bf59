package dev.datalab.core.live;

import dev.datalab.core.block.BlockSlice;
import dev.datalab.core.block.EventBlock;
import dev.datalab.core.block.Symbol;
import dev.datalab.core.event.Dimensions;
import dev.datalab.core.event.EventProperties;
import dev.datalab.core.event.RecordedEvent;
import dev.datalab.core.live.LiveNow.PageNow;
import dev.datalab.core.match.UrlName;
import dev.datalab.core.store.Partition;
import dev.datalab.core.store.Scan;
import dev.datalab.core.store.ScanRequest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * The visitors of one app and generation at this moment.
 *
 * <pre>{@code
 * LiveView view = new LiveView(64 << 20);
 * try (Scan scan = store.scan(LiveView.request(shop, now))) {
 *   view.load(scan, now, () -> {}); // what is stored already
 * }
 * view.add(event, now); // and each event that is stored from now on
 * LiveNow here = view.now(funnels, now);
 * }</pre>
 *
 * <p>A visitor is <b>here</b> with an event in the last {@value #HERE_MILLIS} milliseconds, the
 * bound included; as everywhere, leavings, hints and pointers' paths alone make nobody a visitor.
 * They are on the page of their latest event that has an address, and stand in a funnel where their
 * events of the last {@value #MEMORY_MILLIS} milliseconds lead. Events that lie up to {@value
 * #AHEAD_MILLIS} milliseconds ahead count as of now, since clients' clocks are set by a message
 * that takes its time; what lies further ahead when it comes is not taken.
 *
 * <h2>The same from whatever side</h2>
 *
 * <p>An event is known by its name, {@code (stream, seq)}: to add it again does nothing. So a scan
 * may be loaded while events come in, in pieces and as often as one likes, and a view that was fed
 * agrees with one that was loaded.
 *
 * <h2>What is kept</h2>
 *
 * <p>Of an event its time, its name and numbers into tables of what events share, {@value
 * PresentVisitor#EVENT_BYTES} bytes; of visitors their id. Tables keep a value for as long as an
 * event uses it. The funnels' columns are made at each look of those who are here, and of nobody
 * else.
 *
 * <h2>What it may take</h2>
 *
 * <p>The memory for all of this is estimated, and held below a limit in bytes: beyond it the oldest
 * quarter of the events goes, as often as needed, and until half an hour has passed the view counts
 * from there on and says that it is not whole. A visitor keeps their latest {@value
 * #MAX_VISITOR_EVENTS} events. A look takes time in proportion to the events of those who are here,
 * times the number of funnels.
 *
 * <p>For one thread at a time. It makes no thread of its own, and its time is the caller's, which
 * is not expected to go backwards: what was let go as old does not come back.
 */
public final class LiveView {
  /** How long after an event a visitor is here, in milliseconds: five minutes. */
  public static final long HERE_MILLIS = 300_000;

  /** How long events are remembered, in milliseconds: half an hour. */
  public static final long MEMORY_MILLIS = 1_800_000;

  /** How far ahead an event may lie that counts as of now, in milliseconds: a minute. */
  public static final long AHEAD_MILLIS = 60_000;

  /** The most events that are kept of a visitor. */
  public static final int MAX_VISITOR_EVENTS = 2_000;

  /** The most pages of an answer. */
  public static final int MAX_PAGES = 20;

  /** What an event takes all in all, in bytes: to guess how many of a scan there is room for. */
  private static final long USUAL_EVENT_BYTES = 2 * PresentVisitor.EVENT_BYTES;

  private static final int SECOND_MILLIS = 1_000;

  private final Map<String, PresentVisitor> visitors = new HashMap<>();
  private final LiveTables tables = new LiveTables();
  private long limitBytes;
  private long visitorBytes;
  private int events;

  /** Events before this time are not kept. */
  private long keptFrom = Long.MIN_VALUE;

  /**
   * A view of nobody.
   *
   * @param limitBytes about how much memory it may take, in bytes; over 0
   */
  public LiveView(long limitBytes) {
    limit(limitBytes);
  }

  /** What to scan for {@link #load}: half an hour up to now. */
  public static ScanRequest request(Partition partition, long nowMillis) {
    return ScanRequest.of(partition, nowMillis - MEMORY_MILLIS, nowMillis + AHEAD_MILLIS + 1);
  }

  /**
   * Gives it another limit; what is beyond goes at once.
   *
   * @param bytes over 0
   */
  public void limit(long bytes) {
    if (bytes <= 0) {
      throw new IllegalArgumentException(
          "limitBytes: %d; a view needs some memory, such as 64 MiB.".formatted(bytes));
    }
    limitBytes = bytes;
    makeRoom();
  }

  /** About how much memory it takes, in bytes. */
  public long bytes() {
    return visitorBytes + events * PresentVisitor.EVENT_BYTES + tables.bytes();
  }

  /**
   * Takes in an event that was stored. One that is there already, too old or too far ahead changes
   * nothing.
   *
   * @param nowMillis in milliseconds since the epoch
   */
  public void add(RecordedEvent recorded, long nowMillis) {
    Symbol symbol = Symbol.of(recorded.event());
    if (symbol.makesVisitor() && isTaken(recorded.event().time(), nowMillis)) {
      add(
          recorded.visitor(),
          recorded.event().time(),
          recorded.stream(),
          recorded.seq(),
          symbol,
          recorded.event().url(),
          recorded.dimensions(),
          recorded.event().properties());
    }
  }

  private boolean isTaken(long time, long now) {
    return time >= Math.max(keptFrom, now - MEMORY_MILLIS) && time <= now + AHEAD_MILLIS;
  }

  private void add(
      String id,
      long time,
      long stream,
      long seq,
      Symbol symbol,
      String page,
      Dimensions dimensions,
      EventProperties properties) {
    PresentVisitor visitor = visitors.get(id);
    if (visitor == null) {
      visitor = new PresentVisitor(id);
      visitors.put(id, visitor);
      visitorBytes += visitor.bytes();
    }
    int place = visitor.placeOf(time, stream, seq);
    if (place < 0) {
      return;
    }
    if (visitor.isFull()) {
      release(visitor, 1);
      visitor.cutFirst();
      place--;
    }
    visitor.add(
        place,
        time,
        stream,
        seq,
        tables.symbols.take(symbol),
        tables.pages.take(page),
        tables.dimensions.take(dimensions),
        tables.properties.take(properties));
    events++;
    if (bytes() > limitBytes) {
      makeRoom();
    }
  }

  /** Lets go of what the first events of a visitor used. */
  private void release(PresentVisitor visitor, int count) {
    for (int place = 0; place < count; place++) {
      tables.release(visitor, place);
    }
    events -= count;
  }

  /** Lets the oldest quarter of the events go until the rest fits. */
  private void makeRoom() {
    while (bytes() > limitBytes) {
      long[] times = new long[events];
      int count = 0;
      for (PresentVisitor visitor : visitors.values()) {
        for (int i = 0; i < visitor.size(); i++) {
          times[count++] = visitor.time(i);
        }
      }
      Arrays.sort(times);
      keepFrom(times[count / 4] + 1);
    }
  }

  private void keepFrom(long time) {
    keptFrom = Math.max(keptFrom, time);
    for (Iterator<PresentVisitor> all = visitors.values().iterator(); all.hasNext(); ) {
      PresentVisitor visitor = all.next();
      if (visitor.firstTime() >= keptFrom) {
        continue;
      }
      int old = visitor.firstFrom(keptFrom);
      release(visitor, old);
      visitor.removeFirst(old);
      if (visitor.size() == 0) {
        visitorBytes -= visitor.bytes();
        all.remove();
      }
    }
  }

  /**
   * Takes in what a store has. Where that is more than there is room for, the latest.
   *
   * @param scan of {@link #request}; stays open
   * @param nowMillis in milliseconds since the epoch
   * @param between called now and then, so that a caller with other work, such as feeding this
   *     view, need not wait for the end
   * @throws IOException if the scan can't be read; what was read of it stays in the view
   */
  public void load(Scan scan, long nowMillis, Runnable between) throws IOException {
    int[] bySecond = new int[(int) ((MEMORY_MILLIS + AHEAD_MILLIS) / SECOND_MILLIS) + 1];
    long first = nowMillis - MEMORY_MILLIS;
    for (int bucket = 0; bucket < scan.buckets(); bucket++) {
      for (BlockSlice slice : scan.bucket(bucket)) {
        eachRow(
            slice,
            nowMillis,
            (visitor, event, time) -> bySecond[(int) ((time - first) / SECOND_MILLIS)]++);
        between.run();
      }
    }
    long room = limitBytes / USUAL_EVENT_BYTES;
    int second = bySecond.length;
    while (second > 0 && room >= bySecond[second - 1]) {
      room -= bySecond[--second];
    }
    if (second > 0) {
      keepFrom(first + (long) second * SECOND_MILLIS);
    }
    for (int bucket = 0; bucket < scan.buckets(); bucket++) {
      for (BlockSlice slice : scan.bucket(bucket)) {
        addAll(slice, nowMillis);
        between.run();
      }
    }
  }

  private void addAll(BlockSlice slice, long now) {
    EventBlock block = slice.block();
    eachRow(
        slice,
        now,
        (visitor, event, time) ->
            add(
                block.visitor(visitor),
                time,
                block.streams().get(event),
                block.seqs()[event],
                block.symbols().get(event),
                block.pages().get(event),
                block.dimensions().get(event),
                block.properties().get(event)));
  }

  private interface Row {
    void at(int visitor, int event, long time);
  }

  /** Goes through the events of a slice that the view takes now. */
  private void eachRow(BlockSlice slice, long now, Row row) {
    EventBlock block = slice.block();
    var symbols = block.symbols();
    boolean[] makesVisitor = new boolean[symbols.table().size()];
    for (int code = 0; code < makesVisitor.length; code++) {
      makesVisitor[code] = symbols.table().get(code).makesVisitor();
    }
    for (int visitor = slice.fromVisitor(); visitor < slice.toVisitor(); visitor++) {
      int start = block.start(visitor);
      // The latest first: whoever has not been here lately is done with after one look.
      for (int event = block.start(visitor + 1) - 1; event >= start; event--) {
        long time = block.time(event);
        if (time < Math.max(keptFrom, now - MEMORY_MILLIS)) {
          break;
        }
        if (time <= now + AHEAD_MILLIS && makesVisitor[symbols.codes().get(event)]) {
          row.at(visitor, event, time);
        }
      }
    }
  }

  /**
   * Who is here.
   *
   * @param nowMillis in milliseconds since the epoch
   */
  public LiveNow now(LiveFunnels funnels, long nowMillis) {
    keepFrom(nowMillis - MEMORY_MILLIS);
    long from = nowMillis - MEMORY_MILLIS;
    long to = nowMillis + AHEAD_MILLIS;
    boolean whole = keptFrom <= from;
    List<PresentVisitor> here = new ArrayList<>();
    int[] visitorsOf = new int[tables.pages.size()];
    for (PresentVisitor visitor : visitors.values()) {
      if (visitor.lastTime() < nowMillis - HERE_MILLIS) {
        continue;
      }
      int last = visitor.firstFrom(to + 1) - 1;
      if (last < 0 || visitor.time(last) < nowMillis - HERE_MILLIS) {
        continue; // All the others lie ahead: the clock went back.
      }
      here.add(visitor);
      whole &= !visitor.isCutSince(from);
      while (last > 0 && tables.pages.get(visitor.page(last)).isEmpty()) {
        last--;
      }
      visitorsOf[visitor.page(last)]++;
    }
    PresentEvents columns = new PresentEvents(here, from, to, tables);
    return new LiveNow(nowMillis, here.size(), pages(visitorsOf), funnels.count(columns), whole);
  }

  private List<PageNow> pages(int[] visitorsOf) {
    Map<String, Long> byName = new HashMap<>();
    for (int code = 0; code < visitorsOf.length; code++) {
      String url = tables.pages.get(code);
      if (visitorsOf[code] > 0 && !url.isEmpty()) {
        byName.merge(UrlName.path(url), (long) visitorsOf[code], Long::sum);
      }
    }
    return byName.entrySet().stream()
        .map(entry -> new PageNow(entry.getKey(), entry.getValue()))
        .sorted(Comparator.comparingLong(PageNow::visitors).reversed().thenComparing(PageNow::page))
        .limit(MAX_PAGES)
        .toList();
  }
}
