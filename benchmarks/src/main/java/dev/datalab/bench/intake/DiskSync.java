package dev.datalab.bench.intake;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/** How long this disk takes to make something durable, which bounds what a server can promise. */
final class DiskSync {
  private static final int TIMES = 100;
  private static final int BYTES = 16 * 1024;

  private DiskSync() {}

  /** The median time of a write of 16 KiB and its fdatasync, in milliseconds. */
  static double medianMillis(Path directory) throws IOException {
    Path file = Files.createTempFile(directory, "sync", ".probe");
    long[] nanos = new long[TIMES];
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      ByteBuffer bytes = ByteBuffer.allocateDirect(BYTES);
      for (int i = 0; i < TIMES; i++) {
        long begin = System.nanoTime();
        channel.write(bytes.clear());
        channel.force(false);
        nanos[i] = System.nanoTime() - begin;
      }
    } finally {
      Files.delete(file);
    }
    Arrays.sort(nanos);
    return nanos[TIMES / 2] / 1e6;
  }
}
