package dev.datalab.server.client.visitor;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.datalab.server.client.ApiProblem;
import dev.datalab.server.client.visitor.HelloAnswer.Stream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One tab of one visitor: says hello, sends frames over the stream's socket, keeps what is not
 * acknowledged, and when the socket is lost says hello again and resumes, until the server refuses
 * it.
 *
 * <pre>{@code
 * try (VisitorClient visitor = VisitorClient.builder(server, token).origin(site).build()) {
 *   visitor.hello(site + "/", "", "en-GB", "1920x1080");
 *   long seq = visitor.send(landing);
 *   visitor.awaitAcknowledged(seq, Duration.ofSeconds(10));
 *   visitor.goodbye();
 * }
 * }</pre>
 *
 * <p>The numbers that {@link #send} answers begin at 1 and run on for the client's whole life, over
 * the end of a session too. Thread-safe; it has no threads of its own, only those of its {@link
 * HttpClient}.
 */
public final class VisitorClient implements AutoCloseable {
  private static final int MAX_FRAME_BYTES = 64 * 1024;
  private static final int MIN_WINDOW = 64;
  private static final int GOODBYE_SECONDS = 10;
  private static final long FIRST_PAUSE_MILLIS = 100;
  private static final long LONGEST_PAUSE_MILLIS = 5_000;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final VisitorCalls calls;
  private final InstantSource clock;
  private final Outbox outbox = new Outbox();
  private final Object lock = new Object();

  // Everything below is guarded by the lock, as is the outbox.
  private State state = State.SILENT;
  private String refusal = "";
  private int connection;
  private Page page = new Page("", "", "", "");
  private String visitor;
  private Stream stream = new Stream("", "", "", 1);
  private int window = MIN_WINDOW;
  private @Nullable WebSocket socket;
  private CompletableFuture<?> sending = CompletableFuture.completedFuture(null);
  private int failures;

  private enum State {
    /** Not connected, and not trying to: before a hello, after a goodbye. */
    SILENT,
    /** On the way to a socket. */
    CONNECTING,
    OPEN,
    /** Goodbye is said, the server's end awaited. */
    LEAVING,
    /** Refused for good, or closed. */
    ENDED
  }

  VisitorClient(VisitorCalls calls, String visitor, InstantSource clock) {
    this.calls = calls;
    this.visitor = visitor;
    this.clock = clock;
  }

  /**
   * Begins a visitor.
   *
   * @param server the server's address, as {@code http://localhost:8080}
   * @param appToken the app's token
   * @throws IllegalArgumentException if the address is not http or https
   */
  public static VisitorClientBuilder builder(URI server, String appToken) {
    return new VisitorClientBuilder(server, appToken);
  }

  /**
   * Begins a session, or continues the one that this client has if it is still going on, and opens
   * the stream's socket. Events of an ended session that were not acknowledged are brought there
   * first.
   *
   * @param url absolute address of the page
   * @param referrer absolute address, or empty
   * @param language as {@code en-GB}, or empty
   * @param screen as {@code 1920x1080}, or empty
   * @return false if the server answers that it collects nothing of this visitor
   * @throws ApiProblem if the server refuses
   * @throws IOException if it can't be reached
   * @throws IllegalStateException after {@link #close()}
   */
  public boolean hello(String url, String referrer, String language, String screen)
      throws IOException {
    int mine;
    synchronized (lock) {
      if (state == State.ENDED && refusal.isEmpty()) {
        throw new IllegalStateException("the client is closed; build another one");
      }
      page = new Page(url, referrer, language, screen);
      mine = begin();
      refusal = "";
      failures = 0;
    }
    try {
      boolean collected = connect(mine).get();
      if (!collected) {
        end(mine, State.SILENT, "");
      }
      return collected;
    } catch (ExecutionException e) {
      end(mine, State.SILENT, "");
      throw e.getCause() instanceof IOException io
          ? io
          : new IOException("hello failed", e.getCause());
    } catch (InterruptedException e) {
      end(mine, State.SILENT, "");
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted during hello");
    }
  }

  /**
   * Sends events as one frame, or keeps them until the window has room or the socket is back.
   * Returns at once: who sends much waits for acknowledgements.
   *
   * @param events 1 to 64, in the shape of the wire; together at most 64 KiB
   * @return the number of the last one
   * @throws IllegalArgumentException if they are no frame
   * @throws IllegalStateException before {@link #hello}, after {@link #goodbye} and when the server
   *     has refused this visitor; the message says why
   */
  public long send(ObjectNode... events) {
    if (events.length == 0 || events.length > MIN_WINDOW) {
      throw new IllegalArgumentException("events: 1 to 64 in a frame, not " + events.length);
    }
    ArrayNode array = JSON.createArrayNode();
    for (ObjectNode event : events) {
      array.add(event);
    }
    String text = array.toString();
    if (text.getBytes(StandardCharsets.UTF_8).length > MAX_FRAME_BYTES - 40) {
      throw new IllegalArgumentException("events: at most 64 KiB in a frame; send fewer at a time");
    }
    synchronized (lock) {
      if (state != State.OPEN && state != State.CONNECTING) {
        throw new IllegalStateException(
            refusal.isEmpty() ? "say hello before events are sent" : refusal);
      }
      long last = outbox.add(events.length, text);
      flush();
      return last;
    }
  }

  /**
   * Waits until an event is acknowledged.
   *
   * @param seq a number that {@link #send} answered
   * @return false if the time is over first, or the client has ended
   */
  public boolean awaitAcknowledged(long seq, Duration atMost) throws InterruptedException {
    long deadline = System.nanoTime() + atMost.toNanos();
    return await(() -> outbox.acknowledged() >= seq || state == State.ENDED, deadline)
        && acknowledged() >= seq;
  }

  /** Every event up to this number is on durable storage or was refused; 0: none yet. */
  public long acknowledged() {
    synchronized (lock) {
      return outbox.acknowledged();
    }
  }

  /**
   * Waits for what is not acknowledged, says goodbye and waits for the server's end, all within ten
   * seconds. The visit may be continued by another {@link #hello}.
   */
  public void goodbye() throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(GOODBYE_SECONDS);
    await(() -> (outbox.isEmpty() && state != State.CONNECTING) || state == State.ENDED, deadline);
    synchronized (lock) {
      WebSocket open = socket;
      if (state == State.OPEN && open != null) {
        state = State.LEAVING;
        sendText(open, "{\"goodbye\":true}");
      }
    }
    await(() -> state != State.LEAVING, deadline);
    synchronized (lock) {
      end(connection, State.SILENT, "");
    }
  }

  /** Id of the session; empty before the first hello. */
  public String session() {
    synchronized (lock) {
      return stream.session();
    }
  }

  /** Id of the visitor; empty before the first hello unless one was given. */
  public String visitor() {
    synchronized (lock) {
      return visitor;
    }
  }

  /** Id of the stream; empty before the first hello. */
  public String stream() {
    synchronized (lock) {
      return stream.id();
    }
  }

  /** Why the client has ended by itself; empty while it has not. */
  public String refusal() {
    synchronized (lock) {
      return refusal;
    }
  }

  /** Breaks the connection off without a goodbye, as a tab that crashes. May be repeated. */
  @Override
  public void close() {
    synchronized (lock) {
      begin();
      refusal = "";
      state = State.ENDED;
      lock.notifyAll();
    }
  }

  /** Waits until something holds; false if the time is over first. */
  private boolean await(BooleanSupplier holds, long deadlineNanos) throws InterruptedException {
    synchronized (lock) {
      while (!holds.getAsBoolean()) {
        long millis = TimeUnit.NANOSECONDS.toMillis(deadlineNanos - System.nanoTime());
        if (millis <= 0) {
          return false;
        }
        lock.wait(millis);
      }
      return true;
    }
  }

  /** Leaves the socket, if there is one: what is still heard of it does not count any more. */
  private int begin() {
    synchronized (lock) {
      WebSocket old = socket;
      if (old != null) {
        old.abort();
      }
      socket = null;
      sending = CompletableFuture.completedFuture(null);
      state = State.CONNECTING;
      return ++connection;
    }
  }

  private void end(int mine, State last, String why) {
    synchronized (lock) {
      if (connection == mine && state != State.ENDED) {
        begin();
        state = last;
        refusal = why;
        lock.notifyAll();
      }
    }
  }

  /** Hello, what is left of an ended session, and the socket; false if nothing is collected. */
  private CompletableFuture<Boolean> connect(int mine) {
    ObjectNode body;
    synchronized (lock) {
      body =
          JSON.createObjectNode()
              .put("now", clock.millis())
              .put("url", page.url())
              .put("referrer", page.referrer())
              .put("language", page.language())
              .put("screen", page.screen())
              .put("timeZone", "UTC");
      if (!visitor.isEmpty()) {
        body.put("visitor", visitor);
      }
      if (!stream.id().isEmpty()) {
        body.put("session", stream.session()).put("stream", stream.id());
      }
    }
    return calls
        .hello(body)
        .thenCompose(
            answer ->
                answer.isEmpty()
                    ? CompletableFuture.completedFuture(false)
                    : open(mine, answer.get()));
  }

  private CompletableFuture<Boolean> open(int mine, HelloAnswer answer) {
    return settle(mine, answer)
        .thenCompose(
            last -> {
              adopt(mine, answer);
              return calls.open(answer.ticket(), new SocketListener(new Connection(mine)));
            })
        .thenApply(opened -> true);
  }

  /** Brings what is left of the stream before, if the answer has another one. */
  private CompletableFuture<?> settle(int mine, HelloAnswer answer) {
    synchronized (lock) {
      requireCurrent(mine);
      if (answer.stream().id().equals(stream.id()) || outbox.isEmpty()) {
        return CompletableFuture.completedFuture(null);
      }
      Stream previous =
          answer
              .previous()
              .orElseThrow(
                  () ->
                      new IllegalStateException(
                          "the server does not know the session that events are left of"));
      outbox.resumeFrom(previous.resumeFrom());
      return bring(mine, previous).thenCompose(brought -> settle(mine, answer));
    }
  }

  private CompletableFuture<?> bring(int mine, Stream previous) {
    Optional<Outbox.Frame> left;
    synchronized (lock) {
      requireCurrent(mine);
      left = outbox.oldest();
    }
    if (left.isEmpty()) {
      return CompletableFuture.completedFuture(null);
    }
    return calls
        .post(previous, left.get())
        .thenCompose(
            ack -> {
              synchronized (lock) {
                requireCurrent(mine);
                outbox.acknowledge(ack);
                lock.notifyAll();
                if (outbox.oldest().equals(left)) {
                  throw new IllegalStateException("the server does not take what is left");
                }
              }
              return bring(mine, previous);
            });
  }

  private void adopt(int mine, HelloAnswer answer) {
    synchronized (lock) {
      requireCurrent(mine);
      if (!answer.stream().id().equals(stream.id())) {
        outbox.beginStream();
      } else if (!outbox.resumeFrom(answer.stream().resumeFrom())) {
        throw new IllegalStateException("the server lacks events that it had acknowledged");
      }
      stream = answer.stream();
      visitor = answer.visitor();
      window = Math.max(answer.window(), MIN_WINDOW);
      lock.notifyAll();
    }
  }

  private void requireCurrent(int mine) {
    if (connection != mine) {
      throw new IllegalStateException("another hello, or the end, came first");
    }
  }

  private void flush() {
    synchronized (lock) {
      WebSocket open = socket;
      if (open == null || state != State.OPEN) {
        return;
      }
      Optional<Outbox.Frame> next = outbox.nextToSend(window);
      while (next.isPresent()) {
        sendText(open, next.get().text());
        next = outbox.nextToSend(window);
      }
    }
  }

  /** Sends after what was sent before; a socket that fails tells its listener. */
  private void sendText(WebSocket open, String text) {
    sending =
        sending
            .handle((sent, failure) -> open.isOutputClosed())
            .thenCompose(
                closed ->
                    closed ? CompletableFuture.completedFuture(open) : open.sendText(text, true));
  }

  private void reconnect(int before, long atLeastMillis) {
    int mine;
    long pause;
    synchronized (lock) {
      if (connection != before || state == State.ENDED) {
        return;
      }
      mine = begin();
      pause = Math.min(LONGEST_PAUSE_MILLIS, FIRST_PAUSE_MILLIS << Math.min(failures, 6));
      failures++;
      lock.notifyAll();
    }
    // Half of the pause by chance: a server that starts again is not met by everybody at once.
    pause = Math.max(atLeastMillis, pause / 2 + ThreadLocalRandom.current().nextLong(pause / 2));
    CompletableFuture.delayedExecutor(pause, TimeUnit.MILLISECONDS).execute(() -> again(mine));
  }

  private void again(int mine) {
    synchronized (lock) {
      if (connection != mine) {
        return;
      }
    }
    CompletableFuture<?> unused =
        connect(mine)
            .whenComplete(
                (collected, failure) -> {
                  if (failure != null) {
                    failed(mine, failure instanceof CompletionException e ? e.getCause() : failure);
                  } else if (!collected) {
                    end(mine, State.ENDED, "The server collects nothing of this visitor.");
                  }
                });
  }

  private void failed(int mine, @Nullable Throwable failure) {
    if (failure instanceof ApiProblem problem && !passes(problem.status())) {
      end(mine, State.ENDED, "The server refuses: " + problem.getMessage());
    } else if (failure instanceof IOException) {
      reconnect(mine, 0);
    } else {
      end(mine, State.ENDED, String.valueOf(failure));
    }
  }

  private static boolean passes(int status) {
    return status == 429 || status >= 500;
  }

  /** Hears the socket of one connection, as long as it is this client's. */
  private final class Connection implements SocketListener.Heard {
    private final int mine;

    Connection(int mine) {
      this.mine = mine;
    }

    @Override
    public void opened(WebSocket opened) {
      synchronized (lock) {
        if (connection != mine) {
          opened.abort();
          return;
        }
        socket = opened;
        state = State.OPEN;
        lock.notifyAll();
        flush();
      }
    }

    @Override
    public void acknowledged(long seq) {
      synchronized (lock) {
        if (connection == mine) {
          failures = 0;
          outbox.acknowledge(seq);
          lock.notifyAll();
          flush();
        }
      }
    }

    @Override
    public void ended(int code, String reason) {
      synchronized (lock) {
        if (connection != mine) {
          return;
        }
        if (state == State.LEAVING) {
          end(mine, State.SILENT, "");
        } else if (isForGood(code)) {
          end(mine, State.ENDED, "The server closed with %d: %s".formatted(code, reason));
        } else {
          reconnect(mine, 0);
        }
      }
    }

    /** No rule kept, too large, another socket of the stream, or an ended session. */
    private static boolean isForGood(int code) {
      return code == 1008 || code == 1009 || code == 4000 || code == 4001;
    }
  }
}
