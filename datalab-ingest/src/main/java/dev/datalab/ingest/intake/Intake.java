package dev.datalab.ingest.intake;

import static java.util.Objects.requireNonNull;

import dev.datalab.ingest.device.DeviceClassifier;
import dev.datalab.ingest.session.SessionStore;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The intake of live events: hellos, tickets, sockets and posted frames. Safe for use by several
 * threads; has none of its own: the host calls {@link #sweep} about once a second.
 */
public final class Intake implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Intake.class);

  static final String STOPPING = "The server stops; say hello again later.";
  static final String REVOKED = "The app's token was revoked.";
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Hellos hellos;
  private final Admissions admissions;
  private final Posts posts;
  private final Sweep sweep;
  private final PastSessions past;
  private final KnownSessions known;
  private final Connections connections = new Connections();
  private final AtomicBoolean stopping = new AtomicBoolean();

  private Intake(Builder with) {
    StreamKeys keys = new StreamKeys(with.sessions);
    Cookieless cookieless = new Cookieless(with.sessions);
    SeenSessions seen = new SeenSessions(with.sessions);
    this.known = new KnownSessions(with.sessions, with.sink);
    Appends appends =
        new Appends(
            known, with.sink, with.listener, seen, new PageLimit(with.pagesPerDay), with.window);
    LiveConnection.Shared shared =
        new LiveConnection.Shared(connections, appends, new FrameReaders(), stopping, with.clock);
    this.hellos = new Hellos(with, known, keys, cookieless, connections, shared.readers());
    this.admissions = new Admissions(with.apps, known, with.tickets, shared);
    this.posts = new Posts(with.apps, known, keys, shared);
    this.sweep = new Sweep(with, known, connections, admissions, cookieless, seen);
    this.past = new PastSessions(with, known);
  }

  /**
   * Prepares an intake.
   *
   * @param apps what it has to know of apps
   * @param sink where events go; stays the caller's to close
   * @param sessions where sessions are kept; stays the caller's to close
   */
  public static Builder builder(AppDirectory apps, EventSink sink, SessionStore sessions) {
    return new Builder(apps, sink, sessions);
  }

  /**
   * Begins a session, or continues one.
   *
   * @return empty if nothing may be collected of this visitor
   * @throws IntakeRefusal of any kind; {@link IntakeRefusal.Kind#LIMIT} where the token allows no
   *     further session
   * @throws IOException if sessions or events can't be written or read now
   */
  public Optional<HelloAnswer> hello(HelloRequest request) throws IntakeRefusal, IOException {
    requireRunning();
    return hellos.hello(request);
  }

  /**
   * Spends a ticket, before the handshake of its socket is answered. The socket is then opened by
   * {@link #open} within 30 seconds.
   *
   * @param origin the header {@code Origin} of the handshake, empty if it had none
   * @throws IntakeRefusal {@link IntakeRefusal.Kind#UNAUTHORIZED} for a ticket that is unknown,
   *     spent, late, or of a token that was revoked; {@link IntakeRefusal.Kind#FORBIDDEN} for
   *     another origin, which spends it too; {@link IntakeRefusal.Kind#UNAVAILABLE}
   */
  public void admit(String ticket, String origin) throws IntakeRefusal {
    requireRunning();
    admissions.admit(ticket, origin);
  }

  /**
   * Opens the socket of an admitted ticket, once, after the handshake. An older socket of the
   * stream is closed with 4000.
   *
   * @throws IntakeRefusal {@link IntakeRefusal.Kind#UNAUTHORIZED} if the ticket was not admitted or
   *     its token was revoked meanwhile; {@link IntakeRefusal.Kind#UNAVAILABLE}
   */
  public StreamConnection open(String ticket, Peer peer) throws IntakeRefusal {
    requireRunning();
    return admissions.open(ticket, peer);
  }

  /**
   * Takes a frame without a socket: {@code {session, stream, key, seq, events}}.
   *
   * @param body JSON in UTF-8, at most 64 KiB
   * @param origin the header {@code Origin}, empty if there is none
   * @return the acknowledgement, once it is durable; exceptionally with an {@link IOException} when
   *     the events can't be stored now
   * @throws IntakeRefusal of any kind; {@link IntakeRefusal.Kind#UNAUTHORIZED} for a key that is
   *     not the stream's or not good any more
   */
  public CompletableFuture<Long> append(byte[] body, String origin) throws IntakeRefusal {
    requireRunning();
    try {
      return posts.append(body, origin);
    } catch (IOException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  private void requireRunning() throws IntakeRefusal {
    if (stopping.get()) {
      throw IntakeRefusal.of(IntakeRefusal.Kind.UNAVAILABLE, STOPPING);
    }
  }

  /**
   * Closes the sockets of an app whose tokens were revoked (1008), and waits until no event of
   * theirs is on its way into the store any more. The {@link AppDirectory} must know of it before:
   * from now on it is asked whether a stream may bring events.
   *
   * @param throughGeneration streams of this generation and of earlier ones are meant
   * @param tokenId streams that came under this token only; empty: under any
   * @return how many sockets were closed
   * @throws IOException if events were still on their way after ten seconds; the sockets are closed
   *     all the same. Call it again
   */
  public int closeApp(String app, int throughGeneration, String tokenId) throws IOException {
    int closed = 0;
    for (LiveConnection connection : connections.all()) {
      if (connection.session.terms.isMeant(app, throughGeneration, tokenId)
          && connection.close(CloseCode.REFUSED, REVOKED)) {
        closed++;
      }
    }
    List<Gate> gates = new ArrayList<>();
    for (KnownTerms terms : known.terms()) {
      if (terms.isMeant(app, throughGeneration, tokenId)) {
        gates.add(terms.appends);
      }
    }
    if (!settled(gates)) {
      throw new IOException(
          "Events of app %s are still on their way into the store; close it again.".formatted(app));
    }
    return closed;
  }

  /** Waits until what has passed the gates is through; says whether it is. */
  private static boolean settled(List<Gate> gates) throws InterruptedIOException {
    gates.forEach(Gate::turn);
    long end = System.nanoTime() + PATIENCE.toNanos();
    try {
      for (Gate gate : gates) {
        if (!gate.await(end - System.nanoTime())) {
          return false;
        }
      }
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while events were on their way");
    }
  }

  /**
   * Forgets the sessions of a visitor that are over, so that what was left unsent of them is not
   * taken any more. A session that goes on is new data, and is kept as any other.
   *
   * @return how many sessions were forgotten
   */
  public int forgetVisitor(String app, String visitor) throws IOException {
    return past.forget(app, visitor);
  }

  /**
   * Does what is due: closes idle sockets and those of revoked tokens, forgets tickets and sessions
   * that are over. Call it about once a second, from one thread at a time; what fails is logged and
   * tried again by a later call.
   */
  public void sweep() {
    sweep.run();
  }

  /**
   * Takes nothing in any more, acknowledges what was on its way (for at most ten seconds) and
   * closes all sockets with 1012.
   */
  @Override
  public void close() {
    if (!stopping.compareAndSet(false, true)) {
      return;
    }
    try {
      if (!settled(known.terms().stream().map(terms -> terms.appends).toList())) {
        log.warn("events were still on their way; their clients send them again");
      }
    } catch (InterruptedIOException e) {
      log.warn("{}; their clients send them again", e.getMessage());
    }
    connections.all().forEach(connection -> connection.close(CloseCode.STOPPING, STOPPING));
  }

  /** Settings of an intake. Every one has a value that fits most. */
  public static final class Builder {
    final AppDirectory apps;
    final EventSink sink;
    final SessionStore sessions;
    DeviceClassifier classifier = DeviceClassifier.NONE;
    InstantSource clock = InstantSource.system();
    StoredEvents listener = StoredEvents.NONE;
    Tickets tickets = new MemoryTickets();
    int window = 1_024;
    int pagesPerDay;

    private Builder(AppDirectory apps, EventSink sink, SessionStore sessions) {
      this.apps = requireNonNull(apps, "apps");
      this.sink = requireNonNull(sink, "sink");
      this.sessions = requireNonNull(sessions, "sessions");
    }

    /** Reads user agents; unless set, nobody does. */
    public Builder classifier(DeviceClassifier classifier) {
      this.classifier = requireNonNull(classifier, "classifier");
      return this;
    }

    /** The server's clock; the system's unless set. */
    public Builder clock(InstantSource clock) {
      this.clock = requireNonNull(clock, "clock");
      return this;
    }

    /** Is told of events that became durable; nobody unless set. */
    public Builder listener(StoredEvents listener) {
      this.listener = requireNonNull(listener, "listener");
      return this;
    }

    /** Where tickets wait; in this process's memory unless set. */
    public Builder tickets(Tickets tickets) {
      this.tickets = requireNonNull(tickets, "tickets");
      return this;
    }

    /** How many events may be unacknowledged, at least 64; 1,024 unless set. */
    public Builder window(int window) {
      if (window < 64) {
        throw new IllegalArgumentException("window: at least 64 events, not " + window + ".");
      }
      this.window = window;
      return this;
    }

    /**
     * How many different pages an app may have in a day (UTC); any number unless set. Events of
     * further ones are refused, with a reason that Delivery shows. Counted in this process's
     * memory, up to 24 bytes a page.
     *
     * @param pagesPerDay 1 to 100,000,000; 0 for any number
     */
    public Builder pagesPerDay(int pagesPerDay) {
      if (pagesPerDay < 0 || pagesPerDay > 100_000_000) {
        throw new IllegalArgumentException(
            "pagesPerDay: 0 to 100,000,000, not " + pagesPerDay + ".");
      }
      this.pagesPerDay = pagesPerDay;
      return this;
    }

    /** Makes the intake. Reads and writes nothing yet. */
    public Intake build() {
      return new Intake(this);
    }
  }
}
