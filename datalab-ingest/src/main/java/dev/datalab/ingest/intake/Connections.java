package dev.datalab.ingest.intake;

import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The open sockets of this process, one for each stream. Safe for use by several threads. */
final class Connections {
  private static final String REPLACED = "Another socket of this stream has taken its place.";

  private final Map<Long, LiveConnection> byStream = new ConcurrentHashMap<>();

  /** Adds a socket; an older one of its stream is closed. */
  void add(LiveConnection connection) {
    LiveConnection older = byStream.put(connection.stream.stream.id(), connection);
    if (older != null) {
      older.close(CloseCode.REPLACED, REPLACED);
    }
  }

  /** Closes the socket of a stream, if there is one. */
  void replace(long stream) {
    LiveConnection older = byStream.get(stream);
    if (older != null) {
      older.close(CloseCode.REPLACED, REPLACED);
    }
  }

  void remove(LiveConnection connection) {
    byStream.remove(connection.stream.stream.id(), connection);
  }

  Collection<LiveConnection> all() {
    return byStream.values();
  }
}
