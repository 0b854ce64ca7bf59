package dev.datalab.platform.keys;

import static java.util.Objects.requireNonNull;

import dev.datalab.core.token.KeyRing;
import dev.datalab.platform.documents.DocumentStore;
import dev.datalab.platform.documents.Documents;
import dev.datalab.platform.documents.Index;
import dev.datalab.platform.documents.KeyTakenException;
import dev.datalab.platform.documents.StaleDocumentException;
import dev.datalab.platform.documents.Versioned;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A key ring that lives in a document, so that it outlives the process and is one for all processes
 * of a service. Made when it is first asked for; rotated when its active key has come of age. What
 * it answers is at most a second behind the store. Safe for use by many threads.
 */
public final class StoredKeyRing implements Supplier<KeyRing> {
  private static final String ID = "ring";
  private static final long FRESH_MILLIS = 1_000;

  /**
   * The ring at rest.
   *
   * @param id always {@link #ID}
   * @param jwks the set with its private halves
   * @param rotatedAtMillis when the active key was made
   */
  record Ring(String id, String jwks, long rotatedAtMillis) {
    @Override
    public String toString() {
      return "Ring[rotatedAtMillis=" + rotatedAtMillis + "]";
    }
  }

  private record Read(Versioned<Ring> ring, KeyRing keys, long readAtMillis) {}

  private final DocumentStore store;
  private final Documents<Ring> rings;
  private final InstantSource clock;
  private final Duration keyLife;
  private final Duration overlap;
  private volatile @Nullable Read last;

  /**
   * Names the ring of a service.
   *
   * @param store the service's own documents; the ring is the one of the collection {@code keys}
   * @param clock says how old a key is
   * @param keyLife how long a key signs before it is rotated; zero: until {@link #rotate} is called
   * @param overlap how long a key verifies after it has signed for the last time: at least the
   *     longest life of a token
   */
  public StoredKeyRing(
      DocumentStore store, InstantSource clock, Duration keyLife, Duration overlap) {
    this.store = requireNonNull(store, "store");
    this.clock = requireNonNull(clock, "clock");
    this.keyLife = requireNonNull(keyLife, "keyLife");
    // A process that has not yet read of a rotation signs with the old key for a second more.
    this.overlap = overlap.plusMillis(FRESH_MILLIS);
    if (keyLife.isNegative() || overlap.isNegative()) {
      throw new IllegalArgumentException(
          "the life of a key is %s and the overlap %s: neither may be negative"
              .formatted(keyLife, overlap));
    }
    rings = new Documents<>(store, "keys", Ring.class, Ring::id, ring -> Index.none());
  }

  /** The ring as it stands now. */
  @Override
  public KeyRing get() {
    long now = clock.millis();
    Read read = last;
    if (read == null || Math.abs(now - read.readAtMillis()) >= FRESH_MILLIS) {
      read = read(read);
      last = read;
    }
    boolean ofAge =
        !keyLife.isZero() && now - read.ring().value().rotatedAtMillis() >= keyLife.toMillis();
    return ofAge ? rotate(read) : read.keys();
  }

  /** Gives the ring a new active key now; tokens of the old one stay good for the overlap. */
  public KeyRing rotate() {
    return rotate(read(null));
  }

  private KeyRing rotate(Read read) {
    KeyRing rotated = read.keys().rotated(clock.instant(), overlap);
    Ring ring = new Ring(ID, rotated.secretJwks(), clock.millis());
    try {
      store.commit(List.of(rings.replace(read.ring(), ring)));
    } catch (StaleDocumentException e) {
      // Another thread or process rotated at this moment: its key is as new as ours.
      rotated = read(null).keys();
    }
    last = null;
    return rotated;
  }

  private Read read(@Nullable Read before) {
    long now = clock.millis();
    Versioned<Ring> ring = rings.get(ID).orElseGet(this::make);
    KeyRing keys =
        before != null && before.ring().version() == ring.version()
            ? before.keys()
            : KeyRing.parse(ring.value().jwks());
    return new Read(ring, keys, now);
  }

  private Versioned<Ring> make() {
    Ring ring = new Ring(ID, KeyRing.generate().secretJwks(), clock.millis());
    try {
      store.commit(List.of(rings.insert(ring)));
      return new Versioned<>(ID, 1, ring);
    } catch (KeyTakenException e) {
      // Another thread or process made it at this moment: that one holds.
      return rings.get(ID).orElseThrow();
    }
  }
}
