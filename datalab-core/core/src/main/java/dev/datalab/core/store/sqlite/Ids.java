package dev.datalab.core.store.sqlite;

import com.dynatrace.hash4j.hashing.HashValue128;
import com.dynatrace.hash4j.hashing.Hashing;
import dev.datalab.core.store.EventStore;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/**
 * The importers' ids of an app, as keys of up to {@value #MAX_KEY} bytes: the id itself, or of a
 * longer one its first half of a key and 128 bits of its hash (XXH3).
 *
 * <p>Ids mostly count up, or begin with a time. Kept as they are, those that come together lie
 * together in the table; hashes would fall all over it, and every frame would write every page. A
 * frame's ids are looked up in ascending order, so that a page is touched once a frame at most.
 */
final class Ids {
  /** For how long an id is remembered after it came. */
  static final long MEMORY_MILLIS = Duration.ofDays(EventStore.ID_MEMORY_DAYS).toMillis();

  private static final int MAX_KEY = 32;

  private static final String INSERT =
      "INSERT INTO seen(app, id, source) VALUES(?, ?, ?) ON CONFLICT DO NOTHING";

  /** What came with something that was undone, or is too long ago, is as good as unknown. */
  private static final String RENEW =
      "UPDATE seen SET source = ? WHERE app = ? AND id = ? AND source NOT IN"
          + " (SELECT id FROM source WHERE state <> 2 AND received > ?)";

  private Ids() {}

  /** Remembers ids; says of each whether it was unknown. */
  static boolean[] remember(WriteSession session, long app, List<String> ids, long source)
      throws SQLException {
    Key[] keys = new Key[ids.size()];
    for (int i = 0; i < keys.length; i++) {
      keys[i] = new Key(key(ids.get(i)), i);
    }
    Arrays.sort(keys);
    long forgotten = session.now() - MEMORY_MILLIS;
    boolean[] unknown = new boolean[keys.length];
    for (Key key : keys) {
      unknown[key.index] =
          session.update(INSERT, app, key.bytes, source) == 1
              || session.update(RENEW, source, app, key.bytes, forgotten) == 1;
    }
    return unknown;
  }

  /** Forgets ids, whenever they came. */
  static void forget(WriteSession session, long app, List<String> ids) throws SQLException {
    for (String id : ids) {
      session.update("DELETE FROM seen WHERE app = ? AND id = ?", app, key(id));
    }
  }

  private static byte[] key(String id) {
    byte[] utf8 = id.getBytes(StandardCharsets.UTF_8);
    if (utf8.length <= MAX_KEY) {
      return utf8;
    }
    HashValue128 hash = Hashing.xxh3_128().hashBytesTo128Bits(utf8);
    byte[] key = Arrays.copyOf(utf8, MAX_KEY);
    System.arraycopy(hash.toByteArray(), 0, key, MAX_KEY / 2, MAX_KEY / 2);
    return key;
  }

  @SuppressWarnings("ArrayRecordComponent") // compared by content below
  private record Key(byte[] bytes, int index) implements Comparable<Key> {
    @Override
    public int compareTo(Key other) {
      int byBytes = Arrays.compareUnsigned(bytes, other.bytes);
      return byBytes != 0 ? byBytes : Integer.compare(index, other.index);
    }
  }
}
