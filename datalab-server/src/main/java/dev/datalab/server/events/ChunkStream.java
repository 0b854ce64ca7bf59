package dev.datalab.server.events;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * The chunks of a call as one stream of bytes: the transport puts in, one other thread reads. It
 * holds as many chunks as were asked for and not read: the reader asks for the next by reading one
 * to its end.
 */
final class ChunkStream extends InputStream {
  private final Queue<ByteString> chunks = new ArrayDeque<>();
  private final Runnable askForMore;
  private ByteString current = ByteString.EMPTY;
  private int at;
  private boolean ended;
  private @Nullable IOException failure;

  /** A stream that asks for a further chunk by running this. */
  ChunkStream(Runnable askForMore) {
    this.askForMore = askForMore;
  }

  synchronized void add(ByteString chunk) {
    chunks.add(chunk);
    notifyAll();
  }

  /** There are no more chunks. */
  synchronized void end() {
    ended = true;
    notifyAll();
  }

  /** Whoever reads, now or later, gets this exception; what was not read is dropped. */
  synchronized void fail(IOException thrown) {
    if (failure == null) {
      failure = thrown;
    }
    chunks.clear();
    notifyAll();
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    while (at == current.size()) {
      ByteString next = next();
      if (next == null) {
        return -1;
      }
      current = next;
      at = 0;
      askForMore.run();
    }
    int count = Math.min(length, current.size() - at);
    current.substring(at, at + count).copyTo(into, offset);
    at += count;
    return count;
  }

  private synchronized @Nullable ByteString next() throws IOException {
    while (failure == null && chunks.isEmpty() && !ended) {
      try {
        wait();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new InterruptedIOException("The server is stopping.");
      }
    }
    if (failure != null) {
      throw failure;
    }
    return chunks.poll();
  }
}
