package dev.datalab.ingest.intake;

import dev.datalab.core.event.Dimensions;
import dev.datalab.core.store.StreamState;
import dev.datalab.ingest.device.DeviceClassifier;
import dev.datalab.ingest.device.Equipment;
import dev.datalab.ingest.intake.HelloAnswer.Previous;
import dev.datalab.ingest.intake.IntakeRefusal.Kind;
import dev.datalab.ingest.intake.Tickets.Claim;
import dev.datalab.ingest.session.Session;
import dev.datalab.ingest.session.SessionStore;
import dev.datalab.ingest.session.SessionStream;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Begins and continues sessions. Safe for use by several threads. */
final class Hellos {
  /** The most tabs of one session; a further one begins a session of its own. */
  static final int MOST_STREAMS = 256;

  private static final int LONGEST_USER_AGENT = 1_024;
  private static final int RETRY_SECONDS = 60;

  private final AppDirectory apps;
  private final EventSink sink;
  private final SessionStore sessions;
  private final KnownSessions known;
  private final StreamKeys keys;
  private final Cookieless cookieless;
  private final Tickets tickets;
  private final Connections connections;
  private final FrameReaders readers;
  private final DeviceClassifier classifier;
  private final InstantSource clock;
  private final int window;
  private final Randoms randoms = new Randoms();

  Hellos(
      Intake.Builder with,
      KnownSessions known,
      StreamKeys keys,
      Cookieless cookieless,
      Connections connections,
      FrameReaders readers) {
    this.apps = with.apps;
    this.sink = with.sink;
    this.sessions = with.sessions;
    this.tickets = with.tickets;
    this.classifier = with.classifier;
    this.clock = with.clock;
    this.window = with.window;
    this.known = known;
    this.keys = keys;
    this.cookieless = cookieless;
    this.connections = connections;
    this.readers = readers;
  }

  Optional<HelloAnswer> hello(HelloRequest request) throws IntakeRefusal, IOException {
    if (request.token().isEmpty()) {
      throw IntakeRefusal.of(
          Kind.UNAUTHORIZED, "No app token; send it in Authorization or x-datalab-token.");
    }
    AppGrant app = apps.verify(request.token());
    boolean own = app.isOwn(request.origin());
    if (!own && !request.origin().isEmpty()) {
      throw IntakeRefusal.of(
          Kind.FORBIDDEN, "The page's origin is not one of the app's; add it to the app.");
    }
    try {
      HelloBody body = read(request.body());
      return mayCollect(request, body, app.client())
          ? Optional.of(answer(request, body, app))
          : Optional.empty();
    } catch (IntakeRefusal e) {
      throw e.toOwnOrigin(own);
    }
  }

  private HelloBody read(byte[] json) throws IntakeRefusal {
    FrameReader reader = readers.borrow();
    try {
      return reader.hello(json);
    } finally {
      readers.giveBack(reader);
    }
  }

  private static boolean mayCollect(HelloRequest request, HelloBody body, ClientConfig client) {
    return body.mayCollect()
        && !(request.dnt() && client.honoursDnt())
        && !(request.gpc() && client.honoursGpc());
  }

  private HelloAnswer answer(HelloRequest request, HelloBody body, AppGrant app)
      throws IntakeRefusal, IOException {
    long now = clock.millis();
    Optional<KnownSession> asked = asked(body, app);
    Optional<Previous> previous = Optional.empty();
    if (asked.isPresent()) {
      KnownSession session = asked.get();
      long silence = now - known.lastMillis(session);
      Optional<KnownStream> stream =
          body.stream().isPresent() ? session.stream(body.stream().getAsLong()) : Optional.empty();
      if (silence < Spans.IDLE && (stream.isPresent() || session.streams.size() < MOST_STREAMS)) {
        return continued(request, body, app, session, stream, now);
      }
      if (silence < Spans.KEY && stream.isPresent()) {
        previous = Optional.of(previous(session, stream.get()));
      }
    }
    return begun(request, body, app, previous, now);
  }

  /**
   * The session that the body names, if it is one of this app and generation whose token is good.
   */
  private Optional<KnownSession> asked(HelloBody body, AppGrant app)
      throws IntakeRefusal, IOException {
    if (body.session().isEmpty()) {
      return Optional.empty();
    }
    Optional<KnownSession> found =
        body.stream().isPresent()
            ? known.find(body.session(), body.stream().getAsLong())
            : Optional.empty();
    if (found.isEmpty()) {
      found = known.find(body.session());
    }
    if (found.isEmpty()) {
      return found;
    }
    KnownTerms terms = found.get().terms;
    boolean same =
        terms.terms.app().equals(app.app())
            && terms.terms.generation() == app.generation()
            && (terms.terms.tokenId().equals(app.tokenId()) || terms.isOpen(apps));
    return same ? found : Optional.empty();
  }

  private Previous previous(KnownSession session, KnownStream stream) throws IOException {
    long id = stream.stream.id();
    return new Previous(
        session.session.id(),
        id,
        known.state(session, stream).resumeFrom(),
        keys.key(session.terms.terms.app(), session.session.id(), id));
  }

  private HelloAnswer continued(
      HelloRequest request,
      HelloBody body,
      AppGrant app,
      KnownSession session,
      Optional<KnownStream> asked,
      long now)
      throws IOException {
    KnownSession present = session;
    long id = asked.isPresent() ? asked.get().stream.id() : sink.newStream(session.terms.partition);
    if (asked.isEmpty() || !session.session.terms().equals(app.terms())) {
      Session old = session.session;
      List<SessionStream> added =
          asked.isPresent()
              ? List.of()
              : List.of(new SessionStream(id, now - body.nowMillis(), now));
      sessions.extend(old.id(), app.terms(), added);
      present = known.reload(old.id()).orElse(session);
    }
    KnownStream stream =
        present.stream(id)
            .orElseThrow(
                () -> new IOException("The session was forgotten meanwhile; say hello again."));
    connections.replace(id);
    return answered(request, app, present, stream, Optional.empty(), now);
  }

  private HelloAnswer begun(
      HelloRequest request, HelloBody body, AppGrant app, Optional<Previous> previous, long now)
      throws IntakeRefusal, IOException {
    KnownTerms terms = known.terms(app.terms());
    SessionStream stream =
        new SessionStream(sink.newStream(terms.partition), now - body.nowMillis(), now);
    Session session =
        new Session(
            randoms.id(),
            terms.terms,
            visitor(request, body, app, now),
            dimensions(request, body, app),
            now,
            List.of(stream));
    if (!sessions.begin(session, now - Spans.IDLE)) {
      throw IntakeRefusal.limit(
          "As many sessions as the app's token allows at a time; say hello again later.",
          RETRY_SECONDS);
    }
    KnownSession kept = known.keep(session);
    KnownStream only = kept.stream(stream.id()).orElseThrow();
    only.note(StreamState.NEW);
    return answered(request, app, kept, only, previous, now);
  }

  private HelloAnswer answered(
      HelloRequest request,
      AppGrant app,
      KnownSession session,
      KnownStream stream,
      Optional<Previous> previous,
      long now)
      throws IOException {
    String sessionId = session.session.id();
    long id = stream.stream.id();
    StreamState state =
        stream.state().isEmpty() ? known.state(session, stream) : stream.state().get();
    String key = keys.key(app.app(), sessionId, id);
    String ticket = randoms.ticket();
    tickets.issue(ticket, new Claim(sessionId, id, request.origin(), now));
    return new HelloAnswer(
        app.app(),
        app.client().cookieless(),
        sessionId,
        id,
        session.session.visitor(),
        ticket,
        key,
        state.resumeFrom(),
        window,
        app.client().json(),
        previous);
  }

  private String visitor(HelloRequest request, HelloBody body, AppGrant app, long now)
      throws IOException {
    if (app.client().cookieless()) {
      return cookieless.visitor(app.app(), request.remoteAddress(), request.userAgent(), now);
    }
    if (VisitorIds.isValid(request.visitorCookie())) {
      return request.visitorCookie();
    }
    return body.visitor().isEmpty() ? randoms.id() : body.visitor();
  }

  private Dimensions dimensions(HelloRequest request, HelloBody body, AppGrant app) {
    String userAgent = request.userAgent();
    if (userAgent.length() > LONGEST_USER_AGENT) {
      userAgent = userAgent.substring(0, LONGEST_USER_AGENT);
    }
    Equipment equipment = userAgent.isEmpty() ? Equipment.UNKNOWN : classifier.classify(userAgent);
    return FirstTouch.of(body, app, equipment);
  }
}
