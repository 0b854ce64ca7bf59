package dev.datalab.ingest.session;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.security.SecureRandom;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Keeps sessions in memory. "Durable" means here: as long as this object. Safe for use by several
 * threads.
 */
public final class MemorySessionStore implements SessionStore {
  private final SecureRandom random = new SecureRandom();
  private final byte[] secret = bytes();
  private final TreeMap<LocalDate, byte[]> salts = new TreeMap<>();
  private final Map<String, Kept> sessions = new HashMap<>();
  private boolean closed;

  /** An empty store with a secret of its own. */
  public MemorySessionStore() {}

  private byte[] bytes() {
    byte[] bytes = new byte[SECRET_BYTES];
    random.nextBytes(bytes);
    return bytes;
  }

  @Override
  public synchronized void check() throws IOException {
    if (closed) {
      throw new IOException("The session store is closed; open a new one.");
    }
  }

  @Override
  public synchronized byte[] secret() throws IOException {
    check();
    return secret.clone();
  }

  @Override
  public synchronized byte[] salt(LocalDate day) throws IOException {
    forgetSalts(day);
    return salts.computeIfAbsent(day, unused -> bytes()).clone();
  }

  @Override
  public synchronized void forgetSalts(LocalDate before) throws IOException {
    check();
    salts.headMap(before).clear();
  }

  @Override
  public synchronized boolean begin(Session session, long aliveSinceMillis) throws IOException {
    check();
    if (sessions.containsKey(session.id())) {
      return true;
    }
    SessionTerms terms = session.terms();
    if (terms.sessions().isPresent()
        && alive(terms, aliveSinceMillis) >= terms.sessions().getAsInt()) {
      return false;
    }
    sessions.put(session.id(), new Kept(session, session.helloMillis()));
    return true;
  }

  private long alive(SessionTerms terms, long sinceMillis) {
    return sessions.values().stream()
        .filter(kept -> kept.session.terms().app().equals(terms.app()))
        .filter(kept -> kept.session.terms().tokenId().equals(terms.tokenId()))
        .filter(kept -> kept.seenMillis >= sinceMillis)
        .count();
  }

  @Override
  public synchronized void extend(String session, SessionTerms terms, List<SessionStream> streams)
      throws IOException {
    check();
    requireNonNull(terms, "terms");
    Kept kept = sessions.get(session);
    if (kept == null) {
      return;
    }
    Map<Long, SessionStream> all = new LinkedHashMap<>();
    kept.session.streams().forEach(stream -> all.put(stream.id(), stream));
    streams.forEach(stream -> all.putIfAbsent(stream.id(), stream));
    Session old = kept.session;
    kept.session =
        new Session(
            old.id(),
            terms,
            old.visitor(),
            old.dimensions(),
            old.helloMillis(),
            List.copyOf(all.values()));
  }

  @Override
  public synchronized Optional<Session> find(String session) throws IOException {
    check();
    return Optional.ofNullable(sessions.get(session)).map(kept -> kept.session);
  }

  @Override
  public synchronized void seen(Map<String, Long> lastMillis) throws IOException {
    check();
    lastMillis.forEach(
        (session, millis) -> {
          Kept kept = sessions.get(session);
          if (kept != null) {
            kept.seenMillis = Math.max(kept.seenMillis, millis);
          }
        });
  }

  @Override
  public synchronized List<Session> unseenSince(long millis, int atMost) throws IOException {
    check();
    return sessions.values().stream()
        .filter(kept -> kept.seenMillis < millis)
        .sorted(Comparator.comparingLong(kept -> kept.seenMillis))
        .limit(atMost)
        .map(kept -> kept.session)
        .toList();
  }

  @Override
  public synchronized List<Session> ofVisitor(String app, String visitor) throws IOException {
    check();
    return sessions.values().stream()
        .map(kept -> kept.session)
        .filter(session -> session.terms().app().equals(app))
        .filter(session -> session.visitor().equals(visitor))
        .toList();
  }

  @Override
  public synchronized void forget(Collection<String> ids) throws IOException {
    check();
    ids.forEach(sessions::remove);
  }

  @Override
  public synchronized void close() {
    closed = true;
  }

  private static final class Kept {
    private Session session;
    private long seenMillis;

    Kept(Session session, long seenMillis) {
      this.session = session;
      this.seenMillis = seenMillis;
    }
  }
}
