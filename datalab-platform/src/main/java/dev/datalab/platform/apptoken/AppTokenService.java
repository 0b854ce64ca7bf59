package dev.datalab.platform.apptoken;

import static java.util.Objects.requireNonNull;

import dev.datalab.core.token.TokenSigner;
import dev.datalab.core.token.TokenVerifier;
import dev.datalab.platform.documents.DocumentStore;
import dev.datalab.platform.keys.StoredKeyRing;
import dev.datalab.platform.rpc.CallContext;
import dev.datalab.platform.rpc.Unary;
import dev.datalab.platform.saga.Plan;
import dev.datalab.platform.saga.SagaRecord;
import dev.datalab.platform.saga.Sagas;
import dev.datalab.proto.appconfig.v1.AppConfigGrpc.AppConfigBlockingStub;
import dev.datalab.proto.appmeta.v1.AppMetaGrpc.AppMetaBlockingStub;
import dev.datalab.proto.apptoken.v1.AppTokenGrpc.AppTokenImplBase;
import dev.datalab.proto.apptoken.v1.GetStatusRequest;
import dev.datalab.proto.apptoken.v1.GetStatusResponse;
import dev.datalab.proto.apptoken.v1.InvalidateAppTokenRequest;
import dev.datalab.proto.apptoken.v1.InvalidateAppTokenResponse;
import dev.datalab.proto.apptoken.v1.IssueAppTokenRequest;
import dev.datalab.proto.apptoken.v1.IssueAppTokenResponse;
import dev.datalab.proto.apptoken.v1.RefreshAppTokenRequest;
import dev.datalab.proto.apptoken.v1.RefreshAppTokenResponse;
import dev.datalab.proto.apptoken.v1.UnlockRequest;
import dev.datalab.proto.apptoken.v1.UnlockResponse;
import dev.datalab.proto.apptoken.v1.VerifyAppTokenRequest;
import dev.datalab.proto.apptoken.v1.VerifyAppTokenResponse;
import dev.datalab.proto.eventmanager.v1.EventManagerGrpc.EventManagerBlockingStub;
import io.grpc.stub.StreamObserver;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The role {@code app-token}: app tokens, and the sagas that lock and unlock an app. The calls, who
 * may make them and what they refuse stand in {@code apptoken.proto}.
 *
 * <p>A saga that a crash has left is brought to its end by {@link #repair}, or by the next request
 * that concerns its app. The stubs need {@link dev.datalab.platform.rpc.ClientContextInterceptor},
 * which gives every call a deadline, and the service {@link
 * dev.datalab.platform.rpc.ServerContextInterceptor} in front. Safe for use by many threads; starts
 * none.
 */
public final class AppTokenService extends AppTokenImplBase {
  private static final Duration KEY_LIFE = Duration.ofDays(365);

  private final TokenDesk desk;
  private final TokenLookUp lookUp;
  private final Sagas sagas;

  /**
   * Works over a store of its own.
   *
   * @param store the service's documents; collections {@code apptokens}, {@code keys} and {@code
   *     saga}. The signing key is rotated every 365 days
   * @param apps knows the apps, and the caller's role on them
   * @param configurations is locked along with the app
   * @param events closes the sockets of tokens that are void
   * @param settings what the host says about its installation
   * @param clock tells when tokens are issued and expire
   */
  @Inject
  public AppTokenService(
      DocumentStore store,
      AppMetaBlockingStub apps,
      AppConfigBlockingStub configurations,
      EventManagerBlockingStub events,
      AppTokenSettings settings,
      InstantSource clock) {
    requireNonNull(store, "store");
    requireNonNull(clock, "clock");
    Neighbours neighbours = new Neighbours(apps, configurations, events);
    TokenBook book = new TokenBook(store);
    StoredKeyRing keys = new StoredKeyRing(store, clock, KEY_LIFE, TokenRules.MAX_LIFETIME);
    TokenMint mint =
        new TokenMint(new TokenSigner(keys, settings.issuer(), clock), settings.serverUrl(), clock);
    LockSaga locking = new LockSaga(neighbours, book, mint, clock);
    UnlockSaga unlocking = new UnlockSaga(neighbours, book, clock);
    sagas = new Sagas(store, clock, settings.sagaLease(), saga -> planOf(saga, locking, unlocking));
    desk = new TokenDesk(neighbours, book, mint, locking, unlocking, sagas, clock);
    lookUp =
        new TokenLookUp(neighbours, book, new TokenVerifier(keys, settings.issuer(), clock), clock);
  }

  private static Plan planOf(SagaRecord saga, LockSaga locking, UnlockSaga unlocking) {
    return switch (saga.kind()) {
      case LockSaga.KIND -> locking.recovery();
      case UnlockSaga.KIND -> unlocking.plan();
      default ->
          throw new IllegalStateException(
              "saga %s is of the unknown kind '%s': a newer version left it; start that one."
                  .formatted(saga.id(), saga.kind()));
    };
  }

  /**
   * Brings the sagas to their end that a crash has left. To be called when the other services are
   * there, and again as often as the host likes.
   *
   * @return how many are left still
   */
  public int repair() {
    AtomicInteger left = new AtomicInteger();
    CallContext.asService().run(() -> left.set(sagas.repairAll()));
    return left.get();
  }

  @Override
  public void issueAppToken(
      IssueAppTokenRequest request, StreamObserver<IssueAppTokenResponse> observer) {
    Unary.answer(observer, () -> desk.issue(request));
  }

  @Override
  public void verifyAppToken(
      VerifyAppTokenRequest request, StreamObserver<VerifyAppTokenResponse> observer) {
    Unary.answer(observer, () -> lookUp.verify(request.getToken()));
  }

  @Override
  public void refreshAppToken(
      RefreshAppTokenRequest request, StreamObserver<RefreshAppTokenResponse> observer) {
    Unary.answer(observer, () -> desk.refresh(request));
  }

  @Override
  public void invalidateAppToken(
      InvalidateAppTokenRequest request, StreamObserver<InvalidateAppTokenResponse> observer) {
    Unary.answer(observer, () -> desk.invalidate(request.getAppId()));
  }

  @Override
  public void unlock(UnlockRequest request, StreamObserver<UnlockResponse> observer) {
    Unary.answer(observer, () -> desk.unlock(request));
  }

  @Override
  public void getStatus(GetStatusRequest request, StreamObserver<GetStatusResponse> observer) {
    Unary.answer(observer, () -> lookUp.status(request.getAppId(), request.getTokenId()));
  }
}
