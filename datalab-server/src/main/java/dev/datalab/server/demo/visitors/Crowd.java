package dev.datalab.server.demo.visitors;

import dev.datalab.server.client.ApiProblem;
import dev.datalab.server.client.visitor.VisitorClient;
import dev.datalab.server.demo.visitors.Arrivals.Arrival;
import dev.datalab.server.rpc.NamedThreads;
import java.io.IOException;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * People who walk through the shop, some at a time: whoever leaves makes room for somebody else.
 * They come in by hello and WebSocket as browsers do ({@link VisitorClient}), each with a browser,
 * a screen and an origin of their own. A server that is away for a while is waited for; one that
 * refuses the token ends it all. Thread-safe.
 */
public final class Crowd implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Crowd.class);

  private static final int THREADS = 2;
  private static final int UNAUTHORIZED = 401;
  private static final int FORBIDDEN = 403;

  /** The first ones come one after the other. */
  private static final long APART_MILLIS = 400;

  private static final long LONGEST_GAP_MILLIS = 3_000;
  private static final long FIRST_WAIT_MILLIS = 1_000;
  private static final long LONGEST_WAIT_MILLIS = 15_000;
  private static final Duration LEAVING = Duration.ofSeconds(2);

  private final Door door;
  private final Arrivals arrivals;
  private final Runnable refused;
  private final InstantSource clock = InstantSource.system();
  private final ScheduledThreadPoolExecutor walking =
      new ScheduledThreadPoolExecutor(THREADS, new NamedThreads("visitors"));
  private final ExecutorService carrying =
      Executors.newFixedThreadPool(THREADS, new NamedThreads("visitors-http"));
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(10))
          .executor(carrying)
          .build();
  private final Set<Walk> walks = ConcurrentHashMap.newKeySet();
  private final AtomicBoolean ended = new AtomicBoolean();

  private Crowd(Door door, Arrivals arrivals, Runnable refused) {
    this.door = door;
    this.arrivals = arrivals;
    this.refused = refused;
    walking.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
  }

  /**
   * Lets people come.
   *
   * @param size how many at a time, at least 0
   * @param refused called once, from a thread of the crowd, when the server refuses the token; all
   *     have left by then
   */
  public static Crowd start(Door door, Arrivals arrivals, int size, Runnable refused) {
    Crowd crowd = new Crowd(door, arrivals, refused);
    for (int place = 0; place < size; place++) {
      crowd.later(place * APART_MILLIS, () -> crowd.comes(crowd.nextArrival(), FIRST_WAIT_MILLIS));
    }
    return crowd;
  }

  private Arrival nextArrival() {
    synchronized (arrivals) {
      return arrivals.next();
    }
  }

  private void comes(Arrival arrival, long waitMillis) {
    Walk walk = new Walk(arrival, door, http, clock);
    walks.add(walk);
    try {
      if (walk.begin()) {
        later(walk.millisToNext(), () -> acts(walk));
      } else {
        goes(walk);
      }
    } catch (ApiProblem e) {
      walks.remove(walk);
      walk.breakOff();
      if (e.status() == UNAUTHORIZED || e.status() == FORBIDDEN) {
        end(e);
      } else {
        again(arrival, waitMillis, e);
      }
    } catch (IOException e) {
      walks.remove(walk);
      walk.breakOff();
      again(arrival, waitMillis, e);
    }
  }

  private void again(Arrival arrival, long waitMillis, IOException why) {
    log.debug("a visitor comes again in {} ms: {}", waitMillis, why.toString());
    later(waitMillis, () -> comes(arrival, Math.min(LONGEST_WAIT_MILLIS, 2 * waitMillis)));
  }

  private void acts(Walk walk) {
    try {
      walk.act();
    } catch (IllegalStateException e) {
      // Unlocking and revoking close sockets: the next hello shows whether the token is good.
      log.info("a visitor was sent away: {}", e.getMessage());
      goes(walk);
      return;
    }
    if (walk.isOver()) {
      goes(walk);
    } else {
      later(walk.millisToNext(), () -> acts(walk));
    }
  }

  private void goes(Walk walk) {
    try {
      walk.leave();
    } catch (InterruptedException e) {
      walk.breakOff();
      Thread.currentThread().interrupt();
    }
    walks.remove(walk);
    later(
        ThreadLocalRandom.current().nextLong(LONGEST_GAP_MILLIS),
        () -> comes(nextArrival(), FIRST_WAIT_MILLIS));
  }

  private void later(long millis, Runnable what) {
    try {
      Future<?> unused = walking.schedule(() -> guarded(what), millis, TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      log.debug("nobody comes any more");
    }
  }

  /** A defect ends one visitor's way; the log says so, since the executor would not. */
  private static void guarded(Runnable what) {
    try {
      what.run();
    } catch (RuntimeException e) {
      log.error("a simulated visitor fails", e);
    }
  }

  private void end(ApiProblem why) {
    if (ended.compareAndSet(false, true)) {
      log.info("the visitors leave: {}", why.getMessage());
      walking.shutdown();
      walks.forEach(Walk::breakOff);
      walks.clear();
      refused.run();
    }
  }

  /** How many are here. */
  public int size() {
    return walks.size();
  }

  /** Lets everybody say goodbye, for two seconds at most, and ends. May be repeated. */
  @Override
  public void close() {
    ended.set(true);
    walking.shutdownNow();
    Thread leaving = new NamedThreads("visitors-leave").newThread(this::everybodyLeaves);
    leaving.start();
    try {
      leaving.join(LEAVING.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    leaving.interrupt();
    walks.forEach(Walk::breakOff);
    walks.clear();
    carrying.shutdown();
  }

  private void everybodyLeaves() {
    try {
      walking.awaitTermination(LEAVING.toMillis(), TimeUnit.MILLISECONDS);
      for (Walk walk : walks) {
        walk.leave();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
