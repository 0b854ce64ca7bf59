package dev.datalab.ingest.imports;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.datalab.core.block.VisitorKey;
import dev.datalab.core.event.RecordedEvent;
import dev.datalab.core.store.EventStore;
import dev.datalab.core.store.Frame;
import dev.datalab.core.store.Partition;
import dev.datalab.core.store.ScanRequest;
import dev.datalab.core.store.memory.InMemoryEventStore;
import dev.datalab.ingest.device.DeviceClassifier;
import dev.datalab.ingest.json.EventEncoder;
import dev.datalab.ingest.json.RandomEvents;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ExporterTest {
  private static final long SEED = 31_415;
  private static final Partition SHOP = new Partition("shop", 0);
  private static final Instant NOW = Instant.parse("2026-11-02T00:00:00Z");
  private static final InstantSource CLOCK = InstantSource.fixed(NOW);
  private static final Comparator<RecordedEvent> ORDER =
      Comparator.comparing(RecordedEvent::visitor, ExporterTest::byKey)
          .thenComparing(recorded -> recorded.event().time())
          .thenComparing(RecordedEvent::stream)
          .thenComparing(RecordedEvent::seq);

  private final EventStore store = new InMemoryEventStore(8, CLOCK);

  @AfterEach
  void close() throws IOException {
    store.close();
  }

  @Test
  void anExportIsOrderedByVisitorTimeStreamAndSeqWhateverTheOrderOfArrival() throws Exception {
    List<RecordedEvent> events = stored(6, 500);
    events.sort(ORDER);
    assertThat(export(store, ScanRequest.all(SHOP))).isEqualTo(lines(events));
  }

  @Test
  void aRangeIsTakenExactlyFromIncludedToExcluded() throws Exception {
    List<RecordedEvent> events = stored(3, 300);
    events.sort(Comparator.comparing(recorded -> recorded.event().time()));
    long from = events.get(200).event().time();
    long to = events.get(600).event().time();
    List<RecordedEvent> within =
        events.stream()
            .filter(recorded -> recorded.event().time() >= from && recorded.event().time() < to)
            .sorted(ORDER)
            .toList();
    assertThat(within).isNotEmpty();
    assertThat(export(store, ScanRequest.of(SHOP, from, to))).isEqualTo(lines(within));
  }

  @Test
  void oneVisitorAloneCanBeExported() throws Exception {
    List<RecordedEvent> events = stored(2, 300);
    String visitor = events.get(0).visitor();
    List<RecordedEvent> theirs =
        events.stream().filter(e -> e.visitor().equals(visitor)).sorted(ORDER).toList();
    ScanRequest request =
        new ScanRequest(
            "shop", OptionalInt.of(0), Long.MIN_VALUE, Long.MAX_VALUE, Optional.of(visitor));
    assertThat(export(store, request)).isEqualTo(lines(theirs));
  }

  @Test
  void whatWasExportedImportsToTheSameExport() throws Exception {
    List<RecordedEvent> events = stored(2, 4_000);
    String first = export(store, ScanRequest.all(SHOP));
    try (EventStore other = new InMemoryEventStore(1, CLOCK)) {
      ImportResult result =
          new Importer(other, DeviceClassifier.NONE, CLOCK)
              .run(ImportSource.of(SHOP), new ByteArrayInputStream(first.getBytes(UTF_8)));
      assertThat(result.rejected()).isEmpty();
      assertThat(result.accepted() + result.duplicates()).isEqualTo(events.size());
      assertThat(export(other, ScanRequest.all(SHOP))).isEqualTo(first);
    }
  }

  @Test
  void piecesAreWholeLinesAndBounded() throws Exception {
    stored(1, 5_000);
    List<Integer> sizes = new ArrayList<>();
    long total =
        new Exporter(store)
            .run(
                ScanRequest.all(SHOP),
                (chunk, lines) -> {
                  String text = new String(chunk, UTF_8);
                  assertThat(text).endsWith("\n");
                  assertThat(text.lines().count()).isEqualTo(lines);
                  sizes.add(chunk.length);
                });
    assertThat(total).isEqualTo(5_000);
    assertThat(sizes).hasSizeGreaterThan(3).allMatch(size -> size <= 262_144);
  }

  @Test
  void aSinkThatFailsEndsTheExport() throws Exception {
    stored(1, 10);
    assertThatThrownBy(
            () ->
                new Exporter(store)
                    .run(
                        ScanRequest.all(SHOP),
                        (chunk, lines) -> {
                          throw new IOException("gone");
                        }))
        .hasMessage("gone");
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> new Exporter(store).run(ScanRequest.all(SHOP), (chunk, lines) -> {}))
        .isInstanceOf(InterruptedIOException.class);
  }

  /** Events of several streams, taken in by turns. Ids repeat, so all are without one. */
  private List<RecordedEvent> stored(int streams, int each) throws Exception {
    RandomEvents random = new RandomEvents(SEED, NOW.toEpochMilli());
    List<RecordedEvent> all = new ArrayList<>();
    for (int s = 0; s < streams; s++) {
      long stream = store.newStream(SHOP);
      List<RecordedEvent> events = new ArrayList<>();
      for (int seq = 1; seq <= each; seq++) {
        RecordedEvent e = random.next(stream, seq);
        events.add(
            new RecordedEvent(
                e.visitor(), e.session(), stream, seq, e.dimensions(), "", e.event()));
      }
      store.append(Frame.of(SHOP, stream, events)).get();
      all.addAll(events);
    }
    return all;
  }

  private static String export(EventStore from, ScanRequest request) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    new Exporter(from).run(request, (chunk, lines) -> all.writeBytes(chunk));
    return all.toString(UTF_8);
  }

  private static String lines(List<RecordedEvent> events) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    try (EventEncoder encoder = new EventEncoder(all)) {
      for (RecordedEvent event : events) {
        encoder.line(event);
      }
    }
    return all.toString(UTF_8);
  }

  private static int byKey(String a, String b) {
    return VisitorKey.compare(VisitorKey.of(a), a, VisitorKey.of(b), b);
  }
}
