package dev.datalab.ingest.imports;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.datalab.core.event.RecordedEvent;
import dev.datalab.core.store.ArchiveSummary;
import dev.datalab.core.store.DeliveryCount;
import dev.datalab.core.store.Erasure;
import dev.datalab.core.store.EventStore;
import dev.datalab.core.store.Frame;
import dev.datalab.core.store.ImportBatch;
import dev.datalab.core.store.Partition;
import dev.datalab.core.store.Receipt;
import dev.datalab.core.store.Scan;
import dev.datalab.core.store.ScanRequest;
import dev.datalab.core.store.StreamState;
import dev.datalab.ingest.device.DeviceClassifier;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ImportMemoryTest {
  private static final long LINES = 500_000;

  @Test
  void halfAMillionLinesAndOneOfFourHundredMegabytesNeedNoMoreThanASmallHeap() throws Exception {
    String classPath =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx32m",
                "-XX:+UseSerialGC",
                "-cp",
                classPath,
                ImportMemoryTest.class.getName())
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    assertThat(output).contains("accepted " + LINES + ", rejected 1");
    assertThat(process.exitValue()).isZero();
  }

  /** The import that the test measures, in a process of its own. */
  public static void main(String[] args) throws Exception {
    ImportResult result =
        new Importer(new Nowhere(), DeviceClassifier.NONE, InstantSource.system())
            .run(ImportSource.of(new Partition("shop", 0)), new Lines());
    System.out.printf("accepted %d, rejected %d%n", result.accepted(), result.rejectedTotal());
  }

  /** A line of 400 MB, and then many ordinary ones. */
  private static final class Lines extends InputStream {
    private static final long LONG_LINE = 400_000_000;

    private long at;
    private long line;
    private byte[] current = new byte[0];
    private int inLine;

    @Override
    public int read() {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] into, int offset, int length) {
      if (at < LONG_LINE) {
        int count = (int) Math.min(length, LONG_LINE - at);
        java.util.Arrays.fill(into, offset, offset + count, (byte) 'x');
        at += count;
        if (at == LONG_LINE) {
          into[offset + count - 1] = '\n';
        }
        return count;
      }
      if (inLine == current.length) {
        if (line == LINES) {
          return -1;
        }
        current =
            """
            {"visitor":"u%d","timestamp":%d,"type":"event","name":"buy","url":"/p/%d"}
            """
                .formatted(line, 1_700_000_000_000L + line, line)
                .getBytes(UTF_8);
        inLine = 0;
        line++;
      }
      int count = Math.min(length, current.length - inLine);
      System.arraycopy(current, inLine, into, offset, count);
      inLine += count;
      return count;
    }
  }

  /** Takes what comes and forgets it: what is measured is the importer's own memory. */
  private static final class Nowhere implements EventStore {
    @Override
    public void check() {}

    @Override
    public long newStream(Partition partition) {
      return 1;
    }

    @Override
    public long streamOf(Partition partition, String key) {
      return 1;
    }

    @Override
    public StreamState state(Partition partition, long stream) {
      return StreamState.NEW;
    }

    @Override
    public CompletableFuture<Receipt> append(Frame frame) {
      throw new UnsupportedOperationException();
    }

    @Override
    public ImportBatch importBatch(Partition partition) {
      return new ImportBatch() {
        @Override
        public Receipt append(Frame frame) {
          List<RecordedEvent> events = frame.events();
          return new Receipt(StreamState.NEW, events.size(), 0, 0);
        }

        @Override
        public void commit() {}

        @Override
        public void close() {}
      };
    }

    @Override
    public long erase(Erasure erasure) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Scan scan(ScanRequest request) {
      throw new UnsupportedOperationException();
    }

    @Override
    public List<String> apps() {
      throw new UnsupportedOperationException();
    }

    @Override
    public List<ArchiveSummary> archives(String app) {
      throw new UnsupportedOperationException();
    }

    @Override
    public List<DeliveryCount> delivery(Partition partition, long fromMillis, long toMillis) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void delete(Partition partition) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void close() {}
  }
}
