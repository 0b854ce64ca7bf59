package dev.datalab.ingest.imports;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.datalab.core.store.DeliveryCount;
import dev.datalab.core.store.EventStore;
import dev.datalab.core.store.Partition;
import dev.datalab.core.store.ScanRequest;
import dev.datalab.core.store.Settlement.Outcome;
import dev.datalab.ingest.device.DeviceClassifier;
import dev.datalab.ingest.imports.ImportResult.RejectedLine;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.SequenceInputStream;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an importer does, over whichever store. */
abstract class ImporterContract {
  private static final Partition SHOP = new Partition("shop", 0);
  static final InstantSource CLOCK =
      InstantSource.fixed(java.time.Instant.parse("2026-11-02T00:00:00Z"));

  private EventStore store;
  private Importer importer;

  /** An empty store on {@link #CLOCK}. */
  abstract EventStore open() throws IOException;

  @BeforeEach
  void start() throws IOException {
    store = open();
    importer = new Importer(store, DeviceClassifier.NONE, CLOCK);
  }

  @AfterEach
  void close() throws IOException {
    store.close();
  }

  @Test
  void everyLineBecomesAnEvent() throws IOException {
    ImportResult result = run(line("u1", 0) + line("u2", 1) + line("u1", 2));
    assertThat(result).isEqualTo(new ImportResult(3, 0, List.of(), 0, 4));
    assertThat(exported()).hasSize(3).contains(line("u2", 1).strip());
  }

  @Test
  void aRejectedLineIsToldByItsNumberAndTheRestGoesOn() throws IOException {
    ImportResult result =
        run(line("u1", 0) + "\n{\"visitor\":\"u2\"}\r\n\r\nnonsense\n" + line("u3", 1));
    assertThat(result.accepted()).isEqualTo(2);
    assertThat(result.rejectedTotal()).isEqualTo(2);
    assertThat(result.nextLine()).isEqualTo(7);
    assertThat(result.rejected())
        .containsExactly(
            new RejectedLine(
                3, "timestamp: missing; give milliseconds since 1970, or ISO 8601 with a zone."),
            new RejectedLine(5, "not JSON at byte 1; write one event as a JSON object."));
  }

  @Test
  void rejectedLinesAreSettledAsRefusedForAReasonWithoutTheirContent() throws IOException {
    run(line("u1", 0) + "\n\nsecret@example.org\n{\"secret\" 1}\n{}\n\n\n");
    assertThat(store.delivery(SHOP, 0, Long.MAX_VALUE))
        .extracting(DeliveryCount::outcome, DeliveryCount::reason, DeliveryCount::count)
        .containsExactlyInAnyOrder(
            org.assertj.core.groups.Tuple.tuple(Outcome.STORED, "", 1L),
            org.assertj.core.groups.Tuple.tuple(
                Outcome.REFUSED, "not JSON; write one event as a JSON object.", 2L),
            org.assertj.core.groups.Tuple.tuple(
                Outcome.REFUSED,
                "timestamp: missing; give milliseconds since 1970, or ISO 8601 with a zone.",
                1L));
  }

  @Test
  void aTooLongLineAndOneThatIsNoUtf8AreRejectedAlone() throws IOException {
    byte[] latin = line("Zoë", 0).getBytes(ISO_8859_1);
    ImportResult result =
        importer.run(
            ImportSource.of(SHOP),
            new SequenceInputStream(
                new ByteArrayInputStream(latin),
                bytes("x".repeat(3_000_000) + "\n" + line("u1", 1))));
    assertThat(result.accepted()).isEqualTo(1);
    assertThat(result.rejected())
        .containsExactly(
            new RejectedLine(1, "not UTF-8; encode the text as UTF-8."),
            new RejectedLine(
                2, "line: more than 262144 bytes; split the event or leave out what is large."));
  }

  @Test
  void atMostAThousandRejectedLinesAreToldOneByOne() throws IOException {
    ImportResult result = run("{}\n".repeat(1_500) + line("u1", 0));
    assertThat(result.accepted()).isEqualTo(1);
    assertThat(result.rejectedTotal()).isEqualTo(1_500);
    assertThat(result.rejected()).hasSize(1_000);
  }

  @Test
  void anIdThatCameBeforeIsADuplicate() throws IOException {
    String twice = withId("i1", 0) + withId("i1", 1);
    assertThat(run(twice)).isEqualTo(new ImportResult(1, 1, List.of(), 0, 3));
    assertThat(run(withId("i1", 2) + withId("i2", 2)))
        .isEqualTo(new ImportResult(1, 1, List.of(), 0, 3));
    assertThat(exported()).hasSize(2);
  }

  @Test
  void linesOfOneKeyAreStoredOnceHoweverOftenTheyAreSent() throws IOException {
    String all = line("u1", 0) + "\n{}\n" + line("u1", 3) + line("u2", 4);
    assertThat(keyed("k", 1, all).accepted()).isEqualTo(3);
    assertThat(keyed("k", 1, all)).isEqualTo(new ImportResult(0, 4, List.of(), 0, 6));
    assertThat(importer.resumeFrom(SHOP, "k")).isEqualTo(6);
    assertThat(importer.resumeFrom(SHOP, "other")).isEqualTo(1);
    assertThat(keyed("other", 1, all).accepted()).isEqualTo(3);
  }

  @Test
  void anImportInPiecesIsTheImportAsAWhole() throws IOException {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 10_000; i++) {
      lines.add(i % 7 == 3 ? (i % 2 == 0 ? "\n" : "{}\n") : line("u" + i % 50, i));
    }
    long accepted = 0;
    long next = 1;
    while (next <= lines.size()) {
      long end = Math.min(lines.size(), next + 2_999);
      String piece = String.join("", lines.subList((int) next - 1, (int) end));
      ImportResult result = keyed("k", next, piece);
      assertThat(result.nextLine()).isEqualTo(end + 1);
      assertThat(result.duplicates()).isZero();
      accepted += result.accepted();
      assertThat(keyed("k", next, piece).accepted()).isZero();
      next = importer.resumeFrom(SHOP, "k");
      assertThat(next).isEqualTo(end + 1);
    }
    assertThat(accepted).isEqualTo(lines.stream().filter(line -> line.length() > 5).count());
    assertThat(exported()).hasSize((int) accepted);
  }

  @Test
  void piecesMayOverlapAndComeInAnyOrder() throws IOException {
    assertThat(keyed("k", 3, line("u", 3) + line("u", 4)).accepted()).isEqualTo(2);
    assertThat(importer.resumeFrom(SHOP, "k")).isEqualTo(1);
    assertThat(keyed("k", 1, line("u", 1) + line("u", 2) + line("u", 3) + line("u", 4)))
        .isEqualTo(new ImportResult(2, 2, List.of(), 0, 5));
    assertThat(importer.resumeFrom(SHOP, "k")).isEqualTo(5);
  }

  @Test
  void apartFromSixtyFourRangesAGapIsRefused() throws IOException {
    for (int i = 1; i <= 64; i++) {
      keyed("k", 2L * i, line("u", i));
    }
    assertThatThrownBy(() -> keyed("k", 200, line("u", 200)))
        .isInstanceOf(ImportRefusedException.class)
        .hasMessage("line: a body that begins at line 200 leaves too many gaps; go on at line 1.");
    assertThat(keyed("k", 1, line("u", 1)).accepted()).isEqualTo(1);
  }

  @Test
  void gzipIsKnownByItsFirstBytesHoweverManyMembersItHas() throws IOException {
    byte[] both = concatenated(gzip(line("u1", 0) + line("u2", 1)), gzip(line("u3", 2)));
    ImportResult result = importer.run(ImportSource.of(SHOP), new OneByteAtATime(both));
    assertThat(result.accepted()).isEqualTo(3);
  }

  @Test
  void gzipThatIsCutOffOrDamagedLeavesNothing() throws IOException {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 20_000; i++) {
      text.append(line("u" + i, i));
    }
    byte[] whole = gzip(text.toString());
    byte[] damaged = whole.clone();
    damaged[whole.length - 5] ^= 1;
    for (byte[] body :
        List.of(
            Arrays.copyOf(whole, whole.length - 1),
            Arrays.copyOf(whole, whole.length / 2),
            Arrays.copyOf(whole, 5),
            damaged)) {
      assertThatThrownBy(() -> importer.run(keyed("k", 1), new ByteArrayInputStream(body)))
          .isInstanceOf(ImportRefusedException.class)
          .hasMessageStartingWith("body: the gzip data is cut off or damaged");
    }
    assertThat(exported()).isEmpty();
    assertThat(importer.resumeFrom(SHOP, "k")).isEqualTo(1);
  }

  @Test
  void aConnectionThatBreaksLeavesNothingAndTheNextImportGoesOn() throws IOException {
    InputStream broken = new SequenceInputStream(bytes(line("u1", 0).repeat(10_000)), new Broken());
    assertThatThrownBy(() -> importer.run(keyed("k", 1), broken)).hasMessage("connection reset");
    assertThat(exported()).isEmpty();
    assertThat(keyed("k", 1, line("u1", 0)).accepted()).isEqualTo(1);
  }

  @Test
  void anInterruptedThreadLeavesNothing() throws IOException {
    String lines = line("u1", 0).repeat(10_000);
    assertThatThrownBy(
            () ->
                importer.run(
                    ImportSource.of(SHOP),
                    bytes(lines),
                    (read, bytes) -> Thread.currentThread().interrupt()))
        .isInstanceOf(InterruptedIOException.class);
    assertThat(Thread.interrupted()).isFalse();
    assertThat(exported()).isEmpty();
  }

  @Test
  void aCheckThatThrowsBeforeTheCommitLeavesNothingAndItsIdsAreFree() throws IOException {
    String lines = withId("i1", 0) + line("u1", 1) + "nonsense\n";
    List<Integer> storedWhenAsked = new ArrayList<>();
    ImportCheck refusal =
        () -> {
          storedWhenAsked.add(exported().size());
          throw new IllegalStateException("too late");
        };
    assertThatThrownBy(
            () -> importer.run(keyed("k", 1), bytes(lines), ImportProgress.NONE, refusal))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("too late");
    assertThat(storedWhenAsked).containsExactly(0);
    assertThat(exported()).isEmpty();
    assertThat(store.delivery(SHOP, 0, Long.MAX_VALUE)).isEmpty();
    assertThat(importer.resumeFrom(SHOP, "k")).isEqualTo(1);
    assertThat(keyed("k", 1, lines).accepted()).isEqualTo(2);
    assertThat(exported()).hasSize(2);
  }

  @Test
  void aCheckIsAskedOnceTheBodyIsReadToItsEnd() throws IOException {
    List<String> order = new ArrayList<>();
    importer.run(
        ImportSource.of(SHOP),
        bytes(line("u1", 0).repeat(5_000)),
        (lines, bytes) -> order.add("read " + lines),
        () -> order.add("check"));
    assertThat(order).containsExactly("read 4096", "read 5000", "check");
    assertThat(exported()).hasSize(5_000);
  }

  @Test
  void progressTellsLinesAndUnpackedBytes() throws IOException {
    String text = line("u1", 0).repeat(9_000);
    List<List<Long>> told = new ArrayList<>();
    importer.run(
        ImportSource.of(SHOP),
        new ByteArrayInputStream(gzip(text)),
        (lines, bytes) -> told.add(List.of(lines, bytes)));
    assertThat(told).hasSize(3);
    assertThat(told.get(0).get(0)).isEqualTo(4_096);
    assertThat(told.get(2)).containsExactly(9_000L, (long) text.length());
  }

  @Test
  void anEmptyBodyIsAnImportOfNothing() throws IOException {
    assertThat(run("")).isEqualTo(new ImportResult(0, 0, List.of(), 0, 1));
    assertThat(run("\n\n")).isEqualTo(new ImportResult(0, 0, List.of(), 0, 3));
  }

  @Test
  void aSourceHasAShortKeyAndAPositiveLine() {
    assertThatThrownBy(() -> new ImportSource(SHOP, "k".repeat(201), 1))
        .hasMessageStartingWith("import: a key of 1 to 200");
    assertThatThrownBy(() -> new ImportSource(SHOP, "k", 0)).hasMessageStartingWith("line: lines");
  }

  private ImportResult run(String text) throws IOException {
    return importer.run(ImportSource.of(SHOP), bytes(text));
  }

  private ImportResult keyed(String key, long firstLine, String text) throws IOException {
    return importer.run(keyed(key, firstLine), bytes(text));
  }

  private static ImportSource keyed(String key, long firstLine) {
    return new ImportSource(SHOP, key, firstLine);
  }

  private List<String> exported() throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    new Exporter(store).run(ScanRequest.all(SHOP), (chunk, lines) -> all.writeBytes(chunk));
    return all.toString(UTF_8).lines().toList();
  }

  private static String line(String visitor, int second) {
    return "{\"visitor\":\"%s\",\"timestamp\":\"2026-11-01T%02d:%02d:%02d.000Z\",\"type\":\"url\",\"to\":\"/p\"}\n"
        .formatted(visitor, second / 3_600 % 24, second / 60 % 60, second % 60);
  }

  private static String withId(String id, int second) {
    return line("u", second).replace("\"timestamp\"", "\"id\":\"" + id + "\",\"timestamp\"");
  }

  private static ByteArrayInputStream bytes(String text) {
    return new ByteArrayInputStream(text.getBytes(UTF_8));
  }

  private static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(text.getBytes(UTF_8));
    }
    return packed.toByteArray();
  }

  private static byte[] concatenated(byte[] a, byte[] b) {
    byte[] both = Arrays.copyOf(a, a.length + b.length);
    System.arraycopy(b, 0, both, a.length, b.length);
    return both;
  }

  /** A slow connection, which never has anything available. */
  private static final class OneByteAtATime extends InputStream {
    private final ByteArrayInputStream in;

    OneByteAtATime(byte[] bytes) {
      this.in = new ByteArrayInputStream(bytes);
    }

    @Override
    public int read() {
      return in.read();
    }

    @Override
    public int read(byte[] into, int offset, int length) {
      return in.read(into, offset, Math.min(length, 1));
    }
  }

  /** A connection that is gone. */
  private static final class Broken extends InputStream {
    @Override
    public int read() throws IOException {
      throw new IOException("connection reset");
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      return read();
    }
  }
}
