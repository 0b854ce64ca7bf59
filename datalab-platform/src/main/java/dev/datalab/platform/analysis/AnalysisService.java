package dev.datalab.platform.analysis;

import static java.util.Objects.requireNonNull;

import dev.datalab.core.Analysis;
import dev.datalab.core.store.EventStore;
import dev.datalab.platform.config.AppAccess;
import dev.datalab.platform.config.AppConfiguration;
import dev.datalab.platform.question.EventText;
import dev.datalab.platform.rpc.CallContext;
import dev.datalab.platform.rpc.Rejection;
import dev.datalab.platform.rpc.Unary;
import dev.datalab.proto.analysis.v1.AnalysisGrpc;
import dev.datalab.proto.analysis.v1.AskRequest;
import dev.datalab.proto.analysis.v1.AskResponse;
import dev.datalab.proto.appconfig.v1.AppConfigGrpc.AppConfigBlockingStub;
import dev.datalab.proto.appconfig.v1.GetConfigurationRequest;
import dev.datalab.proto.appmeta.v1.App;
import dev.datalab.proto.common.v1.Role;
import io.grpc.Context;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.MDC;

/**
 * The service Analysis.
 *
 * <p>Questions run on the executor: as many at a time as it has threads, and what it rejects is
 * RESOURCE_EXHAUSTED. When the caller has gone or the deadline has passed, a question that waits is
 * dropped and the thread of one that runs is interrupted. Safe for use by many threads.
 */
public final class AnalysisService extends AnalysisGrpc.AnalysisImplBase {
  /** The most bytes of an answer. */
  public static final int MAX_ANSWER_BYTES = 16 * 1_048_576;

  private final Questions questions;
  private final AppAccess access;
  private final AppConfigBlockingStub configurations;
  private final Executor executor;

  /**
   * Makes the service.
   *
   * @param analysis the engine
   * @param store the engine's store, for its archives
   * @param access asks AppMeta for role and generation
   * @param events writes the events of one session
   * @param configurations its channel passes the caller on and sets deadlines
   * @param executor runs the questions; not the one that lends the engine helpers, unless it can't
   *     run dry
   */
  @Inject
  public AnalysisService(
      Analysis analysis,
      EventStore store,
      EventText events,
      AppAccess access,
      AppConfigBlockingStub configurations,
      Executor executor) {
    this.questions = new Questions(analysis, store, events);
    this.access = requireNonNull(access, "access");
    this.configurations = requireNonNull(configurations, "configurations");
    this.executor = requireNonNull(executor, "executor");
  }

  @Override
  public void ask(AskRequest request, StreamObserver<AskResponse> observer) {
    Context context = Context.current();
    FutureTask<Boolean> task =
        new FutureTask<>(
            context.wrap(() -> Unary.answer(observer, () -> logged(() -> answer(request)))), true);
    if (observer instanceof ServerCallStreamObserver<AskResponse> call) {
      call.setOnCancelHandler(() -> task.cancel(true));
    }
    try {
      executor.execute(task);
    } catch (RejectedExecutionException e) {
      observer.onError(
          Rejection.tooMany(
                  "Too many questions are asked at a time: ask again in a moment.",
                  Duration.ofSeconds(1))
              .toStatus());
    }
  }

  private AskResponse answer(AskRequest request) {
    App app = access.require(request.getAppId(), Role.ROLE_VIEWER).getApp();
    Questions.Kind kind = questions.kind(request.getKind());
    AppConfiguration configuration =
        AppConfiguration.read(
            configurations
                .getConfiguration(
                    GetConfigurationRequest.newBuilder().setAppId(app.getId()).build())
                .getConfiguration()
                .getConfigurationJson());
    String answer = kind.answer(request.getQuestionJson(), app, configuration);
    if (answer.length() > MAX_ANSWER_BYTES
        || answer.getBytes(StandardCharsets.UTF_8).length > MAX_ANSWER_BYTES) {
      throw Rejection.tooLarge(
          "The answer would have over 16 MiB: ask for a shorter range, or filter the breakdown.");
    }
    return AskResponse.newBuilder().setAnswerJson(answer).build();
  }

  private interface Body {
    AskResponse run();
  }

  /** Runs with the request id in this thread's log; what fails once nobody waits is no defect. */
  private static AskResponse logged(Body body) {
    MDC.put(CallContext.MDC_REQUEST_ID, CallContext.requestId());
    try {
      return body.run();
    } catch (RuntimeException e) {
      if (Context.current().isCancelled()) {
        throw Rejection.unavailable("Nobody waits for the answer any more.");
      }
      throw e;
    } finally {
      MDC.remove(CallContext.MDC_REQUEST_ID);
    }
  }
}
