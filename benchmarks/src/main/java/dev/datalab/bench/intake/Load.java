package dev.datalab.bench.intake;

import dev.datalab.bench.Progress;
import dev.datalab.bench.intake.Door.Greeted;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import me.tongfei.progressbar.ProgressBar;
import org.HdrHistogram.Histogram;

/**
 * Puts a load on a server: opens the sockets, sends, waits for what is not acknowledged, and says
 * goodbye, all in one thread. Used once.
 *
 * <p>At a rate, each frame is due at a moment that is fixed beforehand, and its latency is counted
 * from then, whether it could be sent then or not: a server that stalls is not spared the frames
 * that would have come meanwhile (no coordinated omission). Without a rate it is counted from
 * sending.
 */
final class Load implements LoadSocket.Watcher {
  private static final int HELLOS_AT_A_TIME = 64;

  /** Beyond, another address of this machine is used: a pair of them has 28,000 connections. */
  private static final int SOCKETS_OF_AN_ADDRESS = 20_000;

  private static final Duration OPENING = Duration.ofMinutes(5);
  private static final Duration SETTLING = Duration.ofSeconds(60);
  private static final Duration LEAVING = Duration.ofSeconds(5);
  private static final long MOST_MICROS = TimeUnit.HOURS.toMicros(1);

  private final LoadPlan plan;
  private final URI server;
  private final Door door;
  private final Runnable measured;
  private final Selector selector;
  private final FrameWriter writer = new FrameWriter(7);
  private final ByteBuffer reading = ByteBuffer.allocateDirect(1 << 16);
  private final ByteBuffer writing = ByteBuffer.allocateDirect(FrameWriter.MAX_BYTES);
  private final Queue<Object> answers = new ConcurrentLinkedQueue<>();
  private final List<LoadSocket> sockets = new ArrayList<>();
  private final Map<String, Integer> failures = new TreeMap<>();
  private final Histogram latency = new Histogram(MOST_MICROS, 3);
  private int opened;
  private boolean sending;
  private long countFrom = Long.MAX_VALUE;
  private long countUntil = Long.MAX_VALUE;
  private long counted;

  /**
   * A load that has not begun.
   *
   * @param measured called when counting begins, and again when it ends
   */
  Load(LoadPlan plan, URI server, String appToken, Runnable measured) throws IOException {
    this.plan = plan;
    this.server = server;
    this.door = new Door(server, appToken);
    this.measured = measured;
    this.selector = Selector.open();
  }

  /** Does it all, and says what came of it. */
  Outcome run() throws IOException {
    try {
      open();
      long begin = System.nanoTime();
      countFrom = begin + plan.warmUp().toNanos();
      countUntil = countFrom + plan.duration().toNanos();
      send(begin);
      boolean settled = settle();
      Outcome outcome = outcome(settled);
      leave();
      return outcome;
    } finally {
      sockets.forEach(LoadSocket::close);
      selector.close();
    }
  }

  private void open() throws IOException {
    int asked = 0;
    int answered = 0;
    long deadline = System.nanoTime() + OPENING.toNanos();
    try (ProgressBar bar = Progress.of("Opening sockets", plan.sockets(), "")) {
      while (opened + failed() < plan.sockets() && System.nanoTime() < deadline) {
        while (asked < plan.sockets() && asked - answered < HELLOS_AT_A_TIME) {
          asked++;
          CompletableFuture<?> unused =
              door.hello()
                  .handle(
                      (greeted, failure) -> {
                        answers.add(failure == null ? greeted : failure);
                        return selector.wakeup();
                      });
        }
        for (Object answer = answers.poll(); answer != null; answer = answers.poll()) {
          answered++;
          if (answer instanceof Greeted greeted) {
            connect(greeted);
          } else {
            fail(String.valueOf(((Throwable) answer).getMessage()));
          }
        }
        pollKeys(100);
        bar.stepTo(opened);
      }
    }
    if (opened == 0) {
      throw new IOException("No socket could be opened: " + failures);
    }
  }

  private void connect(Greeted greeted) throws IOException {
    int port = server.getPort() < 0 ? 80 : server.getPort();
    InetAddress address = InetAddress.getByName(server.getHost());
    int beyond = sockets.size() / SOCKETS_OF_AN_ADDRESS;
    if (beyond > 0 && address.isLoopbackAddress()) {
      address = InetAddress.getByAddress(new byte[] {127, 0, 0, (byte) (1 + beyond)});
    }
    sockets.add(
        new LoadSocket(
            selector,
            new InetSocketAddress(address, port),
            server.getHost() + ":" + port,
            greeted));
  }

  private void send(long begin) throws IOException {
    sending = true;
    boolean counting = false;
    long frame = 0;
    try (ProgressBar bar =
        Progress.of("Sending", plan.warmUp().plus(plan.duration()).toSeconds(), " s")) {
      for (long now = begin; now < countUntil; now = System.nanoTime()) {
        if (!counting && now >= countFrom) {
          counting = true;
          measured.run();
        }
        if (plan.rate() == 0) {
          sockets.forEach(this::pump);
          pollKeys(10);
        } else {
          for (long due = plan.dueNanos(frame); begin + due <= now; due = plan.dueNanos(++frame)) {
            LoadSocket socket = sockets.get((int) (frame % sockets.size()));
            socket.due.add(begin + due);
            pump(socket);
          }
          pollKeys(1);
        }
        bar.stepTo(TimeUnit.NANOSECONDS.toSeconds(now - begin));
      }
    }
    measured.run();
    sending = false;
  }

  /** Sends what a socket has to send, as far as there is room. */
  private void pump(LoadSocket socket) {
    if (plan.rate() == 0) {
      while (sending
          && socket.unacknowledged() + plan.frame() <= plan.inFlight()
          && socket.hasRoomFor(plan.frame())) {
        socket.send(writer, plan.frame(), System.nanoTime(), writing, this);
      }
    } else {
      while (!socket.due.isEmpty() && socket.hasRoomFor(plan.frame())) {
        socket.send(writer, plan.frame(), socket.due.remove(), writing, this);
      }
    }
  }

  private boolean settle() throws IOException {
    long deadline = System.nanoTime() + SETTLING.toNanos();
    while (System.nanoTime() < deadline) {
      if (sockets.stream().noneMatch(LoadSocket::hasWork)) {
        return true;
      }
      pollKeys(10);
    }
    return false;
  }

  private void leave() throws IOException {
    sockets.forEach(socket -> socket.leave(writer, writing));
    long deadline = System.nanoTime() + LEAVING.toNanos();
    while (System.nanoTime() < deadline && sockets.stream().anyMatch(LoadSocket::isLeaving)) {
      pollKeys(10);
    }
  }

  private void pollKeys(long millis) throws IOException {
    selector.select(millis);
    for (SelectionKey key : selector.selectedKeys()) {
      ((LoadSocket) key.attachment()).ready(reading, this);
    }
    selector.selectedKeys().clear();
  }

  private Outcome outcome(boolean settled) {
    long unsent = 0;
    for (LoadSocket socket : sockets) {
      unsent += socket.due.size();
    }
    return new Outcome(
        plan,
        opened,
        (int) sockets.stream().filter(socket -> socket.acknowledged() > 0).count(),
        counted,
        sockets.stream().mapToLong(LoadSocket::sent).sum(),
        sockets.stream().mapToLong(LoadSocket::acknowledged).sum(),
        unsent,
        settled,
        latency,
        failures,
        writer.bytesPerEvent());
  }

  private int failed() {
    return failures.values().stream().mapToInt(Integer::intValue).sum();
  }

  private void fail(String why) {
    failures.merge(why, 1, Integer::sum);
  }

  @Override
  public void opened(LoadSocket socket) {
    opened++;
  }

  @Override
  public void settled(long dueNanos) {
    if (dueNanos >= countFrom && dueNanos < countUntil) {
      long micros = TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - dueNanos);
      latency.recordValue(Math.min(MOST_MICROS, micros));
    }
  }

  @Override
  public void advanced(LoadSocket socket, long events) {
    long now = System.nanoTime();
    if (now >= countFrom && now < countUntil) {
      counted += events;
    }
    pump(socket);
  }

  @Override
  public void lost(LoadSocket socket, String why) {
    fail(why);
  }

  /**
   * What came of a load.
   *
   * @param opened sockets that were open at the beginning
   * @param heard sockets of which anything was acknowledged
   * @param counted events that were acknowledged while it was counted
   * @param sent events that were sent in all, warm-up included
   * @param acknowledged events that were acknowledged in all
   * @param unsentFrames frames that were due and could not be sent at all
   * @param settled whether everything that was sent on open sockets is acknowledged
   * @param latency of frames, in microseconds
   * @param failures hellos, handshakes and connections that failed, by reason
   * @param bytesPerEvent on the wire
   */
  record Outcome(
      LoadPlan plan,
      int opened,
      int heard,
      long counted,
      long sent,
      long acknowledged,
      long unsentFrames,
      boolean settled,
      Histogram latency,
      Map<String, Integer> failures,
      double bytesPerEvent) {}
}
