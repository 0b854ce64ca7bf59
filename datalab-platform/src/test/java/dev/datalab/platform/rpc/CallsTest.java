package dev.datalab.platform.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.datalab.platform.documents.KeyTakenException;
import dev.datalab.platform.documents.StaleDocumentException;
import dev.datalab.platform.documents.StoreUnavailableException;
import dev.datalab.proto.usermeta.v1.GetUserRequest;
import dev.datalab.proto.usermeta.v1.GetUserResponse;
import dev.datalab.proto.usermeta.v1.UserMetaGrpc;
import io.grpc.Context;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.MetadataUtils;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a call carries over the transport, and what becomes of what it throws. */
final class CallsTest {
  private volatile Supplier<GetUserResponse> body = GetUserResponse::getDefaultInstance;
  private InProcess process;
  private UserMetaGrpc.UserMetaBlockingStub stub;

  @BeforeEach
  void start() {
    process =
        new InProcess(
            new UserMetaGrpc.UserMetaImplBase() {
              @Override
              public void getUser(
                  GetUserRequest request, StreamObserver<GetUserResponse> observer) {
                Unary.answer(observer, () -> body.get());
              }
            });
    stub = UserMetaGrpc.newBlockingStub(process.channel());
  }

  @AfterEach
  void stop() {
    process.close();
  }

  private GetUserResponse call() {
    return stub.getUser(GetUserRequest.getDefaultInstance());
  }

  private Rejection rejectionOf(RuntimeException thrown) {
    body =
        () -> {
          throw thrown;
        };
    try {
      call();
    } catch (StatusRuntimeException e) {
      return Rejection.of(e);
    }
    throw new AssertionError("the call was to fail");
  }

  @Test
  void callerAndRequestIdTravelAlong() {
    List<Object> seen = new ArrayList<>();
    body =
        () -> {
          seen.add(CallContext.caller());
          seen.add(CallContext.requestId());
          return GetUserResponse.getDefaultInstance();
        };
    Caller ada = new Caller("ada", "analysts");

    CallContext.as(ada, "request-1").run(this::call);
    CallContext.asNobody("request-2").run(this::call);
    CallContext.as(ada, "request-3").run(() -> CallContext.asService().run(this::call));

    assertThat(seen)
        .containsExactly(
            Optional.of(ada),
            "request-1",
            Optional.empty(),
            "request-2",
            Optional.empty(),
            "request-3");
  }

  @Test
  void aCallWithoutARequestIdIsGivenOne() {
    List<String> seen = new ArrayList<>();
    body =
        () -> {
          seen.add(CallContext.requestId());
          return GetUserResponse.getDefaultInstance();
        };

    call();
    CallContext.asNobody("not one\nline").run(this::call);

    assertThat(seen).hasSize(2).allMatch(id -> id.matches("[a-z2-7]{26}"));
  }

  @Test
  void aCallerWithoutAnOrganizationIsRefused() {
    Metadata half = new Metadata();
    half.put(Headers.CALLER_USER, "ada");
    UserMetaGrpc.UserMetaBlockingStub forged =
        stub.withInterceptors(MetadataUtils.newAttachHeadersInterceptor(half));

    assertThatThrownBy(() -> forged.getUser(GetUserRequest.getDefaultInstance()))
        .isInstanceOfSatisfying(
            StatusRuntimeException.class,
            e -> assertThat(e.getStatus().getCode()).isEqualTo(Status.Code.PERMISSION_DENIED));
  }

  @Test
  void everyCallHasADeadline() {
    List<Boolean> seen = new ArrayList<>();
    body =
        () -> {
          seen.add(Context.current().getDeadline() != null);
          return GetUserResponse.getDefaultInstance();
        };

    call();

    assertThat(seen).containsExactly(true);
  }

  @Test
  void aRejectionArrivesAsItWasThrown() {
    Rejection invalid =
        Rejection.invalid(
            List.of(new Violation("/username", "Too short."), new Violation("/email", "Bad.")));
    List<Rejection> all =
        List.of(
            invalid,
            Rejection.malformed("No JSON."),
            Rejection.unauthenticated("Sign in."),
            Rejection.forbidden("Not yours."),
            Rejection.notFound("Not there."),
            Rejection.taken("Taken."),
            Rejection.conflict("Locked."),
            Rejection.changed("Changed."),
            Rejection.tooLarge("Too large."),
            Rejection.tooMany("Too many.", Duration.ofMillis(2_001)),
            Rejection.unavailable("Not ready."));

    for (Rejection thrown : all) {
      Rejection arrived = rejectionOf(thrown);
      assertThat(arrived.kind()).isEqualTo(thrown.kind());
      assertThat(arrived.detail()).isEqualTo(thrown.detail());
      assertThat(arrived.violations()).isEqualTo(thrown.violations());
    }
    assertThat(all)
        .extracting(rejection -> rejection.kind().httpStatus())
        .containsExactly(422, 400, 401, 403, 404, 409, 409, 409, 413, 429, 503);
    assertThat(rejectionOf(Rejection.tooMany("Too many.", Duration.ofMillis(2_001))).retryAfter())
        .isEqualTo(Duration.ofSeconds(3));
  }

  @Test
  void moreViolationsThanMetadataHoldsAreCutFromTheEnd() {
    List<Violation> many = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      many.add(new Violation("/funnels/" + i, "x".repeat(400)));
    }

    Rejection arrived = rejectionOf(Rejection.invalid(many));

    assertThat(arrived.violations())
        .hasSizeBetween(10, 14)
        .isEqualTo(many.subList(0, arrived.violations().size()));
    assertThat(arrived.violations().get(0).detail()).hasSize(300);
    assertThat(arrived.detail()).startsWith("1000 values");
  }

  @Test
  void aDefectSaysNothingToThePeer() {
    Rejection arrived = rejectionOf(new IllegalStateException("the password is hunter2"));

    assertThat(arrived.kind()).isEqualTo(Rejection.Kind.DEFECT);
    assertThat(arrived.detail()).doesNotContain("hunter2");
  }

  @Test
  void whatTheStoreThrowsHasItsStatus() {
    assertThat(rejectionOf(new KeyTakenException("app", "name")).kind())
        .isEqualTo(Rejection.Kind.TAKEN);
    assertThat(rejectionOf(new StaleDocumentException("app", "a")).kind())
        .isEqualTo(Rejection.Kind.CHANGED);
    assertThat(rejectionOf(new StoreUnavailableException("full", new IOException())).kind())
        .isEqualTo(Rejection.Kind.UNAVAILABLE);
  }

  @Test
  void thePeersRejectionPassesThroughAndItsDefectIsOurs() {
    assertThat(rejectionOf(Rejection.notFound("Not there.").toStatus()).detail())
        .isEqualTo("Not there.");
    assertThat(rejectionOf(Status.DEADLINE_EXCEEDED.asRuntimeException()).kind())
        .isEqualTo(Rejection.Kind.UNAVAILABLE);
    assertThat(rejectionOf(Status.UNIMPLEMENTED.asRuntimeException()).kind())
        .isEqualTo(Rejection.Kind.DEFECT);
  }

  @Test
  void aServerThatIsGoneIsUnavailable() {
    process.stop();

    assertThatThrownBy(this::call)
        .isInstanceOfSatisfying(
            StatusRuntimeException.class,
            e -> assertThat(Rejection.of(e).kind()).isEqualTo(Rejection.Kind.UNAVAILABLE));
  }

  @Test
  void aCallThatAdmitsOneKindOfCallerRefusesTheOther() {
    body =
        () -> {
          CallContext.requireService();
          return GetUserResponse.getDefaultInstance();
        };
    assertThatThrownBy(() -> CallContext.as(new Caller("ada", "analysts"), "r").run(this::call))
        .isInstanceOfSatisfying(
            StatusRuntimeException.class,
            e -> assertThat(Rejection.of(e).kind()).isEqualTo(Rejection.Kind.FORBIDDEN));

    assertThat(call()).isNotNull();
    body =
        () -> {
          CallContext.requireCaller();
          return GetUserResponse.getDefaultInstance();
        };
    assertThatThrownBy(this::call)
        .isInstanceOfSatisfying(
            StatusRuntimeException.class,
            e -> assertThat(Rejection.of(e).kind()).isEqualTo(Rejection.Kind.UNAUTHENTICATED));
  }
}
