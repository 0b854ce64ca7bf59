package dev.datalab.ingest.intake;

import dev.datalab.core.store.Frame;
import dev.datalab.core.store.Partition;
import dev.datalab.core.store.Receipt;
import dev.datalab.core.store.StreamState;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** A sink whose answers a test may hold back, reorder or lose. What it holds back is stored. */
final class HeldSink implements EventSink {
  private final EventSink sink;
  private final List<Runnable> held = new ArrayList<>();
  private boolean holding;
  private boolean failing;

  HeldSink(EventSink sink) {
    this.sink = sink;
  }

  synchronized void hold() {
    holding = true;
  }

  /** From now on frames are stored, and nobody is told so. */
  synchronized void fail(boolean now) {
    failing = now;
  }

  synchronized int held() {
    return held.size();
  }

  /** Lets one answer go, in the order of the frames. */
  void release(int index) {
    Runnable answer;
    synchronized (this) {
      answer = held.remove(index);
    }
    answer.run();
  }

  @Override
  public long newStream(Partition partition) throws IOException {
    return sink.newStream(partition);
  }

  @Override
  public StreamState state(Partition partition, long stream) throws IOException {
    return sink.state(partition, stream);
  }

  @Override
  public synchronized CompletableFuture<Receipt> append(Frame frame) {
    CompletableFuture<Receipt> stored = sink.append(frame);
    if (failing) {
      return stored.thenCompose(
          receipt -> CompletableFuture.failedFuture(new IOException("the disk is full")));
    }
    if (!holding) {
      return stored;
    }
    CompletableFuture<Receipt> later = new CompletableFuture<>();
    held.add(() -> later.complete(stored.join()));
    return later;
  }
}
