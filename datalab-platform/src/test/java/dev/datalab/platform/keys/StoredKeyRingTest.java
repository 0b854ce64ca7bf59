package dev.datalab.platform.keys;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datalab.core.token.KeyRing;
import dev.datalab.platform.documents.DocumentStore;
import dev.datalab.platform.documents.MovableClock;
import dev.datalab.platform.documents.SqliteDocumentStore;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StoredKeyRingTest {
  private static final Duration LIFE = Duration.ofDays(30);
  private static final Duration OVERLAP = Duration.ofHours(1);

  @TempDir private Path folder;
  private final MovableClock clock = new MovableClock(Instant.parse("2026-11-22T10:00:00Z"));
  private DocumentStore store;

  @BeforeEach
  void open() {
    store = SqliteDocumentStore.open(folder.resolve("keys.db"), clock);
  }

  @AfterEach
  void close() {
    store.close();
  }

  private StoredKeyRing ring() {
    return new StoredKeyRing(store, clock, LIFE, OVERLAP);
  }

  @Test
  void theRingOutlivesTheProcess() {
    KeyRing before = ring().get();
    close();
    open();

    assertThat(ring().get().secretJwks()).isEqualTo(before.secretJwks());
  }

  @Test
  void processesShareOneRingAndSeeARotationWithinASecond() {
    StoredKeyRing one = ring();
    StoredKeyRing other = ring();
    String first = one.get().activeKeyId();
    assertThat(other.get().activeKeyId()).isEqualTo(first);

    String second = one.rotate().activeKeyId();

    assertThat(one.get().activeKeyId()).isEqualTo(second).isNotEqualTo(first);
    clock.advance(Duration.ofSeconds(1));
    assertThat(other.get().keyIds()).containsExactly(second, first);
  }

  @Test
  void aKeyIsRotatedWhenItIsOfAgeAndForgottenAfterTheOverlap() {
    StoredKeyRing ring = ring();
    String first = ring.get().activeKeyId();
    clock.advance(LIFE.minusMillis(1));
    assertThat(ring.get().activeKeyId()).isEqualTo(first);

    clock.advance(Duration.ofMillis(1));

    assertThat(ring.get().keyIds()).hasSize(2).endsWith(first);
    clock.advance(LIFE);
    assertThat(ring.get().keyIds()).hasSize(2).doesNotContain(first);
  }

  @Test
  void withoutALifeAKeyIsRotatedOnRequestOnly() {
    StoredKeyRing ring = new StoredKeyRing(store, clock, Duration.ZERO, OVERLAP);
    String first = ring.get().activeKeyId();

    clock.advance(Duration.ofDays(3_650));

    assertThat(ring.get().activeKeyId()).isEqualTo(first);
    assertThat(ring.rotate().activeKeyId()).isNotEqualTo(first);
  }
}
