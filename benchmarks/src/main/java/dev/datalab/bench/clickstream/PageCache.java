package dev.datalab.bench.clickstream;

import java.io.IOException;
import java.nio.file.Path;

/** The system's page cache. */
public final class PageCache {
  private PageCache() {}

  /**
   * Asks the system to drop a file from its page cache, by GNU dd, which calls {@code
   * posix_fadvise(POSIX_FADV_DONTNEED)}.
   *
   * @return whether it was asked; false where there is no such dd
   */
  public static boolean evict(Path file) throws InterruptedException {
    try {
      return new ProcessBuilder("dd", "if=" + file, "iflag=nocache", "count=0", "status=none")
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException e) {
      return false;
    }
  }
}
