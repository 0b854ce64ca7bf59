package dev.datalab.server.live;

import dev.datalab.core.event.RecordedEvent;
import dev.datalab.core.live.LiveNow;
import dev.datalab.core.live.LiveView;
import dev.datalab.core.store.EventStore;
import dev.datalab.core.store.Partition;
import dev.datalab.core.store.Scan;
import dev.datalab.platform.rpc.Caller;
import dev.datalab.platform.rpc.Rejection;
import dev.datalab.proto.appmeta.v1.App;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An app that somebody watches. {@link #step} is called every {@value #STEP_MILLIS} milliseconds by
 * one thread at a time and does all the work on the view; {@link #look} now and then by another
 * thread, and asks other services; everything else by any thread.
 */
final class WatchedApp {
  /** Between two steps, in milliseconds: events are told at most so often. */
  static final long STEP_MILLIS = 250;

  private static final Logger log = LoggerFactory.getLogger(WatchedApp.class);

  /** Between two looks at the view, unless they take long. */
  private static final long NOW_NANOS = Duration.ofMillis(500).toNanos();

  /** Looks at the view and loads take at most one part of this of a thread's time, each. */
  private static final int SHARE_OF_TIME = 10;

  /** The longest silence. */
  private static final long SILENCE_NANOS = Duration.ofSeconds(10).toNanos();

  /** Between two loads of what did not come by itself, unless they take long. */
  private static final long LOAD_NANOS = Duration.ofSeconds(1).toNanos();

  /** Between two tries to find out what there is to watch. */
  private static final long LOOK_NANOS = Duration.ofSeconds(1).toNanos();

  private static final long STUCK_NANOS = Duration.ofMinutes(1).toNanos();

  /** A clock that is set back by more has the view made anew. */
  private static final long CLOCK_BACK_MILLIS = 60_000;

  final String id;
  private final EventStore store;
  private final Setups setups;
  private final InstantSource clock;
  private final LongSupplier limitBytes;
  private final List<Watcher> watchers = new CopyOnWriteArrayList<>();
  private final Arrivals arrivals = new Arrivals();
  private volatile @Nullable Setup setup;
  private volatile boolean asked;
  private volatile boolean toForget;
  private volatile Published published = Published.NOTHING;

  // What follows belongs to the thread that steps.
  private final Feed feed = new Feed();
  private LiveView view;
  private long viewLimit;
  private @Nullable Setup shown;
  private @Nullable LiveNow last;
  private boolean lastWhole;
  private boolean changed;
  private boolean loaded;
  private boolean toLoad = true;
  private long loadAfterNanos = System.nanoTime();
  private long nowAfterNanos = System.nanoTime();
  private long nowAtNanos;
  private long lookAfterNanos = System.nanoTime();
  private long lastMillis = Long.MIN_VALUE;

  /**
   * An app with an empty view.
   *
   * @param limitBytes what the view may take, in bytes; asked at each step
   */
  WatchedApp(
      String id, EventStore store, Setups setups, InstantSource clock, LongSupplier limitBytes) {
    this.id = id;
    this.store = store;
    this.setups = setups;
    this.clock = clock;
    this.limitBytes = limitBytes;
    this.viewLimit = limitBytes.getAsLong();
    this.view = new LiveView(viewLimit);
  }

  /** Tells somebody from now on. */
  void add(Watcher watcher) {
    watcher.begin(published.events());
    watchers.add(watcher);
  }

  /** Forgets a watcher; whether none is left. */
  boolean remove(Watcher watcher) {
    watchers.remove(watcher);
    return watchers.isEmpty();
  }

  List<Watcher> watchers() {
    return watchers;
  }

  /** Events were stored. Quick, and never waits. */
  void stored(Partition partition, List<RecordedEvent> events) {
    arrivals.add(partition, events);
  }

  /** Something else was stored: the view is to load it. */
  void ask() {
    asked = true;
  }

  /** Something was erased: the view is to be made anew of what the store has. */
  void forget() {
    toForget = true;
  }

  /** Asks who may still watch, and what. Ends those who may not. */
  synchronized void look() {
    Map<Caller, Boolean> allowed = new HashMap<>();
    App newest = null;
    for (Watcher watcher : watchers) {
      if (allowed.containsKey(watcher.caller())) {
        continue;
      }
      try {
        newest = setups.app(id, watcher.caller());
        allowed.put(watcher.caller(), true);
      } catch (Rejection e) {
        allowed.put(watcher.caller(), isUnknown(e));
      } catch (StatusRuntimeException e) {
        allowed.put(watcher.caller(), isUnknown(Rejection.of(e)));
      }
    }
    for (Watcher watcher : watchers) {
      if (!allowed.getOrDefault(watcher.caller(), true)) {
        watcher.close(1008, "The app is not there any more, or not visible to you.");
      }
    }
    if (newest != null) {
      try {
        setup = setups.of(newest, setup);
      } catch (StatusRuntimeException e) {
        if (e.getStatus().getCode() == Status.Code.CANCELLED) {
          return; // The server stops.
        }
        log.warn("the configuration of a watched app is not answered: {}", e.getStatus().getCode());
      }
    }
  }

  /** Whether a refusal says nothing about the app: then those who watch go on. */
  private static boolean isUnknown(Rejection refusal) {
    return switch (refusal.kind()) {
      case NOT_FOUND, FORBIDDEN, UNAUTHENTICATED -> false;
      default -> true;
    };
  }

  /** Takes in what has come and tells what is new. */
  void step() {
    if (setup == null && System.nanoTime() - lookAfterNanos >= 0) {
      look();
      lookAfterNanos = System.nanoTime() + LOOK_NANOS;
    }
    Setup present = setup;
    if (present == null) {
      return;
    }
    long limit = limitBytes.getAsLong();
    if (limit != viewLimit) {
      viewLimit = limit;
      view.limit(limit);
    }
    long millis = clock.millis();
    boolean forgetting = toForget;
    if (forgetting) {
      toForget = false;
      arrivals.takeAll((partition, events) -> {}); // what is not erased is loaded
      feed.forget();
      published = new Published(published.nowNumber(), published.now(), feed.arrived(), List.of());
    }
    if (forgetting || isOther(present) || millis < lastMillis - CLOCK_BACK_MILLIS) {
      view = new LiveView(viewLimit);
      toLoad = true;
      loaded = false;
      loadAfterNanos = System.nanoTime();
    }
    lastMillis = millis;
    changed |= !present.equals(shown);
    shown = present;
    takeArrivals();
    load(present.partition());
    lookAtView(present);
    tell();
  }

  private boolean isOther(Setup present) {
    return shown != null && !shown.partition().equals(present.partition());
  }

  private void takeArrivals() {
    Setup present = shown;
    if (present == null) {
      return;
    }
    long millis = clock.millis();
    arrivals.takeAll(
        (partition, events) -> {
          if (partition.equals(present.partition())) {
            for (RecordedEvent event : events) {
              view.add(event, millis);
              feed.add(event);
            }
            changed = true;
          }
        });
    toLoad |= arrivals.takeLost();
  }

  private void load(Partition partition) {
    if (asked) {
      asked = false;
      toLoad = true;
    }
    if (!toLoad || System.nanoTime() - loadAfterNanos < 0) {
      return;
    }
    toLoad = false;
    changed = true;
    long begun = System.nanoTime();
    long millis = clock.millis();
    try (Scan scan = store.scan(LiveView.request(partition, millis))) {
      view.load(scan, millis, this::takeArrivals);
      loaded = true;
    } catch (IOException e) {
      log.warn("the live view of an app can't be loaded and is tried again: {}", e.getMessage());
      toLoad = true;
    }
    long ended = System.nanoTime();
    loadAfterNanos = ended + Math.max(LOAD_NANOS, SHARE_OF_TIME * (ended - begun));
  }

  private void lookAtView(Setup present) {
    long begun = System.nanoTime();
    boolean due = begun - nowAfterNanos >= 0 && (changed || begun - nowAtNanos >= SILENCE_NANOS);
    if (last != null && !due) {
      return;
    }
    LiveNow now = view.now(present.funnels(), clock.millis());
    boolean whole = now.isWhole() && loaded;
    long ended = System.nanoTime();
    nowAfterNanos = begun + Math.max(NOW_NANOS, SHARE_OF_TIME * (ended - begun));
    changed = false;
    if (last == null
        || !now.saysTheSameAs(last)
        || whole != lastWhole
        || begun - nowAtNanos >= SILENCE_NANOS) {
      last = now;
      lastWhole = whole;
      nowAtNanos = begun;
      published =
          new Published(
              published.nowNumber() + 1,
              LiveJson.now(now, present, whole),
              published.events(),
              published.latest());
    }
  }

  private void tell() {
    if (feed.hasNews()) {
      List<String> latest = feed.publish();
      published = new Published(published.nowNumber(), published.now(), feed.arrived(), latest);
    }
    for (Watcher watcher : watchers) {
      if (watcher.isStuck(STUCK_NANOS)) {
        watcher.close(1013, "You take no messages. Come again.");
      } else {
        watcher.tell(published);
      }
    }
  }
}
