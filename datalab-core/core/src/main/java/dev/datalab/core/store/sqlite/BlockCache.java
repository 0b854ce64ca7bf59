package dev.datalab.core.store.sqlite;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Keeps what was decoded, the least recently used going first, as long as all together weigh no
 * more than so many bytes. A value may grow while it is kept, as columns of a block do. Safe for
 * use by several threads.
 */
final class BlockCache<K, V> {
  private final long maxBytes;
  private final Map<K, Entry<V>> entries = new LinkedHashMap<>(16, 0.75f, true);
  private long bytes;

  BlockCache(long maxBytes) {
    this.maxBytes = maxBytes;
  }

  synchronized Optional<V> get(K key) {
    return Optional.ofNullable(entries.get(key)).map(entry -> entry.value);
  }

  /** Keeps a value, instead of another one if there is. */
  synchronized void put(K key, V value, long weight) {
    remove(key);
    entries.put(key, new Entry<>(value, weight));
    bytes += weight;
    trim();
  }

  /** A value takes more memory than before; nothing happens if it is not kept any more. */
  synchronized void grow(K key, long more) {
    Entry<V> entry = entries.get(key);
    if (entry != null) {
      entry.bytes += more;
      bytes += more;
      trim();
    }
  }

  synchronized void remove(K key) {
    Entry<V> gone = entries.remove(key);
    if (gone != null) {
      bytes -= gone.bytes;
    }
  }

  synchronized long bytes() {
    return bytes;
  }

  private void trim() {
    Iterator<Entry<V>> oldest = entries.values().iterator();
    while (bytes > maxBytes && oldest.hasNext()) {
      bytes -= oldest.next().bytes;
      oldest.remove();
    }
  }

  private static final class Entry<V> {
    final V value;
    long bytes;

    Entry(V value, long bytes) {
      this.value = value;
      this.bytes = bytes;
    }
  }
}
