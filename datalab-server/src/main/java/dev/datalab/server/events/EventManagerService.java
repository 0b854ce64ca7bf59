package dev.datalab.server.events;

import static java.util.Objects.requireNonNull;

import dev.datalab.core.store.EventStore;
import dev.datalab.core.store.Partition;
import dev.datalab.core.store.ScanRequest;
import dev.datalab.core.store.StreamState;
import dev.datalab.ingest.device.DeviceClassifier;
import dev.datalab.ingest.imports.Exporter;
import dev.datalab.ingest.imports.ImportProgress;
import dev.datalab.ingest.imports.ImportResult;
import dev.datalab.ingest.imports.ImportSource;
import dev.datalab.ingest.imports.Importer;
import dev.datalab.platform.config.AppAccess;
import dev.datalab.platform.rpc.CallContext;
import dev.datalab.platform.rpc.Rejection;
import dev.datalab.proto.common.v1.Role;
import dev.datalab.proto.eventmanager.v1.CloseAppRequest;
import dev.datalab.proto.eventmanager.v1.CloseAppResponse;
import dev.datalab.proto.eventmanager.v1.DeleteArchiveRequest;
import dev.datalab.proto.eventmanager.v1.DeleteArchiveResponse;
import dev.datalab.proto.eventmanager.v1.EraseRangeRequest;
import dev.datalab.proto.eventmanager.v1.EraseRangeResponse;
import dev.datalab.proto.eventmanager.v1.EraseVisitorRequest;
import dev.datalab.proto.eventmanager.v1.EraseVisitorResponse;
import dev.datalab.proto.eventmanager.v1.EventManagerGrpc.EventManagerImplBase;
import dev.datalab.proto.eventmanager.v1.ExportRequest;
import dev.datalab.proto.eventmanager.v1.ExportResponse;
import dev.datalab.proto.eventmanager.v1.GetArchivesRequest;
import dev.datalab.proto.eventmanager.v1.GetArchivesResponse;
import dev.datalab.proto.eventmanager.v1.GetStreamStateRequest;
import dev.datalab.proto.eventmanager.v1.GetStreamStateResponse;
import dev.datalab.proto.eventmanager.v1.ImportRequest;
import dev.datalab.proto.eventmanager.v1.ImportResponse;
import dev.datalab.proto.eventmanager.v1.SequenceRange;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The role {@code eventmanager}. The calls, who may make them and what they refuse stand in {@code
 * eventmanager.proto}. Here are those about events at rest: import and export, the state of an
 * import, archives, erasure; and the end of an app's streams. What brings events in stands beside
 * it, in {@code dev.datalab.server.intake}.
 *
 * <p>An import belongs to the generation that it began in, and asks once more before it commits
 * whether that is still the present one. {@code CloseApp} and the erasure of an app wait for the
 * commits that are past that question, so an unlock or a deletion that has answered is not followed
 * by events of an import that began before. Only imports of this process are waited for.
 *
 * <p>Expects {@link dev.datalab.platform.rpc.ServerContextInterceptor} in front. Safe for use by
 * many threads; starts none.
 */
public final class EventManagerService extends EventManagerImplBase {
  private static final Logger log = LoggerFactory.getLogger(EventManagerService.class);

  /** Less than the 10 seconds that callers have by default. */
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(8);

  private final Importer importer;
  private final Exporter exporter;
  private final Archives archives;
  private final Generations generations;
  private final Work work;
  private final EventStore store;
  private final OpenStreams streams;
  private final EventChanges changes;
  private final Erasures erasures;
  private final Commits commits = new Commits(LONGEST_WAIT);

  /**
   * A service over a store.
   *
   * @param access asked in the caller's name; its channel carries the call's context along
   * @param streams what {@code CloseApp} closes
   * @param transfers runs imports and exports, each of which keeps a thread until it ends
   * @param changes hears of imports, and of what ends collecting
   */
  @Inject
  public EventManagerService(
      EventStore store,
      DeviceClassifier classifier,
      InstantSource clock,
      AppAccess access,
      OpenStreams streams,
      Executor transfers,
      EventChanges changes) {
    this.store = requireNonNull(store, "store");
    this.streams = requireNonNull(streams, "streams");
    this.importer = new Importer(store, classifier, clock);
    this.exporter = new Exporter(store);
    this.archives = new Archives(store);
    this.generations = new Generations(requireNonNull(access, "access"));
    this.work = new Work(requireNonNull(transfers, "transfers"));
    this.changes = requireNonNull(changes, "changes");
    this.erasures = new Erasures(store, archives, streams, commits, changes);
  }

  @Override
  public StreamObserver<ImportRequest> import_(StreamObserver<ImportResponse> observer) {
    return new ImportCall(
        (ServerCallStreamObserver<ImportResponse>) observer, work, this::imported);
  }

  private ImportResponse imported(ImportRequest.Header header, InputStream body)
      throws IOException {
    OptionalInt expected =
        header.hasGeneration() ? OptionalInt.of(header.getGeneration()) : OptionalInt.empty();
    int generation = generations.generation(header.getAppId(), Role.ROLE_EDITOR, expected);
    String key = header.getImportId();
    if (key.length() > ImportSource.MAX_KEY) {
      throw Rejection.invalid("", "An import's key has 1 to 200 characters: shorten it.");
    }
    if (header.getFirstLine() < 0) {
      throw Rejection.invalid("", "Lines are numbered from 1: give the body's first line.");
    }
    ImportSource source =
        new ImportSource(
            new Partition(header.getAppId(), generation), key, Math.max(1, header.getFirstLine()));
    ImportResult result = stored(source, body);
    changes.imported(source.partition());
    return message(result);
  }

  /** Stores an import if, with its body at an end, its generation is still the present one. */
  private ImportResult stored(ImportSource source, InputStream body) throws IOException {
    String appId = source.partition().app();
    int generation = source.partition().generation();
    try (Commits.Commit commit = commits.of(appId)) {
      return importer.run(
          source,
          body,
          ImportProgress.NONE,
          () -> {
            commit.announce();
            generations.requireStill(appId, generation);
          });
    } catch (CallEndedException e) {
      throw e;
    } catch (IOException e) {
      // The store breaks an import off whose data is deleted: that the app is gone says more.
      generations.requireStill(appId, generation);
      throw e;
    }
  }

  private static ImportResponse message(ImportResult result) {
    ImportResponse.Builder message =
        ImportResponse.newBuilder()
            .setAccepted(result.accepted())
            .setDuplicates(result.duplicates())
            .setRejectedTotal(result.rejectedTotal())
            .setNextLine(result.nextLine());
    for (ImportResult.RejectedLine rejected : result.rejected()) {
      message.addRejectedBuilder().setLine(rejected.line()).setDetail(rejected.detail());
    }
    return message.build();
  }

  @Override
  public void export(ExportRequest request, StreamObserver<ExportResponse> observer) {
    ExportCall call = new ExportCall((ServerCallStreamObserver<ExportResponse>) observer);
    work.start(
        observer,
        () -> {
          exporter.run(scan(request), call);
          observer.onCompleted();
        });
  }

  private ScanRequest scan(ExportRequest request) throws IOException {
    OptionalInt expected =
        request.hasGeneration() ? OptionalInt.of(request.getGeneration()) : OptionalInt.empty();
    int present = generations.generation(request.getAppId(), Role.ROLE_VIEWER, expected);
    long from = request.hasFromMillis() ? request.getFromMillis() : Long.MIN_VALUE;
    long to = request.hasToMillis() ? request.getToMillis() : Long.MAX_VALUE;
    if (from >= to) {
      throw Rejection.invalid("/from", "The range is empty: 'from' must lie before 'to'.");
    }
    return new ScanRequest(
        request.getAppId(),
        archives.generation(request.getAppId(), request.getArchive(), present),
        from,
        to,
        request.getVisitor().isEmpty() ? Optional.empty() : Optional.of(request.getVisitor()));
  }

  @Override
  public void getStreamState(
      GetStreamStateRequest request, StreamObserver<GetStreamStateResponse> observer) {
    if (request.hasImport()) {
      Work.answer(observer, () -> importState(request.getImport()));
    } else {
      super.getStreamState(request, observer);
    }
  }

  private GetStreamStateResponse importState(GetStreamStateRequest.Import asked)
      throws IOException {
    int generation =
        generations.generation(asked.getAppId(), Role.ROLE_EDITOR, OptionalInt.empty());
    String key = asked.getImportId();
    if (key.isEmpty() || key.length() > ImportSource.MAX_KEY) {
      throw Rejection.invalid("", "An import's key has 1 to 200 characters: correct it.");
    }
    Partition partition = new Partition(asked.getAppId(), generation);
    long stream = store.streamOf(partition, key);
    StreamState state = store.state(partition, stream);
    GetStreamStateResponse.Builder message =
        GetStreamStateResponse.newBuilder()
            .setAppId(asked.getAppId())
            .setGeneration(generation)
            .setStream(Long.toString(stream))
            .setAcknowledged(state.mark());
    state
        .above()
        .forEach(
            range ->
                message.addAbove(
                    SequenceRange.newBuilder().setFirst(range.first()).setLast(range.last())));
    return message.build();
  }

  @Override
  public void getArchives(
      GetArchivesRequest request, StreamObserver<GetArchivesResponse> observer) {
    Work.answer(
        observer,
        () -> {
          int present =
              generations.generation(request.getAppId(), Role.ROLE_VIEWER, OptionalInt.empty());
          return GetArchivesResponse.newBuilder()
              .addAllArchives(archives.of(request.getAppId(), present))
              .build();
        });
  }

  @Override
  public void deleteArchive(
      DeleteArchiveRequest request, StreamObserver<DeleteArchiveResponse> observer) {
    Work.answer(
        observer,
        () -> {
          int present =
              generations.generation(request.getAppId(), Role.ROLE_OWNER, OptionalInt.empty());
          long events = archives.delete(request.getAppId(), request.getArchiveId(), present);
          return DeleteArchiveResponse.newBuilder().setEvents(events).build();
        });
  }

  @Override
  public void eraseVisitor(
      EraseVisitorRequest request, StreamObserver<EraseVisitorResponse> observer) {
    work.start(
        observer,
        () -> {
          generations.generation(request.getAppId(), Role.ROLE_OWNER, OptionalInt.empty());
          long events = erasures.ofVisitor(request);
          observer.onNext(EraseVisitorResponse.newBuilder().setEvents(events).build());
          observer.onCompleted();
        });
  }

  @Override
  public void eraseRange(EraseRangeRequest request, StreamObserver<EraseRangeResponse> observer) {
    work.start(
        observer,
        () -> {
          int present = request.getGeneration();
          if (CallContext.caller().isPresent()) {
            present =
                generations.generation(request.getAppId(), Role.ROLE_OWNER, OptionalInt.empty());
          }
          long events = erasures.ofRange(request, present);
          observer.onNext(EraseRangeResponse.newBuilder().setEvents(events).build());
          observer.onCompleted();
        });
  }

  /**
   * Closes the streams, and waits for the imports into the app that are committing. They come under
   * no token, so where one is named there is none to wait for.
   */
  @Override
  public void closeApp(CloseAppRequest request, StreamObserver<CloseAppResponse> observer) {
    Work.answer(
        observer,
        () -> {
          CallContext.requireService();
          int closed = closeStreams(request);
          if (request.getTokenId().isEmpty()) {
            commits.await(request.getAppId());
          }
          changes.changed(request.getAppId());
          return CloseAppResponse.newBuilder().setClosed(closed).build();
        });
  }

  private int closeStreams(CloseAppRequest request) {
    try {
      return streams.close(
          request.getAppId(), request.getThroughGeneration(), request.getTokenId());
    } catch (IOException e) {
      log.warn("events of app {} are still on their way", request.getAppId(), e);
      throw Rejection.unavailable("Events of the app are being stored: try again soon.");
    }
  }
}
