package dev.datalab.server.live;

import dev.datalab.core.event.RecordedEvent;
import dev.datalab.core.store.EventStore;
import dev.datalab.core.store.Partition;
import dev.datalab.ingest.intake.StoredEvents;
import dev.datalab.platform.config.AppAccess;
import dev.datalab.platform.rpc.Caller;
import dev.datalab.proto.appconfig.v1.AppConfigGrpc.AppConfigBlockingStub;
import dev.datalab.proto.appmeta.v1.App;
import dev.datalab.server.config.LiveSettings;
import dev.datalab.server.events.EventChanges;
import dev.datalab.server.problem.Problem;
import dev.datalab.server.problem.ProblemException;
import dev.datalab.server.rpc.NamedThreads;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who watches which app in this process, and the threads that work for them: four at most, made
 * when somebody watches, and gone half a minute after nobody does. Thread-safe.
 *
 * <p>All views together may take a share of the heap, which they divide equally.
 */
public final class LiveHub implements StoredEvents, EventChanges, AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(LiveHub.class);

  private static final long LOOK_SECONDS = 5;
  private static final long IDLE_SECONDS = 30;
  private static final int THREADS = 2;
  private static final long RETRY_SECONDS = 10;

  private final EventStore store;
  private final Setups setups;
  private final InstantSource clock;
  private final LiveSettings settings;
  private final Map<String, Entry> apps = new ConcurrentHashMap<>();
  private final AtomicInteger watching = new AtomicInteger();
  private final ScheduledThreadPoolExecutor steps = threads("live");
  private final ScheduledThreadPoolExecutor looks = threads("live-look");
  private volatile boolean closed;

  private record Entry(WatchedApp app, List<Future<?>> work) {}

  /**
   * A hub that nobody watches at.
   *
   * @param store is scanned for what happened before somebody watches
   * @param access asked on behalf of those who watch
   * @param configurations asked for funnels, in the service's own name
   */
  public LiveHub(
      EventStore store,
      AppAccess access,
      AppConfigBlockingStub configurations,
      InstantSource clock,
      LiveSettings settings) {
    this.store = store;
    this.setups = new Setups(access, configurations);
    this.clock = clock;
    this.settings = settings;
  }

  private static ScheduledThreadPoolExecutor threads(String name) {
    var pool = new ScheduledThreadPoolExecutor(THREADS, new NamedThreads(name));
    pool.setKeepAliveTime(IDLE_SECONDS, TimeUnit.SECONDS);
    pool.allowCoreThreadTimeOut(true);
    pool.setRemoveOnCancelPolicy(true);
    pool.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    return pool;
  }

  /** Of apps that nobody watches, costs one look into a map. */
  @Override
  public void stored(Partition partition, List<RecordedEvent> events) {
    Entry entry = apps.get(partition.app());
    if (entry != null) {
      entry.app.stored(partition, events);
    }
  }

  @Override
  public void imported(Partition partition) {
    Entry entry = apps.get(partition.app());
    if (entry != null) {
      entry.app.ask();
    }
  }

  @Override
  public void erased(String appId) {
    Entry entry = apps.get(appId);
    if (entry != null) {
      entry.app.forget();
    }
  }

  /** Those who watch the app are looked after at once. */
  @Override
  public void changed(String appId) {
    Entry entry = apps.get(appId);
    if (entry != null) {
      try {
        looks.execute(guarded(entry.app::look));
      } catch (RejectedExecutionException e) {
        log.debug("the live view ends: nobody is looked after any more");
      }
    }
  }

  /**
   * The app, for somebody who wants to watch it.
   *
   * @throws ProblemException 429 if too many watch already
   * @throws dev.datalab.platform.rpc.Rejection FORBIDDEN
   * @throws io.grpc.StatusRuntimeException NOT_FOUND if it is not there or not visible to them
   */
  App admit(String appId, Caller caller) {
    if (watching.get() >= settings.watchers()) {
      throw new ProblemException(
          Problem.retry(
              429,
              "%d live views are open, and the server allows no more. Close one, or come again."
                  .formatted(settings.watchers()),
              RETRY_SECONDS));
    }
    return setups.app(appId, caller);
  }

  /** Lets somebody watch from now on, until {@link #leave}. */
  Watcher watch(String appId, Caller caller, Outlet outlet) {
    Watcher watcher = new Watcher(caller, outlet);
    watching.incrementAndGet();
    apps.compute(
        appId,
        (id, known) -> {
          Entry entry = known == null ? begin(id) : known;
          entry.app.add(watcher);
          return entry;
        });
    if (closed) {
      watcher.close(1012, "The server stops. Come again.");
    }
    return watcher;
  }

  private Entry begin(String appId) {
    var app = new WatchedApp(appId, store, setups, clock, this::limitBytes);
    List<Future<?>> work = new ArrayList<>();
    try {
      work.add(
          steps.scheduleWithFixedDelay(
              guarded(app::step), 0, WatchedApp.STEP_MILLIS, TimeUnit.MILLISECONDS));
      work.add(
          looks.scheduleWithFixedDelay(
              guarded(app::look), LOOK_SECONDS, LOOK_SECONDS, TimeUnit.SECONDS));
    } catch (RejectedExecutionException e) {
      log.debug("the live view ends: nobody is served any more");
    }
    return new Entry(app, List.copyOf(work));
  }

  /** A defect must not end what is repeated. */
  private Runnable guarded(Runnable work) {
    return () -> {
      try {
        if (!closed) {
          work.run();
        }
      } catch (RuntimeException e) {
        if (closed) {
          log.debug("the live view ends in the middle of its work", e);
        } else {
          log.error("the live view failed by a defect", e);
        }
      }
    };
  }

  private long limitBytes() {
    return Math.max(1, settings.memoryBytes() / Math.max(1, apps.size()));
  }

  /** A watcher is gone. May be repeated. */
  void leave(String appId, Watcher watcher) {
    apps.computeIfPresent(
        appId,
        (id, entry) -> {
          if (!entry.app.watchers().contains(watcher)) {
            return entry;
          }
          watching.decrementAndGet();
          if (!entry.app.remove(watcher)) {
            return entry;
          }
          entry.work.forEach(each -> each.cancel(false));
          return null;
        });
  }

  /** How many apps are watched. */
  int apps() {
    return apps.size();
  }

  /** Ends all connections with 1012 and lets go of the threads. */
  @Override
  public void close() {
    closed = true;
    steps.shutdownNow();
    looks.shutdownNow();
    for (Entry entry : apps.values()) {
      for (Watcher watcher : entry.app.watchers()) {
        watcher.close(1012, "The server stops. Come again.");
      }
    }
    try {
      if (!steps.awaitTermination(5, TimeUnit.SECONDS)) {
        log.warn("a live view is still at work");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
