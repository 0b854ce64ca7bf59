package dev.datalab.ingest.intake;

import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Readers that were used before: each holds tables of some ten thousand bytes. As many are kept as
 * can be busy at a time. Safe for use by several threads.
 */
final class FrameReaders {
  private final AtomicReferenceArray<FrameReader> idle =
      new AtomicReferenceArray<>(2 * Runtime.getRuntime().availableProcessors());

  FrameReader borrow() {
    for (int i = 0; i < idle.length(); i++) {
      FrameReader reader = idle.get(i) == null ? null : idle.getAndSet(i, null);
      if (reader != null) {
        return reader;
      }
    }
    return new FrameReader();
  }

  void giveBack(FrameReader reader) {
    for (int i = 0; i < idle.length(); i++) {
      if (idle.get(i) == null && idle.compareAndSet(i, null, reader)) {
        return;
      }
    }
  }
}
